/** The surface from above: contours, the strip that Newton's method does not get out of, and five ways from the reader's start. */
import { useMemo, useRef, type MouseEvent } from 'react';
import { Chart } from '../../../plots/chart.tsx';
import { linePath } from '../../../plots/curves.ts';
import { Inside } from '../../../plots/inside.tsx';
import { positionIn } from '../../../plots/pointer.ts';
import { linear } from '../../../plots/scale.ts';
import { CONCEPTS, SHORT_NAMES, surfaceText } from './reading.ts';
import { StartMark } from './StartMark.tsx';
import { contour, EXTENT, LEVELS, STRIP, type SurfaceWay } from './surface.ts';
import { PLACE_NAMES, wayNames } from './way-names.ts';

const SIZE = 360;
const X = linear([-EXTENT, EXTENT], [1, SIZE - 1]);
const Y = linear([-EXTENT, EXTENT], [SIZE - 1, 1]);
/** A quarter of each contour, and the turns that make the other quarters of it. */
const CONTOURS = LEVELS.map((level) => ({
  level,
  d: contour(level)
    .map((run) => linePath(run, X, Y))
    .join(''),
}));
const MIRRORS = ['', `translate(${SIZE} 0) scale(-1 1)`, `translate(0 ${SIZE}) scale(1 -1)`, `translate(${SIZE} ${SIZE}) scale(-1 -1)`];
/** Two spots that are nearer than this, in the drawing's units, are drawn as one. */
const APART = 2;

/** Without the spots where a way hardly moves. */
function drawn(spots: SurfaceWay['spots']): SurfaceWay['spots'] {
  let last: readonly [number, number] | undefined;
  return spots.filter(([x, y]) => {
    if (last && Math.hypot(X(x) - X(last[0]), Y(y) - Y(last[1])) < APART) return false;
    last = [x, y];
    return true;
  });
}

/** A dot a step: lines of no length, with round ends. */
const dots = (spots: SurfaceWay['spots']): string =>
  drawn(spots)
    .map(([x, y]) => `M${X(x).toFixed(1)} ${Y(y).toFixed(1)}h0`)
    .join('');

interface SaddleMapProps {
  ways: readonly SurfaceWay[];
  start: readonly [x: number, y: number];
  /** Absent before the page is live. */
  onMove?: (x: number, y: number) => void;
}

export function SaddleMap({ ways, start, onMove }: SaddleMapProps) {
  const svg = useRef<SVGSVGElement>(null);
  const names = useMemo(() => wayNames(ways, SHORT_NAMES), [ways]);
  const press = (event: MouseEvent<SVGSVGElement>) => {
    const onMark = event.target instanceof Element && event.target.closest('[data-point]');
    if (!onMove || onMark || !svg.current) return;
    const [px, py] = positionIn(svg.current, event);
    onMove(X.invert(px), Y.invert(py));
  };
  return (
    <Chart
      title="One saddle, two minima"
      description={`A surface from above, with a saddle in the middle and a minimum on its left and on its right. ${surfaceText(start[0], ways)}`}
      width={SIZE}
      height={SIZE}
      interactive
      svg={{ ref: svg, onClick: press, ...(onMove && { 'data-placing': true }) }}
      note={<p className="legend small">Shaded: from here Newton’s method goes to the saddle.</p>}
    >
      <rect className="side" x={X(-STRIP).toFixed(1)} width={(X(STRIP) - X(-STRIP)).toFixed(1)} height={SIZE} />
      {MIRRORS.map((turn) => (
        <g key={turn} className="fine" transform={turn || undefined}>
          {CONTOURS.map(({ level, d }) => (
            <path key={level} className={`line earlier${level === 0 ? ' saddle-level' : ''}`} d={d} />
          ))}
        </g>
      ))}
      <rect className="plane-edge" x={1} y={1} width={SIZE - 2} height={SIZE - 2} />
      <Inside x={X} y={Y}>
        {ways.map(({ method, spots }) => (
          <g key={method} className={`fine c-${CONCEPTS[method]}`}>
            <path className="line" d={linePath(drawn(spots), X, Y)} />
            <path className="line saddle-steps" d={dots(spots)} />
          </g>
        ))}
      </Inside>
      {PLACE_NAMES.map(({ name, at: [x, y] }) => (
        <Name key={x} text={name} x={X(x)} y={Y(y)} />
      ))}
      {names.map(({ method, at: [x, y], side, spot }) => (
        <g key={method} className={`c-${CONCEPTS[method]}`}>
          {spot && <path className="lead" d={`M${X(x).toFixed(1)} ${Y(y).toFixed(1)}L${X(spot[0]).toFixed(1)} ${Y(spot[1]).toFixed(1)}`} />}
          <Name text={SHORT_NAMES[method]} x={X(x)} y={Y(y)} anchor={side === 'left' ? 'end' : 'start'} concept={CONCEPTS[method]} />
        </g>
      ))}
      {onMove ? <StartMark at={start} onMove={onMove} x={X} y={Y} /> : <circle className="points c-correct filled" cx={X(start[0])} cy={Y(start[1])} r={5.5} />}
    </Chart>
  );
}

interface NameProps {
  text: string;
  x: number;
  y: number;
  anchor?: 'start' | 'middle' | 'end';
  concept?: string;
}

const Name = ({ text, x, y, anchor = 'middle', concept = 'neutral' }: NameProps) => (
  <text className={`name c-${concept}`} x={x.toFixed(1)} y={y.toFixed(1)} dy="0.34em" textAnchor={anchor}>
    {text}
  </text>
);
