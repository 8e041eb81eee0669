/** A run's numbers at a moment, in words. */
import type { Declaration } from '../../core/experiment.ts';
import { format } from '../../core/format.ts';
import type { Trace } from '../../core/trace.ts';

/** The last value of every series up to a moment, e.g. "task A 39.5 %, task B 100 %". */
export function latestText({ series }: Pick<Declaration, 'series'>, { trace: { t, columns } }: { readonly trace: Trace }, until = Infinity): string {
  return Object.entries(series)
    .flatMap(([name, { label, unit }]) => {
      const value = columns[name]?.findLast((x, row) => !Number.isNaN(x) && (t[row] ?? 0) <= until);
      return value === undefined ? [] : [`${label} ${format(value, unit)}`];
    })
    .join(', ');
}
