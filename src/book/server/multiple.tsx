/** A chapter's small multiple, as SVG: dashed what was expected, solid what was measured, the gap between them shaded. */
import { extent, line, scaleLinear } from 'd3';
import { format } from '../../core/format.ts';
import type { Multiple, MultiplePoint } from '../../ui/figure-props.ts';
import { apart, gapBetween } from './drawing.ts';

/** `small` for the cover's grid, without words; the others, with labels and axes, for the opening on a wide and a narrow page. */
export type Size = 'small' | 'narrow' | 'wide';

const BOX = {
  small: { width: 240, height: 88, top: 6, right: 2, bottom: 5, left: 5 },
  narrow: { width: 350, height: 230, top: 44, right: 8, bottom: 42, left: 40 },
  wide: { width: 960, height: 290, top: 30, right: 160, bottom: 36, left: 52 },
} as const;

/** As many ticks as there is room for. */
const TICKS = { small: 0, narrow: 3, wide: 6 } as const;

/** A place inside another drawing. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function MultipleDrawing({ multiple, size, spot }: { readonly multiple: Multiple; readonly size: Size; readonly spot?: Spot }) {
  const { width, height, top, right, bottom, left } = BOX[size];
  const { expected, measured, concept } = multiple;
  const [x, y] = scalesFor(multiple, [left, width - right], [height - bottom, top]);
  const path = (points: readonly MultiplePoint[]) =>
    line<MultiplePoint>(
      (p) => round(x(p[0])),
      (p) => round(y(p[1])),
    )(points) ?? '';
  const parts = size === 'small' ? undefined : { multiple, size, x, y };
  return (
    <svg
      className={`multiple multiple-${size}${concept ? ` concept-${concept}` : ''}`}
      viewBox={`0 0 ${width} ${height}`}
      {...spot}
      role="img"
      aria-label={multiple.alt}
    >
      {parts && <Axes {...parts} />}
      <path className="multiple-gap" d={`${path(gapBetween(expected, measured))}Z`} />
      <path className="multiple-expected" d={path(expected)} />
      <path className="multiple-measured" d={path(measured)} />
      {parts && <EndLabels {...parts} />}
    </svg>
  );
}

/** The same frame with nothing in it, for a chapter without a recording. */
export function EmptyMultiple() {
  const { width, height } = BOX.small;
  return <svg className="multiple multiple-small multiple-empty" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" />;
}

/** How many of the book's drawings stand in a row of the one that holds them all. */
const ACROSS = 4;

/** All drawings of the book in one frame, with room for those that are missing: the last chapter's. */
export function AllMultiples({ drawn }: { readonly drawn: readonly (Multiple | undefined)[] }) {
  const { width, height } = BOX.small;
  const rows = Math.ceil(drawn.length / ACROSS);
  const [across, up] = [width / ACROSS, height / rows];
  const spot = (k: number) => ({
    x: round((k % ACROSS) * across + 4),
    y: round(Math.floor(k / ACROSS) * up + 2),
    width: round(across - 8),
    height: round(up - 4),
  });
  return (
    <svg className="multiple multiple-small" viewBox={`0 0 ${width} ${height}`} role="img" aria-label="The drawings of all chapters, small.">
      {drawn.map((multiple, k) => multiple && <MultipleDrawing key={k} multiple={multiple} size="small" spot={spot(k)} />)}
    </svg>
  );
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;
const round = (v: number) => Math.round(v * 10) / 10;

function scalesFor({ expected, measured, range }: Multiple, across: [number, number], up: [number, number]): [Scale, Scale] {
  const points = [...expected, ...measured];
  const [x0 = 0, x1 = 1] = extent(points, (p) => p[0]);
  const [y0 = 0, y1 = 1] = range ?? extent(points, (p) => p[1]);
  return [scaleLinear([x0, x1], across), scaleLinear([y0, y1], up)];
}

interface Parts {
  readonly multiple: Multiple;
  readonly size: 'narrow' | 'wide';
  readonly x: Scale;
  readonly y: Scale;
}

/** Titles with their units stand at the axes' ends, horizontal. */
function Axes({ multiple: { axes, unit }, size, x, y }: Parts) {
  const [x0 = 0, x1 = 0] = x.range();
  const [y0 = 0, y1 = 0] = y.range();
  return (
    <g className="multiple-axes">
      {y.ticks(size === 'wide' ? 4 : 2).map((t) => (
        <g key={t} transform={`translate(0 ${round(y(t))})`}>
          <line x1={x0} x2={x1} />
          <text x={x0 - 8} dy="0.32em" textAnchor="end">
            {format(t, unit)}
          </text>
        </g>
      ))}
      {x.ticks(TICKS[size]).map((t) => (
        <text key={t} x={round(x(t))} y={y0 + 19} textAnchor="middle">
          {format(t, Number.isInteger(t) ? 'count' : 'plain')}
        </text>
      ))}
      <text className="multiple-title" x={size === 'wide' ? x1 + 24 : x1} y={y0 + (size === 'wide' ? 19 : 37)} textAnchor={size === 'wide' ? 'start' : 'end'}>
        {axes.x}
      </text>
      <text className="multiple-title" x={0} y={y1 - 18}>
        {axes.y}
      </text>
    </g>
  );
}

/** Direct labels: at the curves' ends where there is room beside them, else above and below the ends. */
function EndLabels({ multiple: { names, expected, measured }, size, x, y }: Parts) {
  const end = (points: readonly MultiplePoint[]) => y(points.at(-1)?.[1] ?? 0);
  const right = Math.max(x(expected.at(-1)?.[0] ?? 0), x(measured.at(-1)?.[0] ?? 0));
  const wide = size === 'wide';
  const floor = y.range()[0] ?? 0;
  // clear of the axis and its title
  const [e, m] = wide ? apart(Math.min(end(expected), floor - 12), Math.min(end(measured), floor - 12), 20) : [end(expected), end(measured)];
  // above the upper curve, below the lower one if there is room
  const shift = (own: number, other: number) => (wide ? 0 : own <= other || own + 24 > floor ? -10 : 14);
  const place = { x: wide ? right + 10 : right, dy: '0.32em', textAnchor: wide ? ('start' as const) : ('end' as const) };
  return (
    <g className="multiple-labels">
      <text className="multiple-name-expected" y={round(e + shift(e, m))} {...place}>
        {names.expected}
      </text>
      <text className="multiple-name-measured" y={round(m + shift(m, e + 0.1))} {...place}>
        {names.measured}
      </text>
    </g>
  );
}
