/** Makes a link that sets the stage: what is fixed, what is seen, a question to answer; or the figure in another page. */
import './stage.css';
import { useEffect, useId, useRef, useState } from 'react';
import type { Param } from '../../../core/params.ts';
import { plainText, THEMES, writeStage, type Staging, type Theme } from '../../../core/stage.ts';
import { LONGEST_QUESTION } from '../../../core/run-file.ts';
import { encodeState } from '../../../core/write-permalink.ts';
import { CopyButton } from '../../controls/copy-button.tsx';
import { RadioGroup } from '../../controls/radio-group.tsx';
import { Toggle } from '../../controls/toggle.tsx';
import type { PanelProps } from '../../figure-frame/panels.tsx';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { figureAnchor } from '../../figure-props.ts';
import { baseOfPage, embedPage, fetchAbout } from '../takeaway/about.ts';
import { KnobModes, type Mode } from './knob-modes.tsx';
import { frameSnippet } from './snippet.ts';

/** Longer addresses are cut by some mail programs and refused by some servers. */
const LONG = 6000;

type Shows = 'chapter' | 'alone';

const SHOWS: readonly { value: Shows; label: string }[] = [
  { value: 'chapter', label: 'the chapter' },
  { value: 'alone', label: 'this figure alone' },
];

export default function LinkPanel({ figure, number }: PanelProps) {
  const { declaration } = figure;
  const id = useId();
  const [modes, setModes] = useState<Readonly<Record<string, Mode>>>({});
  const [shows, setShows] = useState<Shows>('chapter');
  const [run, setRun] = useState(false);
  const [theme, setTheme] = useState<Theme | ''>('');
  const [ask, setAsk] = useState('');
  const chapter = useChapter(figure);

  const names = [...Object.entries<Param>(declaration.params).map(([key, p]) => [key, p.label] as const), ['seed', 'seed'] as const];
  const of = (mode: Mode) => names.flatMap(([key]) => (modes[key] === mode ? [key] : []));
  const short = (keys: string[]) => (keys.length === names.length ? ['all'] : keys);
  const question = plainText(ask);
  const staging: Staging = {
    hide: short(of('hidden')),
    lock: short(of('locked')),
    run,
    only: shows === 'alone',
    ...(theme && { theme }),
    ...(question && { ask: question }),
  };
  const state = encodeState(declaration.params, figure.state);
  const root = `${location.origin}${baseOfPage()}`;
  const anchor = shows === 'alone' ? '' : `#${figureAnchor(declaration.id)}`;
  const link = `${root}${chapter}/${writeStage(declaration.id, state, staging)}${anchor}`;
  const frame = `${root}${embedPage(declaration.id)}${writeStage(declaration.id, state, { ...staging, only: false })}`;

  return (
    <div className="make-link">
      <div role="group" aria-label="settings">
        <p className="stage-title">Settings: as they are on the knobs now</p>
        <KnobModes names={names} modes={modes} onChange={setModes} />
      </div>
      <div role="group" aria-label="what is shown">
        <RadioGroup label="the link opens" options={SHOWS} value={shows} onChange={setShows} />
        <Toggle label="it runs when it is first seen" value={run} onChange={setRun} />
        <p className="small">Not where the device saves data: there the reader presses Run.</p>
        <label htmlFor={`${id}theme`}>colours of the page</label>
        <select id={`${id}theme`} value={theme} onChange={(event) => setTheme(THEMES.find((t) => t === event.currentTarget.value) ?? '')}>
          <option value="">the reader’s own</option>
          {THEMES.map((t) => (
            <option key={t}>{t}</option>
          ))}
        </select>
      </div>
      <div role="group" aria-label="assignment">
        <label className="stage-title" htmlFor={`${id}ask`}>
          A question to be answered
        </label>
        <textarea id={`${id}ask`} rows={4} maxLength={LONGEST_QUESTION} value={ask} onChange={(event) => setAsk(event.currentTarget.value)} />
        <p className="small">
          Plain text. Your students write their answer under it and save it with the run as one file; dropped on this figure, the file shows you question,
          answer, settings and run.
        </p>
      </div>
      <div className="make-link-result">
        <Result label="address" text={link} />
        {link.length > LONG && <p className="small">This address is long: some programs will cut it. A shorter question helps.</p>}
        <Result label="to embed it in another page" text={frameSnippet(frame, `Figure ${number}: ${declaration.headline}`)} />
        <p className="small">
          The frame posts its height to the page around it as <code>{'{ type: "ahead-of-understanding:height", figure, height }'}</code>, and nothing else.
        </p>
      </div>
    </div>
  );
}

function Result({ label, text }: { label: string; text: string }) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <input ref={field} id={id} type="text" readOnly value={text} />
        <CopyButton text={text} shown={field} label={`copy: ${label}`}>
          copy
        </CopyButton>
      </div>
    </div>
  );
}

/** The chapter's slug: this page's, unless the figure stands alone here. */
function useChapter(figure: Figure): string {
  const { id } = figure.declaration;
  const [slug, setSlug] = useState(id.split('/')[0] ?? '');
  useEffect(() => {
    // where it cannot be had, a figure's folder is called like its chapter
    fetchAbout(id).then(
      ({ chapter }) => setSlug(chapter.slug),
      () => undefined,
    );
  }, [id]);
  return slug;
}
