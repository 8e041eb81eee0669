/** Everything of a figure that a reader can take away, and the way back in. */
import './takeaway.css';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PanelProps } from '../../figure-frame/panels.tsx';
import { fetchAbout, type About } from './about.ts';
import { Citations } from './citations.tsx';
import { Numbers } from './numbers.tsx';
import { OpenRun, SaveRun } from './run.tsx';
import { Plots } from './plots.tsx';
import { SourceAndLink } from './source-and-link.tsx';

export default function TakeAway({ figure, number }: PanelProps) {
  const [about, setAbout] = useState<About | 'away'>();
  const [said, setSaid] = useState('');
  const panel = useRef<HTMLDivElement>(null);
  const { id } = figure.declaration;
  useEffect(() => {
    let here = true;
    fetchAbout(id).then(
      (found) => here && setAbout(found),
      () => here && setAbout('away'),
    );
    return () => {
      here = false;
    };
  }, [id]);
  const known = about === 'away' ? undefined : about;

  return (
    <div className="takeaway" ref={panel}>
      <Part title="The numbers, as CSV">
        <Numbers figure={figure} say={setSaid} />
      </Part>
      <Part title="The plots">
        <Plots figure={figure} number={number} panel={panel} say={setSaid} />
      </Part>
      <Part title="The run, to be shown again">
        <SaveRun figure={figure} number={number} about={known} say={setSaid} />
        <OpenRun figure={figure} say={setSaid} />
      </Part>
      <Part title="The experiment and its settings">
        <SourceAndLink figure={figure} />
      </Part>
      <Part title="To cite it" className="takeaway-cite">
        {about === 'away' ? <p className="small">The citations could not be fetched. Open this again when there is a connection.</p> : null}
        {known && <Citations figure={figure} number={number} about={known} />}
      </Part>
      <p className="takeaway-said" role="status">
        {said}
      </p>
    </div>
  );
}

function Part({ title, className = '', children }: { title: string; className?: string; children: ReactNode }) {
  return (
    <div role="group" className={`takeaway-part ${className}`} aria-label={title}>
      <p className="takeaway-title">{title}</p>
      {children}
    </div>
  );
}
