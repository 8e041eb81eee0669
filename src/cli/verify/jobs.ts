/** What there is to run: the claims of a figure that share a setting share their runs. */
import { settingOf, type Claim } from '../../core/claims.ts';
import type { Declaration } from '../../core/experiment.ts';
import { same, type AnyValue, type ParamTable, type Values } from '../../core/params.ts';

/** One setting of one figure, run once a seed. */
export interface Job {
  readonly figure: string;
  readonly values: Values<ParamTable>;
  readonly claims: readonly Claim[];
}

/** In the order of the declaration's claims. Parameters that need no new run do not tell two settings apart. */
export function jobsOf({ id, params, claims }: Declaration): Job[] {
  const jobs: { figure: string; values: Values<ParamTable>; claims: Claim[] }[] = [];
  for (const claim of claims) {
    const values = settingOf(params, claim);
    const shared = jobs.find((job) => needsSameRun(params, job.values, values));
    if (shared) shared.claims.push(claim);
    else jobs.push({ figure: id, values, claims: [claim] });
  }
  return jobs;
}

function needsSameRun(params: ParamTable, a: Values<ParamTable>, b: Values<ParamTable>): boolean {
  return Object.entries(params).every(([key, p]) => p.effect !== 'rerun' || same(a[key] as AnyValue, b[key] as AnyValue));
}

/** The i-th of n parts (i from 1): every job is in exactly one part, so every row that a part prints is complete. */
export const shardOf = <T>(jobs: readonly T[], [i, n]: readonly [number, number]): T[] => jobs.filter((_, k) => k % n === i - 1);
