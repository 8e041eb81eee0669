/** `strange-landscape/saddles`: places without a slope by loss and index, races from beside them, and a surface to start on anywhere. */
import { useMemo } from 'react';
import { check } from '../../../core/params.ts';
import { lab } from '../../../lab/page.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { Matrix } from '../../../plots/matrix.tsx';
import { Scatter, type ScatterPoint } from '../../../plots/scatter.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { METHODS } from './methods.ts';
import { endRows, heightCurve, nearestRace, pointName, raceCurve, raceOf, saddlesCurve, saddlesText, SHORT_NAMES, surfaceText } from './reading.ts';
import { SaddleMap } from './SaddleMap.tsx';
import './saddles.css';
import { waysFrom } from './surface.ts';
import { RACE_STEPS, STARTS, type SaddlesView } from './types.ts';

type SaddlesFigureState = Figure<typeof declaration.params, SaddlesView>;

export default function SaddlesFigure({ number, recording, sources }: FigureProps<SaddlesView>) {
  const figure = useFigure(declaration, recording, lab, saddlesCurve);
  return (
    <FigureFrame figure={figure} number={number} sources={sources} own={['startX', 'startY']} readout={figure.veiled ? '' : saddlesText(figure.view)}>
      <div className="column">
        <PointsChart figure={figure} />
        <div className="at-desk">
          <RaceChart figure={figure} />
          {figure.view && !figure.veiled && <Ends ends={figure.view.ends} />}
        </div>
      </div>
      <Surface figure={figure} />
    </FigureFrame>
  );
}

/** One dot a place without a slope; the ring is around the one that the race begins beside. */
function PointsChart({ figure }: { figure: SaddlesFigureState }) {
  const { view, veiled, live, change, values } = figure;
  const chart = useChart(figure, 'index');
  const dots: ScatterPoint[] = view && !veiled ? Array.from(view.points.losses, (loss, key) => dot(view, key, loss)) : [];
  const race = raceOf(view, values.from);
  const pick = (point: number) => {
    const from = view && nearestRace(view, point);
    if (from !== undefined) change({ from });
  };
  const selected = dots.find(({ key }) => key === race?.point);
  return (
    <Scatter
      {...chart}
      x={{ ...chart.x, domain: [0, Math.max(0.1, ...dots.map((d) => d.x)) * 1.04] }}
      y={{ ...chart.y, domain: [0, Math.max(0.4, ...dots.map((d) => d.y)) * 1.02] }}
      lines={chart.lines.map((line) => ({ ...line, label: '' }))}
      height={290}
      description={veiled ? '' : saddlesText(view)}
      points={dots}
      concept="train"
      label="places without a slope"
      radius={3.4}
      selected={selected}
      onPick={live && !veiled && race ? pick : undefined}
    />
  );
}

const dot = (view: SaddlesView, key: number, loss: number): ScatterPoint => ({
  key,
  x: (view.points.down[key] ?? NaN) / view.weights,
  y: loss,
  name: pointName(view, key),
});

function RaceChart({ figure }: { figure: SaddlesFigureState }) {
  const { view, values, veiled } = figure;
  const chart = useChart(figure, 'race');
  const race = raceOf(view, values.from);
  const lines = chart.lines.map((line) => {
    const method = METHODS.find((m) => m === line.key);
    return method && !veiled ? { ...line, points: raceCurve(race, method) } : line;
  });
  const losses = lines.flatMap(({ points }) => points.map(([, loss]) => loss));
  const [least, most] = losses.length ? [Math.min(...losses), Math.max(...losses)] : [0, 1];
  const room = Math.max((most - least) * 0.05, 0.005);
  const from = race && view ? `Beside ${pointName(view, race.point)}.` : 'No saddle has been found yet.';
  return (
    <LineChart
      {...chart}
      lines={lines}
      y={{ ...chart.y, domain: [least - room, most + room] }}
      description={veiled ? '' : `${from} ${describeEnds(lines)}`}
      height={230}
      note={!veiled && <p className="legend small">{from}</p>}
    />
  );
}

/** Where each method stood after the last step, over the random starts. */
function Ends({ ends }: { ends: SaddlesView['ends'] }) {
  const rows = endRows(ends);
  if (rows.length === 0) return null;
  return (
    <Matrix
      title="From random weights"
      caption={`Where the methods stood after ${RACE_STEPS} steps, of ${STARTS} random starts, and the median of their losses.`}
      corner="method"
      rows={rows.map(([method]) => SHORT_NAMES[method])}
      columns={['minimum', 'saddle', 'neither', 'loss']}
      values={rows.flatMap(([, { minimum, saddle, underWay, loss }]) => [minimum, saddle, underWay, Number(loss.toPrecision(2))])}
      unit={['count', 'count', 'count', 'plain']}
      concept="train"
      shade={(value, column) => (column < 3 ? value / STARTS : 0)}
    />
  );
}

function Surface({ figure }: { figure: SaddlesFigureState }) {
  const { values, live, change } = figure;
  const chart = useChart(figure, 'heights');
  const { startX, startY } = values;
  const ways = useMemo(() => waysFrom(startX, startY), [startX, startY]);
  const move = (x: number, y: number) =>
    change({ startX: check(declaration.params.startX, tidy(x)).value, startY: check(declaration.params.startY, tidy(y)).value });
  const lines = chart.lines.map((line) => {
    const way = ways.find(({ method }) => `${method}Down` === line.key);
    return way ? { ...line, points: heightCurve(way) } : line;
  });
  const heights = lines.flatMap(({ points }) => points.map(([, height]) => height));
  return (
    <div className="column">
      <SaddleMap ways={ways} start={[startX, startY]} onMove={live ? move : undefined} />
      <div className="at-desk">
        <LineChart
          {...chart}
          lines={lines}
          y={{ ...chart.y, domain: [-0.3, Math.max(0.2, ...heights)] }}
          description={describeEnds(lines)}
          height={230}
          note={<p className="legend small">{surfaceText(startX, ways)}</p>}
        />
      </div>
    </div>
  );
}

/** On the grid of fiftieths that the parameters have. */
const tidy = (v: number): number => Math.round(v * 50) / 50;
