/** A run's numbers as tables: its series with every row, and the curves of a chart as they are drawn. */
import { csv } from '../../../core/csv.ts';
import type { ChartSpec, Declaration } from '../../../core/experiment.ts';
import type { Unit } from '../../../core/format.ts';
import type { Trace } from '../../../core/trace.ts';
import type { Point } from '../../../plots/curves.ts';

/** Values are written as they are kept: percentages as shares. */
const UNITS: Readonly<Record<Unit, string>> = { percent: 'share from 0 to 1', times: 'times', count: '', plain: '', seconds: 'seconds', degrees: 'degrees' };

const titled = (label: string, unit: Unit = 'plain') => (UNITS[unit] ? `${label} (${UNITS[unit]})` : label);

/** One column a series, one row a step; empty where a step had no value. */
export function seriesTable({ series, time }: Pick<Declaration, 'series' | 'time'>, trace: Trace): string {
  const names = Object.keys(series);
  const header = [time, ...Object.values(series).map(({ label, unit }) => titled(label, unit))];
  return csv(
    header,
    Array.from(trace.t, (t, row) => [t, ...names.map((name) => trace.columns[name]?.[row] ?? NaN)]),
  );
}

/** One column a curve over the abscissa that they share; empty where a curve has no point. */
export function chartTable({ x, y, curves }: ChartSpec, pointsOf: (curve: string) => readonly Point[]): string {
  const columns = Object.keys(curves).map((key) => new Map(pointsOf(key)));
  const header = [titled(x.label, x.unit), ...Object.values(curves).map(({ label }) => titled(label, y.unit))];
  const all = [...new Set(columns.flatMap((c) => [...c.keys()]))].sort((a, b) => a - b);
  return csv(
    header,
    all.map((at) => [at, ...columns.map((c) => c.get(at) ?? NaN)]),
  );
}
