/** `forget/overlap`: overlap against forgetting, a dot for each number of active units, on sums and on digits. */
import { lab } from '../../../lab/page.ts';
import { Scatter, type ScatterPoint } from '../../../plots/scatter.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { CodePair } from './CodePair.tsx';
import { declaration, UNITS, WINNERS } from './declaration.ts';
import './overlap.css';
import { exampleNames, nameOf, overlapCurve, overlapText, pairOf, pairText, placeOf, pointsOfCourse } from './reading.ts';
import type { OverlapView } from './types.ts';

type OverlapFigure = Figure<typeof declaration.params, OverlapView>;

export default function OverlapFigure({ number, recording, sources }: FigureProps<OverlapView>) {
  const figure = useFigure(declaration, recording, lab, overlapCurve);
  const { view, values } = figure;
  const sentence = view ? overlapText(view, placeOf(values.winners)) : 'Press Run to learn the ones and the digits, then the twos and the other digits.';
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={sentence}>
      <Course figure={figure} course="sums" title="a sum each" />
      <Course figure={figure} course="digits" title="one digit" />
    </FigureFrame>
  );
}

interface CourseProps {
  figure: OverlapFigure;
  course: 'sums' | 'digits';
  /** What the two codes belong to. */
  title: string;
}

function Course({ figure, course, title }: CourseProps) {
  const { view, values, shown, veiled, live, change } = figure;
  const chart = useChart(figure, course);
  const points = view?.[course];
  const place = placeOf(values.winners);
  const dots = points && !veiled ? pointsOfCourse(points).map(([x, y], i) => dot(i, x, y)) : [];
  const least = Math.min(0, ...dots.map((d) => d.y));
  const most = course === 'sums' ? 1 : 1.05 * Math.max(0.1, ...dots.map((d) => d.y), ...chart.lines.flatMap((l) => l.points.map((p) => p[1])));
  const pick = (i: number) => change({ winners: declaration.params.winners.options[i]?.value ?? values.winners });
  const pair = points && pairOf(points, place);
  return (
    <div className="column">
      <Scatter
        {...chart}
        x={{ ...chart.x, domain: [0, 1] }}
        y={{ ...chart.y, domain: [least, most] }}
        lines={chart.lines.map((line) => (line.role === 'measured' ? { ...line, label: '' } : line))}
        height={280}
        description={veiled || !view ? '' : overlapText(view, place)}
        points={dots}
        concept="old-task"
        label="networks, by their active units"
        radius={4}
        selected={dots[place]}
        onPick={live && !veiled ? pick : undefined}
      />
      {pair && (
        <>
          <CodePair title={`Hidden codes of ${title}, ${nameOf(WINNERS[place] ?? UNITS)}`} names={exampleNames(shown.values.scenario)[course]} pair={pair} />
          <p className="small">{pairText(pair)}</p>
        </>
      )}
    </div>
  );
}

/** The fewest and all are named on the plot; the others when they are pointed at. */
const dot = (i: number, x: number, y: number): ScatterPoint => {
  const k = WINNERS[i] ?? UNITS;
  const tag = i === 0 ? String(k) : k === UNITS ? 'all' : undefined;
  return { key: i, x, y, name: nameOf(k), ...(tag && { tag }) };
};
