/** Claims: falsifiable sentences with their source, judged by numbers that the figure's own experiment measures. */
import { defaults, same, type AnyValue, type ParamTable, type Values } from './params.ts';
import type { Unit } from './format.ts';

/** What an experiment measured, by name. */
export type Measures = Readonly<Record<string, number>>;

export type Relation = '<' | '≤' | '>' | '≥';

/** One number with its limit. A claim holds when all of its bounds hold. */
export interface Bound {
  /** Key into the experiment's measures. */
  readonly measure: string;
  /** In the reader's words, e.g. "accuracy under FGSM". */
  readonly label: string;
  readonly unit: Unit;
  readonly relation: Relation;
  readonly value: number;
}

export interface Claim<T extends ParamTable = ParamTable> {
  readonly id: string;
  /** Our sentence, with its numbers, about this figure at this setting. */
  readonly text: string;
  /** The source: a key of references.bib, and what it reports, in our words. */
  readonly paper: { readonly cite: string; readonly says: string };
  /** Parameters that differ from the defaults when this claim is tested. */
  readonly setting?: Partial<Values<T>>;
  readonly bounds: readonly Bound[];
  /** The share of seeds in which it is stated to hold, e.g. 0.95. */
  readonly share: number;
}

export interface Verdict {
  readonly held: boolean;
  readonly parts: readonly { readonly bound: Bound; readonly measured: number; readonly held: boolean }[];
}

/** Holds or fails, bound by bound. A missing or NaN measure fails. */
export function judge(claim: Claim, measures: Measures): Verdict {
  const parts = claim.bounds.map((bound) => {
    const measured = Object.hasOwn(measures, bound.measure) ? (measures[bound.measure] ?? NaN) : NaN;
    return { bound, measured, held: holds(bound, measured) };
  });
  return { held: parts.every((p) => p.held), parts };
}

function holds({ relation, value }: Bound, x: number): boolean {
  switch (relation) {
    case '<':
      return x < value;
    case '≤':
      return x <= value;
    case '>':
      return x > value;
    case '≥':
      return x >= value;
  }
}

/** The full parameter values at which a claim is tested. */
export function settingOf<T extends ParamTable>(table: T, claim: Claim<T>): Values<T> {
  return { ...defaults(table), ...claim.setting };
}

/** Whether a run with these values tests the claim: every parameter that asks for a new run has the claim's value. */
export function isTestedBy<T extends ParamTable>(table: T, claim: Claim<T>, values: Values<T>): boolean {
  const wanted = settingOf(table, claim) as Record<string, AnyValue>;
  return Object.entries(table).every(
    ([key, p]) => p.effect !== 'rerun' || same(wanted[key] as AnyValue, (values as Record<string, AnyValue>)[key] as AnyValue),
  );
}

/** How often a claim held over recorded seeds. */
export interface Tally {
  readonly claim: string;
  readonly held: number;
  readonly of: number;
  readonly firstSeed: number;
  /** By measure, over the seeds: [median, least, greatest]. */
  readonly measured: Readonly<Record<string, readonly [median: number, least: number, greatest: number]>>;
}

export function tally(claim: Claim, runs: readonly Measures[], firstSeed: number): Tally {
  const measured = Object.fromEntries(
    claim.bounds.map(({ measure }) => {
      const sorted = runs.map((r) => r[measure] ?? NaN).sort((a, b) => a - b);
      return [measure, [median(sorted), sorted[0] ?? NaN, sorted.at(-1) ?? NaN] as const];
    }),
  );
  return { claim: claim.id, held: runs.filter((r) => judge(claim, r).held).length, of: runs.length, firstSeed, measured };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 ? (sorted[Math.floor(middle)] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
