/** What the ledger says of one claim, in words, and which filters let it through. Pure. */
import type { Count } from '../../../core/ledger.ts';
import { backendName } from '../../../ui/figure-frame/sentences.ts';

export const FILTERS = ['all', 'held', 'missed', 'not run here', 'differs'] as const;
export type Filter = (typeof FILTERS)[number];

interface ClaimRow {
  /** The share of seeds in which the claim is stated to hold. */
  readonly share: number;
  /** The share of recorded seeds in which it held; undefined while there are none. */
  readonly recorded?: number;
  readonly here?: Count;
}

const holds = (held: number, { share }: Pick<ClaimRow, 'share'>): boolean => held >= share;

/** Held or missed by the share that the claim states, as the recordings are judged. */
export function standingOf(row: ClaimRow): 'held' | 'missed' | 'not run here' {
  const { here } = row;
  return here ? (holds(here.held / here.of, row) ? 'held' : 'missed') : 'not run here';
}

/** Whether this device says something else than the recordings. */
export function differs(row: ClaimRow): boolean {
  const { here, recorded } = row;
  return here !== undefined && recorded !== undefined && holds(here.held / here.of, row) !== holds(recorded, row);
}

export const passes = (row: ClaimRow, filter: Filter): boolean => filter === 'all' || (filter === 'differs' ? differs(row) : standingOf(row) === filter);

/** E.g. "✓ held in 3 of 3 seeds; WASM; 2026-03-01 to 2026-03-04". */
export function hereText({ here, ...row }: ClaimRow): string {
  if (!here) return 'not run here';
  const { held, of, days, backends } = here;
  const mark = holds(held / of, row) ? '✓' : '✗';
  const count = of === 1 ? `${held ? 'held' : 'missed'} in one seed` : `held in ${held} of ${of} seeds`;
  const when = days[0] === days[1] ? days[0] : `${days[0]} to ${days[1]}`;
  return `${mark} ${count}; ${backends.map(backendName).join(', ')}; ${when}`;
}
