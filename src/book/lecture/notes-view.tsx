/** The lecturer's own view: notes to the slide, what comes next, how the run goes, and the time. */
import { useEffect, useState, type ReactNode } from 'react';
import { now } from '../../lab/clock.ts';
import { typeset } from '../../ui/figure-frame/typeset.ts';
import { timeText, type Notes } from './notes.ts';

interface NotesViewProps {
  readonly notes: Notes;
  readonly children?: ReactNode;
}

export function NotesView({ notes, children }: NotesViewProps) {
  const { at, of, current, next, points, run, blank } = notes;
  return (
    <>
      <p className="notes-top">
        <span>
          {at + 1} of {of}
          {blank && ', the screen is dark'}
        </span>
        <Elapsed ms={notes.elapsed} />
      </p>
      <p className="notes-number">{current.number}</p>
      <h2 className="notes-headline">{current.headline}</h2>
      {current.question && <p className="notes-question">{current.question}</p>}
      {points.length > 0 ? (
        <ul className="notes-points">
          {points.map((point) => (
            <li key={point}>{typeset(point)}</li>
          ))}
        </ul>
      ) : (
        <p className="notes-none">No notes to this slide.</p>
      )}
      {run && <p className="notes-run">{run}</p>}
      <p className="notes-next">
        {next ? (
          <>
            <span>Next:</span> {next.number}. {next.headline}
          </>
        ) : (
          'This is the last slide.'
        )}
      </p>
      {children}
    </>
  );
}

/** Goes on by itself between two messages. */
function Elapsed({ ms }: { readonly ms: number }) {
  const [heard, setHeard] = useState({ ms, at: now() });
  const [, tick] = useState(0);
  if (heard.ms !== ms) setHeard({ ms, at: now() });
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <time>{timeText(heard.ms + now() - heard.at)}</time>;
}
