/** The spread on one chart: each seed a hairline, the middle 80 % a band, their median a line. */
import { memo, useMemo, useSyncExternalStore } from 'react';
import type { ChartSpec, Concept } from '../../../core/experiment.ts';
import { gapPath, linePath, type Point } from '../../../plots/curves.ts';
import { Inside } from '../../../plots/inside.tsx';
import type { ChartLayer } from '../../../plots/line-chart.tsx';
import type { Scale } from '../../../plots/scale.ts';
import { bandOf } from './band.ts';
import type { SeedRun, SpreadSnapshot } from './seed-runs.ts';

interface Source {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => SpreadSnapshot;
}

/** The layer of one chart. It follows the runs by itself, so that the figure need not be drawn again for each of them. */
export function spreadLayer({ subscribe, snapshot }: Source, { curves }: ChartSpec): ChartLayer {
  const measured = Object.entries(curves).filter(([, { role = 'measured' }]) => role === 'measured');
  return function Spread({ x, y }) {
    const { finished, current } = useSyncExternalStore(subscribe, snapshot, snapshot);
    return (
      <Inside x={x} y={y}>
        <g className="spread">
          {measured.map(([key, { concept }]) => (
            <CurveSpread key={key} curve={key} concept={concept} finished={finished} growing={current[key]} x={x} y={y} />
          ))}
        </g>
      </Inside>
    );
  };
}

interface CurveSpreadProps {
  curve: string;
  concept: Concept;
  finished: readonly SeedRun[];
  /** Of the run under way. */
  growing: readonly Point[] | undefined;
  x: Scale;
  y: Scale;
}

function CurveSpread({ curve, concept, finished, growing = [], x, y }: CurveSpreadProps) {
  const lines = useMemo(() => finished.flatMap(({ curves: { [curve]: points } }) => (points ? [points] : [])), [finished, curve]);
  if (lines.length === 0 && growing.length === 0) return null;
  return (
    <g className={`c-${concept}`}>
      <Finished lines={lines} xDomain={x.domain.join()} yDomain={y.domain.join()} x={x} y={y} />
      <path className="hair growing" d={linePath(growing, x, y)} />
    </g>
  );
}

interface FinishedProps {
  lines: readonly (readonly Point[])[];
  /** Scales are made anew with every drawing; their domains tell whether anything moved. */
  xDomain: string;
  yDomain: string;
  x: Scale;
  y: Scale;
}

const Finished = memo(
  function Finished({ lines, x, y }: FinishedProps) {
    const band = bandOf(lines);
    const median = band.map((row): Point => [row.x, row.median]);
    return (
      <>
        <path
          className="band"
          d={gapPath(
            band.map((row) => ({ x: row.x, from: row.low, to: row.high })),
            x,
            y,
          )}
        />
        <path className="hair" d={lines.map((points) => linePath(points, x, y)).join('')} />
        <path className="median-under" d={linePath(median, x, y)} />
        <path className="median" d={linePath(median, x, y)} />
      </>
    );
  },
  (a, b) => a.lines === b.lines && a.xDomain === b.xDomain && a.yDomain === b.yDomain && a.x.range.join() === b.x.range.join(),
);
