/** A square of the plane with points of two tasks and two classes, a measured and an expected line. */
import type { ReactNode, Ref, SVGAttributes } from 'react';
import type { Concept } from '../core/experiment.ts';
import { Chart } from './chart.tsx';
import { glyphPath, type Shape } from './glyphs.ts';
import { chord, clip, disagreement, square, type Corner, type Straight } from './half-plane.ts';
import { cloudLabelAt, lineLabels } from './plane-labels.ts';
import { linear, type Scale } from './scale.ts';

export interface PointGroup {
  readonly key: string;
  readonly concept: Concept;
  readonly shape: Shape;
  readonly filled: boolean;
  readonly at: readonly Corner[];
  /** Stands beside the cloud. */
  readonly label?: string;
  /** Points of a task that is not being trained step back. */
  readonly faint?: boolean;
}

interface PlaneProps {
  title: string;
  description: string;
  /** The square is [−extent, extent]². */
  extent: number;
  groups: readonly PointGroup[];
  line?: Straight;
  expected?: Straight;
  /** An earlier position of the line, as a hairline. */
  earlier?: Straight;
  /** Names of the lines, at their ends. */
  names?: Readonly<Partial<Record<'line' | 'expected' | 'earlier', string>>>;
  interactive?: boolean;
  svg?: SVGAttributes<SVGSVGElement> & { ref?: Ref<SVGSVGElement> };
  /** Drawn above everything, e.g. points to drag. */
  children?: (x: Scale, y: Scale) => ReactNode;
  note?: ReactNode;
}

export const PLANE_SIZE = 360;
const INSET = 1;
const RADIUS = 3.2;

export function planeScales(extent: number): { x: Scale; y: Scale } {
  return { x: linear([-extent, extent], [INSET, PLANE_SIZE - INSET]), y: linear([-extent, extent], [PLANE_SIZE - INSET, INSET]) };
}

export function Plane({ title, description, extent, groups, line, expected, earlier, names = {}, interactive, svg, children, note }: PlaneProps) {
  const { x, y } = planeScales(extent);
  const box = square(extent);
  const polygon = (corners: readonly Corner[]) => corners.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ');
  const named = [
    { text: names.line, line },
    { text: names.expected, line: expected },
    { text: names.earlier, line: earlier },
  ].flatMap(({ text, line: l }) => (text && l ? [{ text, line: l }] : []));
  return (
    <Chart title={title} description={description} width={PLANE_SIZE} height={PLANE_SIZE} interactive={interactive} svg={svg} note={note}>
      <rect className="plane-edge" x={INSET} y={INSET} width={PLANE_SIZE - 2 * INSET} height={PLANE_SIZE - 2 * INSET} />
      {line && <polygon className="side" points={polygon(clip(box, line))} />}
      {line && expected && disagreement(box, line, expected).map((wedge, k) => <polygon key={k} className="gap c-old-task" points={polygon(wedge)} />)}
      {groups.map((g) => (
        <path
          key={g.key}
          className={`points c-${g.concept}${g.filled ? ' filled' : ''}${g.faint ? ' faint' : ''}`}
          d={glyphPath(
            g.shape,
            g.at.map(([a, b]) => [x(a), y(b)] as const),
            RADIUS,
          )}
        />
      ))}
      {earlier && <Chord line={earlier} extent={extent} x={x} y={y} role="earlier" />}
      {expected && <Chord line={expected} extent={extent} x={x} y={y} role="expected" />}
      {line && <Chord line={line} extent={extent} x={x} y={y} role="measured" />}
      {groups.map((g) => {
        const at = g.label ? cloudLabelAt(g.at, extent) : undefined;
        return (
          at && (
            <text key={g.key} className={`name c-${g.concept}`} x={x(at[0]).toFixed(1)} y={y(at[1]).toFixed(1)} dy="0.34em" textAnchor="middle">
              {g.label}
            </text>
          )
        );
      })}
      {lineLabels(named, extent, PLANE_SIZE, 13).map((l) => (
        <text key={l.text} className="name" x={l.x.toFixed(1)} y={l.y.toFixed(1)} textAnchor={l.anchor}>
          {l.text}
        </text>
      ))}
      {children?.(x, y)}
    </Chart>
  );
}

function Chord({ line, extent, x, y, role }: { line: Straight; extent: number; x: Scale; y: Scale; role: 'measured' | 'expected' | 'earlier' }) {
  const ends = chord(line, extent);
  if (!ends) return null;
  const [[x1, y1], [x2, y2]] = ends;
  const px = (v: number) => x(v).toFixed(1);
  const py = (v: number) => y(v).toFixed(1);
  return <line className={`line ${role}`} x1={px(x1)} y1={py(y1)} x2={px(x2)} y2={py(y2)} />;
}
