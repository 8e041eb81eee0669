/** What came out of one run: what charts, comparisons, spreads and exports are made of. */
import type { Measures } from './claims.ts';
import type { ParamTable, Values } from './params.ts';
import type { Seeds } from './seeds.ts';
import type { Snapshot } from './session.ts';
import type { Trace } from './trace.ts';

export interface Outcome<T extends ParamTable = ParamTable, V = unknown> {
  readonly values: Values<T>;
  readonly seeds: Seeds;
  readonly trace: Trace;
  /** The last picture. */
  readonly view?: V;
  /** Absent while the run goes on. */
  readonly measures?: Measures;
}

/** What a session shows now, as an outcome. */
export function outcomeOf<T extends ParamTable, V>({ values, seeds, trace, view, measures }: Snapshot<T, V>): Outcome<T, V> {
  return { values, seeds, trace, ...(view === undefined ? {} : { view }), ...(measures && { measures }) };
}
