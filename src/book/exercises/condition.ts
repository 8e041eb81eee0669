/** What an exercise asks of a figure, as plain data, and whether what the figure shows meets it. */
import type { Relation } from '../../core/claims.ts';
import type { Unit } from '../../core/format.ts';
import type { StateDetail } from '../../ui/figure-props.ts';

export interface Condition {
  /** A setting, a measure of the finished run, or a number that the figure publishes besides. */
  readonly of: 'value' | 'measure' | 'readout';
  readonly key: string;
  readonly is: Relation | '=';
  readonly than: number | string | boolean;
  /** In the reader's words, e.g. "task A at the end". */
  readonly label: string;
  readonly unit?: Unit;
}

export type Shown = Pick<StateDetail, 'values' | 'measures' | 'readouts'>;

/** What the condition looks at; undefined while the figure does not have it, e.g. before a run is done. */
export function lookedAt({ of, key }: Condition, shown: Shown): unknown {
  const table: Readonly<Record<string, unknown>> = of === 'value' ? shown.values : of === 'measure' ? (shown.measures ?? {}) : shown.readouts;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Nothing that is not known, and no NaN, meets anything. */
export function meets(condition: Condition, shown: Shown): boolean {
  const found = lookedAt(condition, shown);
  const { is, than } = condition;
  if (is === '=') return typeof found === 'number' && typeof than === 'number' ? Math.abs(found - than) < 1e-9 : found !== undefined && found === than;
  if (typeof found !== 'number' || typeof than !== 'number') return false;
  switch (is) {
    case '<':
      return found < than;
    case '≤':
      return found <= than;
    case '>':
      return found > than;
    case '≥':
      return found >= than;
  }
}
