/**
 * The frame that every figure shares. A figure brings its plots and its own inputs; the frame makes the rest from the
 * declaration: headline and question, knobs, run bar, claims, seeds, table, link.
 */
import { lazy, Suspense, useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { ParamTable } from '../../core/params.ts';
import { hashRun } from '../../core/trace.ts';
import { Fold } from '../controls/fold.tsx';
import { Still } from '../controls/still.tsx';
import { figureAnchor, type FigureProps } from '../figure-props.ts';
import { ClaimLines } from './claim-lines.tsx';
import { ControlStrip } from './control-strip.tsx';
import { dropOn } from './drop.ts';
import { useOnPage } from './on-page.ts';
import { Panels } from './panels.tsx';
import { usePublished } from './use-published.ts';
import { Invitation, Prediction } from './predict-first.tsx';
import { RunBar } from './run-bar.tsx';
import { sourceText } from './sentences.ts';
import { SeriesTable } from './series-table.tsx';
import { TimeCursor } from './time-cursor.tsx';
import { Problems, Trouble } from './trouble.tsx';
import { typeset } from './typeset.ts';
import { Held } from './held.tsx';
import { isFixed, type Figure } from './use-figure.ts';

const RunSummary = lazy(() => import('./run-summary.tsx'));

interface FigureFrameProps<T extends ParamTable, V> extends Pick<FigureProps, 'number' | 'sources'> {
  figure: Figure<T, V>;
  /** Keys of parameters that have a control of their own in the plots or in `input`. */
  own?: readonly string[];
  /** The figure's own inputs, above the knobs. */
  input?: ReactNode;
  /** One sentence under the plots that follows the state: what is to be seen now. */
  readout?: string;
  /** Numbers that an exercise may ask for, besides the settings and the measures, by name: e.g. an accuracy at the knob's ε. */
  readouts?: Readonly<Record<string, number>>;
  /** The plots. */
  children: ReactNode;
}

export function FigureFrame<T extends ParamTable, V>({ figure, number, sources, own = [], input, readout, readouts, children }: FigureFrameProps<T, V>) {
  const { declaration, shown, session, live, veiled } = figure;
  const anchor = figureAnchor(declaration.id); // the id of the island around this figure
  const frame = useRef<HTMLElement>(null);
  useOnPage(figure);

  useEffect(() => {
    if (!frame.current) return;
    // a busy page hears of several crossings at once, and the last one counts
    const watch = new IntersectionObserver((entries) => session.setVisible(entries.at(-1)?.isIntersecting ?? true));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, [session]);

  usePublished(figure, readouts);

  // what two equal runs share, in whatever JavaScript engine they were computed
  const hash = useMemo(
    () => ((shown.state.status === 'done' || shown.source === 'file') && shown.measures ? hashRun(shown.trace, shown.measures) : undefined),
    [shown.state.status, shown.source, shown.trace, shown.measures],
  );

  return (
    <figure
      ref={frame}
      className="figure"
      aria-labelledby={`${anchor}-headline`}
      data-live={live || undefined}
      data-source={shown.source}
      data-status={shown.state.status}
      data-trace={hash}
      data-stale={(figure.stale && shown.source !== 'recording') || undefined}
      data-veiled={veiled || undefined}
      {...(live && dropOn(figure))}
    >
      <Progress figure={figure} />
      <figcaption>
        <p className="figure-number">
          Figure {number}
          <span className="figure-source">{veiled ? 'your prediction' : sourceText(shown.source, figure.recording !== undefined)}</span>
        </p>
        <p className="figure-headline" id={`${anchor}-headline`}>
          {typeset(veiled ? declaration.question : declaration.headline)}
        </p>
        <p className="figure-question">
          {typeset((veiled && declaration.predictions?.[0]?.ask) || declaration.question)} <Invitation figure={figure} />
        </p>
      </figcaption>
      <Problems problems={figure.problems} dismiss={figure.dismiss} />
      {Object.entries(figure.notes).map(([owner, Note]) => Note && <Note key={owner} figure={figure as unknown as Figure} number={number} sources={sources} />)}
      <div className="plots">{children}</div>
      <Prediction figure={figure} />
      {!veiled && <TimeCursor figure={figure} />}
      {readout !== undefined && <p className="readout">{typeset(readout)}</p>}
      <fieldset className="controls" disabled={!live} aria-label="controls">
        {own.length > 0 && own.every((key) => isFixed(figure.stage, key)) ? (
          <Held hidden={own.some((key) => figure.stage?.hidden.has(key))}>{input}</Held>
        ) : (
          input
        )}
        <ControlStrip figure={figure} own={own} />
        <Trouble figure={figure} />
        <RunBar figure={figure} />
      </fieldset>
      <Still as="p" className="figure-caption">
        {() => typeset(declaration.caption)}
      </Still>
      <ClaimLines figure={figure} sources={sources} />
      <div className="figure-links">
        <Panels figure={figure} number={number} sources={sources} />
        <Fold summary="what differs from the paper">
          <Still>
            {() => (
              <ul>
                {declaration.differs.map((sentence) => (
                  <li key={sentence}>{typeset(sentence)}</li>
                ))}
              </ul>
            )}
          </Still>
        </Fold>
        <Fold summary="the numbers as a table">
          <SeriesTable trace={shown.trace} series={declaration.series} time={declaration.time} />
        </Fold>
      </div>
      <p className="spoken" role="status">
        {shown.state.status !== 'idle' && (
          <Suspense>
            <RunSummary figure={figure as unknown as Figure} />
          </Suspense>
        )}
      </p>
    </figure>
  );
}

/** A thin line across the frame's top. */
function Progress<T extends ParamTable, V>({ figure }: { figure: Figure<T, V> }) {
  const { state } = figure.shown;
  const under = state.status === 'running' || state.status === 'paused';
  if (!under && state.status !== 'warming') return null;
  const share = under ? state.progress : undefined;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label="progress of the run"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      style={{ '--share': share ?? 0.02 } as React.CSSProperties}
    />
  );
}
