/** Lines over a common abscissa, named at their ends. Dashed is expected, solid is measured, the gap is shaded. */
import { useRef, type ComponentType, type PointerEvent, type ReactNode } from 'react';
import type { Concept } from '../core/experiment.ts';
import { format, type Unit } from '../core/format.ts';
import { XAxis, YAxis, type AxisSpec } from './axes.tsx';
import { Chart } from './chart.tsx';
import { gapBetween, gapPath, heightAt, linePath, type Point } from './curves.ts';
import { spread, textWidth } from './labels.ts';
import { positionIn } from './pointer.ts';
import { linear, type Scale } from './scale.ts';

export interface ChartLine {
  readonly key: string;
  /** Short: it stands at the line's end. */
  readonly label: string;
  readonly concept: Concept;
  readonly role: 'measured' | 'expected';
  readonly points: readonly Point[];
}

/** A vertical mark, e.g. the change of task. */
export interface Mark {
  readonly x: number;
  readonly label: string;
}

export interface Cursor {
  readonly x: number;
  /** Called while the reader drags over the plot. */
  readonly onMove?: (x: number) => void;
}

/** A name beside a line's last point. */
export interface EndName extends Pick<ChartLine, 'key' | 'label' | 'concept' | 'role'> {
  readonly at: Point;
}

/** Something drawn on a chart by somebody else, e.g. the spread over seeds; see src/ui/figure-frame/chart-layers.ts. */
export type ChartLayer = ComponentType<{ readonly x: Scale; readonly y: Scale }>;

export interface OwnedLayer {
  readonly owner: string;
  readonly Layer: ChartLayer;
  /** Names that keep clear of the chart's own. */
  readonly names?: readonly EndName[];
  /** Two corners: an axis without a domain of its own reaches over them. */
  readonly reach?: readonly [Point, Point];
  /** The reader's guess: where along x it begins. What was measured before stays in view while the reader guesses. */
  readonly from?: number;
}

export interface LineChartProps {
  title: string;
  description: string;
  lines: readonly ChartLine[];
  x: AxisSpec;
  y: AxisSpec;
  /** Keys of two lines: expected, measured. */
  gap?: readonly [expected: string, measured: string];
  marks?: readonly Mark[];
  cursor?: Cursor;
  height?: number;
  note?: ReactNode;
  layers?: readonly OwnedLayer[];
  /** A layer or the children take the pointer and the keyboard: the cursor makes room. */
  pad?: boolean;
  /** Drawn under the lines. */
  children?: (x: Scale, y: Scale) => ReactNode;
}

const WIDTH = 360;
const FONT = 12;

export function LineChart(props: LineChartProps) {
  const { title, description, lines, x: xSpec, y: ySpec, gap, marks = [], height = 250, note, layers = [], pad = false, children } = props;
  const cursor = pad ? undefined : props.cursor;
  const svg = useRef<SVGSVGElement>(null);
  const shown = lines.filter((l) => l.points.length > 0);
  const left = 12 + textWidth(format(ySpec.domain[1], ySpec.unit), FONT);
  const names = [...shown.flatMap(endName), ...layers.flatMap((l) => l.names ?? [])].filter(({ at }) => at[0] <= xSpec.domain[1]);
  const right = 12 + Math.max(0, ...[...lines, ...names].map((l) => textWidth(l.label, FONT)));
  const x = linear(xSpec.domain, [left, WIDTH - right]);
  const y = linear(ySpec.domain, [height - 40, 30]);
  const [bottom, top] = y.range;
  const ends = spread(
    names.map(({ at }) => y(at[1])),
    FONT * 1.15,
    [top, bottom - 2],
  );
  const expected = lines.find((l) => l.key === gap?.[0]);
  const measured = lines.find((l) => l.key === gap?.[1]);

  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (!cursor?.onMove || !svg.current || (event.type === 'pointermove' && event.buttons === 0)) return;
    cursor.onMove(x.invert(positionIn(svg.current, event)[0]));
  };
  const grab = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    move(event);
  };
  const drag = cursor?.onMove ? { onPointerDown: grab, onPointerMove: move, 'data-drag': 'x' } : {};

  return (
    <Chart title={title} description={description} width={WIDTH} height={height} interactive={pad} svg={{ ref: svg, ...drag }} note={note}>
      <XAxis scale={x} spec={xSpec} y={bottom} height={bottom - top} />
      <YAxis scale={y} spec={ySpec} x={left} width={x.range[1] - left} />
      {expected && measured && <path className={`gap c-${measured.concept}`} d={gapPath(gapBetween(expected.points, measured.points), x, y)} />}
      {marks.map((m) => (
        <g key={m.label} className="event" transform={`translate(${x(m.x).toFixed(1)} 0)`}>
          <line y1={top} y2={bottom} />
          <text y={bottom} dx="0.4em" dy="-0.5em">
            {m.label}
          </text>
        </g>
      ))}
      {children?.(x, y)}
      {shown.map((l) => (
        <path key={l.key} className={`line ${l.role} c-${l.concept}`} d={linePath(l.points, x, y)} />
      ))}
      {layers.map(({ owner, Layer }) => (
        <Layer key={owner} x={x} y={y} />
      ))}
      {cursor && (
        <g className="cursor" transform={`translate(${x(cursor.x).toFixed(1)} 0)`}>
          <line y1={top} y2={bottom} />
          {shown.map((l) => (
            <circle key={l.key} className={`here c-${l.concept}`} cy={y(heightAt(l.points, cursor.x))} r={2.5} />
          ))}
          <circle cy={bottom} r={5} />
        </g>
      )}
      {names.map((name, k) => (
        <EndLabel key={name.key} name={name} x={x(name.at[0])} y={y(name.at[1])} at={ends[k] ?? 0} />
      ))}
    </Chart>
  );
}

function endName({ key, label, concept, role, points }: ChartLine): EndName[] {
  const at = points.at(-1);
  return at ? [{ key, label, concept, role, at }] : [];
}

/** The label, and a short lead to its line when the label had to move away. */
function EndLabel({ name, x, y, at }: { name: EndName; x: number; y: number; at: number }) {
  return (
    <g className={`end ${name.role} c-${name.concept}`}>
      {Math.abs(at - y) > 3 && <path className="lead" d={`M${(x + 1).toFixed(1)} ${y.toFixed(1)}L${(x + 5).toFixed(1)} ${at.toFixed(1)}`} />}
      <text x={x + 7} y={at} dy="0.34em">
        {name.label}
      </text>
    </g>
  );
}

/** "task A ends at 39 %, task B at 100 %": the lines' last values, for a description. */
export function describeEnds(lines: readonly ChartLine[], unit?: Unit): string {
  return lines
    .filter((l) => l.points.length > 0)
    .map((l) => `${l.label} ends at ${format(l.points.at(-1)?.[1] ?? NaN, unit)}`)
    .join(', ');
}
