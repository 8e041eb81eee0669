/** What the seeds so far say of the claims: how often each held, and what was measured. */
import { isTestedBy, judge, type Bound, type Claim, type Measures, type Relation } from '../../../core/claims.ts';
import type { Unit } from '../../../core/format.ts';
import type { ParamTable, Values } from '../../../core/params.ts';
import { quantile } from './band.ts';
import type { SeedRun } from './seed-runs.ts';

export interface ClaimTally {
  readonly claim: Claim;
  readonly held: number;
  readonly of: number;
}

/** The claims that runs at these values test. A run that diverged has measured nothing, and counts as missed. */
export function talliesOf<T extends ParamTable>(table: T, claims: readonly Claim<T>[], values: Values<T>, runs: readonly SeedRun[]): ClaimTally[] {
  return claims
    .filter((claim) => isTestedBy(table, claim, values))
    .map((claim) => ({ claim, held: runs.filter((r) => judge(claim, r.measures ?? {}).held).length, of: runs.length }));
}

/** E.g. "held in 7 of 8 seeds so far". */
export function tallyText({ held, of }: Pick<ClaimTally, 'held' | 'of'>, going: boolean): string {
  if (of === 0) return 'not yet judged';
  return `held in ${held} of ${of} ${of === 1 ? 'seed' : 'seeds'}${going ? ' so far' : ''}`;
}

export interface MeasuredRow {
  readonly key: string;
  readonly measure: string;
  readonly label: string;
  readonly unit: Unit;
  /** Absent when no claim is tested at these settings. */
  readonly bound?: { readonly relation: Relation; readonly value: number };
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly held: number;
  readonly dots: readonly Dot[];
}

/** One seed's value of a measure. */
export interface Dot {
  readonly seed: number;
  readonly value: number;
  readonly held: boolean;
}

/** A row for each bound of the tested claims; when none is tested, for each measure that any claim looks at, without a bound. */
export function measuredRows(tallies: readonly ClaimTally[], claims: readonly Claim[], runs: readonly SeedRun[]): MeasuredRow[] {
  const tested = tallies.flatMap(({ claim }) => claim.bounds.map((bound) => rowOf(bound, true, runs)));
  return tested.length > 0 ? unique(tested) : unique(claims.flatMap((claim) => claim.bounds.map((bound) => rowOf(bound, false, runs))));
}

const unique = (rows: readonly MeasuredRow[]): MeasuredRow[] => rows.filter((row, k) => rows.findIndex((r) => r.key === row.key) === k);

function rowOf({ measure, label, unit, relation, value }: Bound, judged: boolean, runs: readonly SeedRun[]): MeasuredRow {
  const dots = runs.flatMap(({ seed, measures }) => {
    const found = valueIn(measures, measure);
    const held = !judged || holds({ measure, label, unit, relation, value }, measures);
    return found === undefined ? [] : [{ seed, value: found, held }];
  });
  const sorted = dots.map((d) => d.value).sort((a, b) => a - b);
  return {
    key: judged ? `${measure} ${relation} ${value}` : measure,
    measure,
    label,
    unit,
    ...(judged && { bound: { relation, value } }),
    median: quantile(sorted, 0.5),
    least: sorted[0] ?? NaN,
    greatest: sorted.at(-1) ?? NaN,
    held: dots.filter((d) => d.held).length,
    dots,
  };
}

function valueIn(measures: Measures | undefined, name: string): number | undefined {
  const value = measures && Object.hasOwn(measures, name) ? measures[name] : undefined;
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** One bound alone, judged by the book's own judge. */
const holds = (bound: Bound, measures: Measures = {}) => judge({ id: '', text: '', paper: { cite: '', says: '' }, bounds: [bound], share: 1 }, measures).held;
