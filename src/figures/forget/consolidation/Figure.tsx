/** `forget/consolidation`: what the first task needs, where the weights go, and what springs of every strength leave. */
import { useCallback, useMemo } from 'react';
import type { Outcome } from '../../../core/outcomes.ts';
import { lab } from '../../../lab/page.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { Matrix } from '../../../plots/matrix.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { namesOf, ROWS, rungOf, springCurve, springText, strengthAt, strengthText, tableAt } from './reading.ts';
import { SpringMaps } from './SpringMaps.tsx';
import { springsKey, STRENGTHS, type ConsolidationView, type SpringsAnswer, type SpringsQuestion } from './types.ts';

type Params = typeof declaration.params;

export default function ConsolidationFigure({ number, recording, sources }: FigureProps<ConsolidationView>) {
  const run = useFigure(declaration, recording, lab);
  const { values, shown, veiled, live, change, replay } = run;
  const { lambda } = values;
  // curves at the λ on the knob, which asks for no run: every run has a network for each
  const figure = { ...run, curveOf: curvesAt(run, lambda) };
  const question = useMemo<SpringsQuestion>(() => ({ lambda }), [lambda]);
  // the recording keeps what the experiment's probe answered, under keys that only it writes
  const recorded = recording?.probes[springsKey(lambda)] as SpringsAnswer | undefined;
  const answer = useProbe(figure, 'springs', question, recorded);
  const over = useChart(figure, 'accuracy');
  const strength = useChart(figure, 'strength');
  // the reader who guesses sees the first task alone
  const view = veiled ? replay.pictures.findLast((p) => p.t <= shown.values.epochs)?.view : figure.view;
  const text = view ? springText(view, lambda) : 'Press Run to learn one task after another.';
  const tasks = view?.tasks ?? shown.values.tasks;
  const names = namesOf(tasks);
  const choose = useCallback((place: number) => change({ lambda: strengthAt(place) }), [change]);
  const place = rungOf(lambda) + 1;
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={text}>
      <div className="column">
        <SpringMaps answer={answer.value} lambda={strengthText(rungOf((answer.to ?? question).lambda) + 1)} problem={answer.problem} />
        <div className="at-desk">
          {view && (
            <Matrix
              title={`Digits right after the last task learned, λ = ${strengthText(place)}`}
              caption="Rows: how the weights were held. Columns: the task that is tested, and the mean of all so far."
              corner="springs"
              rows={ROWS}
              columns={[...names, 'mean']}
              values={tableAt(view, lambda)}
              unit="percent"
              concept="old-task"
            />
          )}
        </div>
      </div>
      <div className="column">
        <LineChart
          {...over}
          title={`${over.title}, λ = ${strengthText(place)}`}
          description={veiled ? '' : text}
          x={{ ...over.x, domain: [0, shown.values.epochs * tasks] }}
          marks={names.slice(1).map((label, k) => ({ x: (k + 1) * shown.values.epochs, label }))}
        />
        {view && view.table.length > 0 && !veiled && (
          <LineChart
            {...strength}
            description={text}
            x={{ ...strength.x, domain: [0, STRENGTHS.length], ticks: STRENGTHS.length, text: strengthText }}
            cursor={{ x: place, onMove: live ? choose : undefined }}
          />
        )}
        <p className="legend at-desk">
          <span className="key measured" /> weighed: springs by importance
          <br />
          <span className="key expected" /> above, no springs; below, even ones
        </p>
      </div>
    </FigureFrame>
  );
}

/** The figure's curves at a λ. */
function curvesAt({ shown, curveOf }: Figure<Params, ConsolidationView>, lambda: number): typeof curveOf {
  return (outcome: Outcome<Params, ConsolidationView>, curve: string) => {
    // over time, the run that is shown is drawn to its end, wherever in it the reader is
    const view = outcome.trace === shown.trace && curve in declaration.series ? shown.view : outcome.view;
    return springCurve({ ...(view && { view }) }, curve, lambda) ?? curveOf(outcome, curve);
  };
}
