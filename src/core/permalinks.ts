/**
 * A figure's state as text for the address bar: `1~phi:90~seed:7~order:3`.
 *
 * Only what differs from the defaults is written. The leading number is the format's version. `write-permalink.ts`
 * writes it, `read-permalink.ts` reads it; here is what the page needs before either.
 */
import { defaults, type ParamTable, type Values } from './params.ts';
import { STREAMS, type Seeds } from './seeds.ts';

export const PERMALINK_VERSION = 1;

export interface FigureState<T extends ParamTable = ParamTable> {
  readonly values: Values<T>;
  readonly seeds: Seeds;
}

/** Keys that a parameter may not have, because the link uses them for the seeds. */
export const RESERVED: readonly string[] = ['seed', ...STREAMS];

export const startSeeds = (master = 0): Seeds => ({ master, streams: {} });
export const startState = <T extends ParamTable>(table: T): FigureState<T> => ({ values: defaults(table), seeds: startSeeds() });
