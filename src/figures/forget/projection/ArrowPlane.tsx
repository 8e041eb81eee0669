/** The plane of steps: what the new task wants, what old tasks allow, and what is taken. The reader moves the arrows. */
import { lazy, Suspense } from 'react';
import type { PlacedPoint } from '../../../core/params.ts';
import { Arrow } from '../../../plots/arrow.tsx';
import { Chart } from '../../../plots/chart.tsx';
import { glyphPath } from '../../../plots/glyphs.ts';
import { chord, type Corner } from '../../../plots/half-plane.ts';
import { PLANE_SIZE, planeScales } from '../../../plots/plane.tsx';
import { pointPad, usePlacing } from '../../../ui/controls/point-pad.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import { declaration, EXTENT } from './declaration.ts';
import { allowed, bendAll, binding, borders, planeText } from './plane.ts';
import { PlaneButtons } from './PlaneButtons.tsx';
import { nameOf } from './reading.ts';
import type { ProjectionView } from './types.ts';

const PlacedPoints = lazy(() => import('../../../ui/controls/placed-points.tsx'));

const { x, y } = planeScales(EXTENT);
const at = ([a, b]: Corner): [number, number] => [x(a), y(b)];
const polygon = (corners: readonly Corner[]) =>
  corners
    .map((c) =>
      at(c)
        .map((v) => v.toFixed(1))
        .join(),
    )
    .join(' ');
const ORIGIN = at([0, 0]);
const { arrows: param } = declaration.params;

interface ArrowPlaneProps {
  figure: Figure<typeof declaration.params, ProjectionView>;
  /** Degrees between a bent step of the network and what the memory most opposed to it wants. */
  apart: number;
}

export function ArrowPlane({ figure, apart }: ArrowPlaneProps) {
  const { values, live, change } = figure;
  const { arrows, constraint } = values;
  // a press gives the step of one more old task, unless no new one is there
  const inHand = arrows.some((a) => a.of === 0) ? 1 : 0;
  const pad = pointPad(param, arrows, inHand, (placed) => change({ arrows: placed }));
  const placing = usePlacing(pad, x, y, live);
  const steps = bendAll(arrows, constraint);
  const olds = arrows.filter((a) => a.of === 1);
  const [average] = constraint === 'average' && olds.length > 1 ? binding(arrows, constraint) : [];
  const text = planeText(arrows, constraint);
  return (
    <div className="arrow-plane">
      <Chart
        title="One step, in the plane"
        description={text}
        width={PLANE_SIZE}
        height={PLANE_SIZE}
        interactive
        svg={placing}
        note={
          <p className="legend" aria-live="polite">
            {text}
          </p>
        }
      >
        <polygon className="allowed" points={polygon(allowed(arrows, constraint))} />
        <rect className="plane-edge" x={1} y={1} width={PLANE_SIZE - 2} height={PLANE_SIZE - 2} />
        {borders(arrows, constraint).map((line, k) => {
          const [a, b] = chord(line, EXTENT)?.map(at) ?? [];
          // a border has no other identity than its place in the list
          // oxlint-disable-next-line react/no-array-index-key
          return a && b && <line key={k} className="line earlier" x1={a[0]} y1={a[1]} x2={b[0]} y2={b[1]} />;
        })}
        {olds.map((a, k) => (
          // oxlint-disable-next-line react/no-array-index-key
          <g key={k}>
            <Arrow from={ORIGIN} to={at([a.x, a.y])} concept="old-task" role="measured" />
            <Name text={olds.length === 1 ? 'old task wants' : `${nameOf(k)} wants`} to={[a.x, a.y]} concept="old-task" below={a.y < 0} />
          </g>
        ))}
        {average && (
          <>
            <Arrow from={ORIGIN} to={at(average)} concept="old-task" role="expected" />
            <Name text="average" to={average} concept="old-task" below={average[1] < 0} />
          </>
        )}
        {steps.map(({ wanted, taken, hurt }, k) => (
          // oxlint-disable-next-line react/no-array-index-key
          <g key={k}>
            {hurt > 0 && <polygon className="gap c-new-task" points={polygon([[0, 0], wanted, taken])} />}
            {hurt > 0 && <Arrow from={ORIGIN} to={at(wanted)} concept="new-task" role="expected" />}
            <Arrow from={ORIGIN} to={at(taken)} concept="new-task" role="measured" />
            {hurt > 0 && <Name text="taken" to={taken} concept="new-task" below={taken[1] < wanted[1]} />}
            <Name text="new task wants" to={wanted} concept="new-task" below={hurt > 0 ? wanted[1] <= taken[1] : wanted[1] < 0} />
          </g>
        ))}
        <circle className="origin" cx={ORIGIN[0]} cy={ORIGIN[1]} r={3} />
        {arrows.map((a, k) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Tip key={k} arrow={a} />
        ))}
        {live && (
          <Suspense>
            <PlacedPoints pad={pad} x={x} y={y} mark={mark} />
          </Suspense>
        )}
      </Chart>
      <PlaneButtons figure={figure} pad={pad} apart={apart} />
    </div>
  );
}

const conceptOf = (of: number) => (of === 0 ? 'new-task' : 'old-task');

const mark = (of: number) => <path className={`points c-${conceptOf(of)}`} d={glyphPath(of === 0 ? 'diamond' : 'disc', [[0, 0]], 5.5)} />;

/** The end of an arrow, also where there is no script to move it. */
const Tip = ({ arrow }: { arrow: PlacedPoint }) => <g transform={`translate(${x(arrow.x).toFixed(1)} ${y(arrow.y).toFixed(1)})`}>{mark(arrow.of)}</g>;

interface NameProps {
  text: string;
  to: Corner;
  concept: 'new-task' | 'old-task';
  /** Under the arrow's end rather than above it. */
  below: boolean;
}

/** Outside an arrow's end, and within the plane. */
function Name({ text, to, concept, below }: NameProps) {
  const [px, py] = at(to);
  const outwards = (24 * to[0]) / Math.max(Math.hypot(...to), 0.01);
  const room = 3.6 * text.length; // half the width of the text
  return (
    <text
      className={`name c-${concept}`}
      x={Math.min(Math.max(px + outwards, room), PLANE_SIZE - room).toFixed(1)}
      y={Math.min(Math.max(py + (below ? 16 : -16), 12), PLANE_SIZE - 10).toFixed(1)}
      dy="0.34em"
      textAnchor="middle"
    >
      {text}
    </text>
  );
}
