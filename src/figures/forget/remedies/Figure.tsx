/** `forget/remedies`: the averages as they run, their ranking, each task's fate with each method, and what it all costs. */
import { lab } from '../../../lab/page.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { Multiples } from '../../../plots/multiples.tsx';
import { Ranking } from '../../../plots/ranking.tsx';
import { isTestedBy } from '../../../core/claims.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration, LABELS, METHODS } from './declaration.ts';
import { Dreams } from './Dreams.tsx';
import { DOES } from './methods.ts';
import { latest, plotsOf, rankRows, reachOf, remediesText } from './reading.ts';
import { Scores } from './Scores.tsx';
import type { RemediesView } from './types.ts';

export default function RemediesFigure({ number, recording, sources }: FigureProps<RemediesView>) {
  const figure = useFigure(declaration, recording, lab);
  const { shown, view, veiled } = figure;
  const chart = useChart(figure, 'average');
  const sentence = view ? remediesText(view) : 'Press Run to let the methods learn side by side.';
  const { tasks, epochs } = shown.values;
  const ends = Array.from({ length: tasks - 1 }, (_, k) => (k + 1) * epochs);
  // the claim that was recorded at the settings of the shown run has the spread of its end over the seeds
  const tested = declaration.claims.find((claim) => isTestedBy(declaration.params, claim, shown.values));
  const ended = view !== undefined && view.epoch >= view.each * view.tasks;
  const tally = ended ? recording?.tallies.find(({ claim }) => claim === tested?.id) : undefined;
  const rows = view ? rankRows(view, tally) : [];
  const joint = view?.methods.find(({ method }) => method === 'joint');
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={sentence}>
      <div className="column">
        {view && !veiled && (
          <Ranking
            title="Average over all tasks so far"
            description={sentence}
            rows={rows}
            x={{ label: 'digits right', unit: 'percent', ticks: 3, domain: reachOf(rows.flatMap(({ value, range = [] }) => [value, ...range])) }}
            {...(joint && { bound: { label: 'joint', value: latest(joint, view.tasks) } })}
          />
        )}
        <div className="at-desk">
          <LineChart
            {...chart}
            lines={chart.lines.map((line) => (line.key === 'chosen' && view?.methods[0] ? { ...line, label: LABELS[view.methods[0].method] } : line))}
            description={veiled ? '' : sentence}
            x={{ ...chart.x, domain: [0, tasks * epochs] }}
            y={{ ...chart.y, domain: reachOf(chart.lines.flatMap(({ points }) => points.map(([, y]) => y))) }}
            marks={ends.map((x, k) => ({ x, label: String(k + 2) }))}
            height={310}
          />
        </div>
        <p className="legend at-desk">
          {METHODS.map((method) => (
            <span key={method}>
              <b>{LABELS[method]}</b> {DOES[method]}.{' '}
            </span>
          ))}
        </p>
      </div>
      {view && !veiled && (
        <div className="column">
          <Multiples
            title="Each task over time: the first in green, later ones in grey"
            description={sentence}
            plots={plotsOf(view)}
            x={[0, tasks * epochs]}
            y={reachOf(view.methods.flatMap(({ looks }) => Array.from(looks)))}
            unit="percent"
            marks={ends}
          />
          <div className="at-desk">
            <Scores view={view} />
            <Dreams dreams={view.dreams} />
          </div>
        </div>
      )}
    </FigureFrame>
  );
}
