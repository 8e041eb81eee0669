/** Runs one setting of one figure over several seeds. */
import type { Measures } from '../../core/claims.ts';
import type { Experiment } from '../../core/experiment.ts';
import { failureOf } from '../../core/failure-of.ts';
import type { ParamTable, Values } from '../../core/params.ts';
import { startSeeds } from '../../core/permalinks.ts';
import { runHeadless } from '../../lab/headless.ts';
import { seconds } from '../clock.ts';
import { nodeLab } from '../experiments.ts';

export interface SeedRun {
  readonly seed: number;
  /** Empty when the run failed, so that every bound on them fails too. */
  readonly measures: Measures;
  /** Hash of the trace and the measures. */
  readonly hash?: string;
  readonly seconds: number;
  readonly error?: string;
}

export async function runSeed(experiment: Experiment, values: Values<ParamTable>, seed: number, backend: 'wasm' | 'cpu'): Promise<SeedRun> {
  const start = seconds();
  try {
    const { measures, hash } = await runHeadless(experiment, values, nodeLab(backend, startSeeds(seed)));
    return { seed, measures, hash, seconds: seconds() - start };
  } catch (thrown) {
    const { sentence, detail } = failureOf(thrown);
    return { seed, measures: {}, seconds: seconds() - start, error: detail ?? sentence };
  }
}
