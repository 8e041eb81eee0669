/** The reader's guess on a chart: while it is drawn, a pad for pointer and keyboard; afterwards a dashed line beside the result. */
import { useRef, useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';
import { gapBetween, gapPath, heightAt, linePath, type Point } from '../../../plots/curves.ts';
import type { ChartLayer } from '../../../plots/line-chart.tsx';
import { holdTouch, positionIn } from '../../../plots/pointer.ts';
import type { Interval, Scale } from '../../../plots/scale.ts';
import { gridOf, heightOf, press, stroke } from './drawing.ts';
import type { Sheet, SheetState } from './sheet.ts';

/** One component for the life of a sheet, so that a redrawing keeps the focus and the pointer. */
export function layerOf(sheet: Sheet): ChartLayer {
  return function GuessLayer({ x, y }) {
    const state = useSyncExternalStore(sheet.subscribe, sheet.now, sheet.now);
    return state.drawing ? <Pad state={state} x={x} y={y} /> : <Told state={state} x={x} y={y} />;
  };
}

interface LayerProps {
  state: SheetState;
  x: Scale;
  y: Scale;
}

function Pad({ state, x, y }: LayerProps) {
  const { drawn, onDraw, words } = state;
  const last = useRef<Point>(undefined);
  const [at, setAt] = useState(0);
  const [low, high] = y.domain;
  const heights: Interval = [low, high];
  const grid = gridOf([Math.max(x.domain[0], state.from), x.domain[1]]);
  const [first = 0, end = 1] = [grid[0], grid.at(-1)];
  const start = state.start ?? (low + high) / 2;
  const here = grid[at] ?? first;
  const height = heightOf(drawn, here);

  const place = (event: PointerEvent<SVGRectElement>): Point | undefined => {
    const svg = event.currentTarget.ownerSVGElement;
    if (!svg) return undefined;
    const [px, py] = positionIn(svg, event);
    return [Math.max(x.invert(px), first), y.invert(py)];
  };
  const down = (event: PointerEvent<SVGRectElement>) => {
    event.stopPropagation(); // the chart's own cursor stays where it is
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = place(event);
    if (last.current) onDraw(stroke(drawn, grid, heights, last.current, last.current));
  };
  const drag = (event: PointerEvent<SVGRectElement>) => {
    const to = place(event);
    if (!last.current || !to) return;
    onDraw(stroke(drawn, grid, heights, last.current, to));
    last.current = to;
  };
  const lift = () => {
    last.current = undefined;
  };
  const key = (event: KeyboardEvent) => {
    const next = press({ drawn, at }, event.key, event.shiftKey, grid, heights, start);
    if (!next) return;
    event.preventDefault();
    setAt(next.at);
    if (next.drawn !== drawn) onDraw(next.drawn);
  };

  const [bottom, top] = y.range;
  return (
    <g className="guess">
      <rect className="guess-ground" x={x(first)} y={top} width={x(end) - x(first)} height={bottom - top} />
      {drawn.length === 0 && (
        <text className="guess-hint" x={(x(first) + x(end)) / 2} y={(top + bottom) / 2} textAnchor="middle">
          draw your guess here
        </text>
      )}
      <path className="line expected c-correct" d={linePath(drawn, x, y)} />
      <rect
        ref={holdTouch}
        className="guess-pad"
        role="slider"
        tabIndex={0}
        aria-label="your guess"
        aria-orientation="vertical"
        aria-valuemin={low}
        aria-valuemax={high}
        aria-valuenow={height ?? start}
        aria-valuetext={words(here, height)}
        x={x(first)}
        y={top}
        width={x(end) - x(first)}
        height={bottom - top}
        onKeyDown={key}
        onPointerDown={down}
        onPointerMove={drag}
        onPointerUp={lift}
        onPointerCancel={lift}
      />
      <circle className="guess-pen" cx={x(here)} cy={y(height ?? start)} r={5} />
    </g>
  );
}

function Told({ state: { drawn, measured, concept }, x, y }: LayerProps) {
  const rows = gapBetween(drawn, measured);
  // the label stands where there is most room for it: at the widest gap, on the side away from the result
  const wide = rows.reduce<Point | undefined>((most, { x: at }) => (most && gapAt(most[0]) >= gapAt(at) ? most : [at, heightAt(drawn, at)]), undefined);
  function gapAt(at: number): number {
    return Math.abs(heightAt(drawn, at) - heightAt(measured, at));
  }
  const label = wide ?? drawn[Math.floor(drawn.length / 2)];
  const above = label === undefined || label[1] >= heightAt(measured, label[0]);
  return (
    <g className="guess">
      <path className={`gap c-${concept}`} d={gapPath(rows, x, y)} />
      <path className="line expected c-correct" d={linePath(drawn, x, y)} />
      {label && (
        <text
          className="name"
          x={Math.min(Math.max(x(label[0]), x.range[0] + 32), x.range[1] - 32)}
          y={y(label[1])}
          dy={above ? '-0.6em' : '1.3em'}
          textAnchor="middle"
        >
          your guess
        </text>
      )}
    </g>
  );
}
