/** A chapter's small multiple, as SVG: dashed what was expected, solid what was measured, the gap between them shaded. */
import { extent, line, scaleLinear } from 'd3';
import type { Multiple, MultiplePoint } from '../../ui/figure-props.ts';

/** `small` for the cover's grid, without words; `wide` for the chapter's opening, with labels and axes. */
export type Size = 'small' | 'wide';

const BOX = {
  small: { width: 240, height: 120, top: 8, right: 6, bottom: 8, left: 6 },
  wide: { width: 720, height: 260, top: 18, right: 150, bottom: 34, left: 44 },
} as const;

export function MultipleDrawing({ multiple, size }: { readonly multiple: Multiple; readonly size: Size }) {
  const { width, height, top, right, bottom, left } = BOX[size];
  const { expected, measured, concept } = multiple;
  const [x, y] = scalesFor(multiple, [left, width - right], [height - bottom, top]);
  const path = (points: readonly MultiplePoint[]) => line<MultiplePoint>((p) => round(x(p[0])), (p) => round(y(p[1])))(points) ?? '';
  return (
    <svg className={`multiple multiple-${size}`} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={multiple.alt}>
      {size === 'wide' && <Axes multiple={multiple} x={x} y={y} />}
      <path className="multiple-gap" d={`${path(gapBetween(expected, measured))}Z`} />
      <path className="multiple-expected" d={path(expected)} />
      <path className={`multiple-measured${concept ? ` concept-${concept}` : ''}`} d={path(measured)} />
      {size === 'wide' && <EndLabels multiple={multiple} x={x} y={y} />}
    </svg>
  );
}

/** The same frame with nothing in it, for a chapter without a recording. */
export function EmptyMultiple() {
  const { width, height } = BOX.small;
  return <svg className="multiple multiple-small multiple-empty" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" />;
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;
const round = (v: number) => Math.round(v * 10) / 10;

function scalesFor({ expected, measured, range }: Multiple, across: [number, number], up: [number, number]): [Scale, Scale] {
  const points = [...expected, ...measured];
  const [x0 = 0, x1 = 1] = extent(points, (p) => p[0]);
  const [y0 = 0, y1 = 1] = range ?? extent(points, (p) => p[1]);
  return [scaleLinear([x0, x1], across), scaleLinear([y0, y1], up)];
}

/** The outline of the area between two curves, over the stretch of x that both cover. Both must run from left to right. */
export function gapBetween(expected: readonly MultiplePoint[], measured: readonly MultiplePoint[]): MultiplePoint[] {
  const first = Math.max(expected[0]?.[0] ?? 0, measured[0]?.[0] ?? 0);
  const last = Math.min(expected.at(-1)?.[0] ?? 0, measured.at(-1)?.[0] ?? 0);
  return last > first ? [...clip(measured, first, last), ...clip(expected, first, last).reverse()] : [];
}

/** The part of a curve from `first` to `last`, with its ends put in by straight lines. */
function clip(points: readonly MultiplePoint[], first: number, last: number): MultiplePoint[] {
  const inside = points.filter(([x]) => x > first && x < last);
  return [[first, heightAt(points, first)], ...inside, [last, heightAt(points, last)]];
}

function heightAt(points: readonly MultiplePoint[], x: number): number {
  const k = points.findIndex((p) => p[0] >= x);
  const right = points[k === -1 ? points.length - 1 : k];
  const left = points[Math.max((k === -1 ? points.length : k) - 1, 0)];
  if (!left || !right) return 0;
  const span = right[0] - left[0];
  return span > 0 ? left[1] + ((right[1] - left[1]) * (x - left[0])) / span : right[1];
}

interface Parts {
  readonly multiple: Multiple;
  readonly x: Scale;
  readonly y: Scale;
}

function Axes({ multiple: { axes }, x, y }: Parts) {
  const [x0 = 0, x1 = 0] = x.range();
  const [y0 = 0, y1 = 0] = y.range();
  return (
    <g className="multiple-axes">
      {y.ticks(4).map((t) => (
        <g key={t} transform={`translate(0 ${round(y(t))})`}>
          <line x1={x0} x2={x1} />
          <text x={x0 - 8} dy="0.32em" textAnchor="end">
            {y.tickFormat(4)(t).replace('-', '−')}
          </text>
        </g>
      ))}
      {x.ticks(5).map((t) => (
        <text key={t} x={round(x(t))} y={y0 + 18} textAnchor="middle">
          {t.toLocaleString('en-GB')}
        </text>
      ))}
      <text className="multiple-title" x={x1 + 10} y={y0 + 18}>
        {axes.x}
      </text>
      <text className="multiple-title" x={x0 - 36} y={y1 - 8}>
        {axes.y}
      </text>
    </g>
  );
}

/** Direct labels at the curves' ends, kept a line apart. */
function EndLabels({ multiple: { names, expected, measured }, x, y }: Parts) {
  const end = (points: readonly MultiplePoint[]) => y(points.at(-1)?.[1] ?? 0);
  const at = Math.max(x(expected.at(-1)?.[0] ?? 0), x(measured.at(-1)?.[0] ?? 0)) + 10;
  const [e, m] = apart(end(expected), end(measured), 18);
  return (
    <g className="multiple-labels">
      <text className="multiple-name-expected" x={at} y={round(e)} dy="0.32em">
        {names.expected}
      </text>
      <text className="multiple-name-measured" x={at} y={round(m)} dy="0.32em">
        {names.measured}
      </text>
    </g>
  );
}

/** Two heights, moved away from each other until they are `least` apart. */
export function apart(a: number, b: number, least: number): [number, number] {
  const short = least - Math.abs(a - b);
  if (short <= 0) return [a, b];
  const sign = a <= b ? 1 : -1;
  return [a - (sign * short) / 2, b + (sign * short) / 2];
}
