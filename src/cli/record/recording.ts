/** Makes one figure's recording: a default run, and the claims over some seeds. */
import { tally, type Measures, type Tally } from '../../core/claims.ts';
import type { Experiment } from '../../core/experiment.ts';
import { defaults } from '../../core/params.ts';
import { startSeeds } from '../../core/permalinks.ts';
import { RECORDING_SCHEMA, type Recording } from '../../core/recordings.ts';
import { thin } from '../../core/trace.ts';
import { runHeadless } from '../../lab/headless.ts';
import { version_core } from '../../nn/tf.ts';
import { nodeLab } from '../experiments.ts';
import { jobsOf } from '../verify/jobs.ts';
import { runSeed } from '../verify/run-seeds.ts';
import { workOf } from './work.ts';

/** Pictures along the run, where the declaration does not say: enough to scrub through, few enough to load. */
const VIEWS = 30;
/** Rows of the series: about one for each pixel that a chart has. */
const ROWS = 400;

/** The run at the defaults with seed 0. */
export async function record(experiment: Experiment, backend: 'wasm' | 'cpu', code: string, tallies: readonly Tally[]): Promise<Recording> {
  const { declaration } = experiment;
  const values = defaults(declaration.params);
  const seeds = startSeeds(0);
  const { trace, measures, hash, views, probes } = await runHeadless(experiment, values, nodeLab(backend, seeds), {
    views: declaration.pictures ?? VIEWS,
    starters: true,
  });
  const work = backend === 'wasm' ? await workOfRun(experiment) : undefined;
  return {
    schema: RECORDING_SCHEMA,
    figure: declaration.id,
    made: { values, seeds, backend, tfjs: version_core, code, trace: hash, ...(work && { work }) },
    trace: thin(trace, ROWS),
    views,
    measures,
    probes,
    tallies,
  };
}

/** How much the run at the defaults with seed 0 computes, pictures and probes not counted. tfjs is on WASM. */
export function workOfRun(experiment: Experiment): ReturnType<typeof workOf> {
  const { work = 'dense', params } = experiment.declaration;
  return workOf(work, () => runHeadless(experiment, defaults(params), nodeLab('wasm', startSeeds(0))));
}

/** Every claim at its own setting over the seeds 0 … count − 1, in the order of the declaration. */
export async function talliesOf(experiment: Experiment, backend: 'wasm' | 'cpu', count: number, onSeed: (done: number, of: number) => void): Promise<Tally[]> {
  const jobs = jobsOf(experiment.declaration);
  const tallies: Tally[] = [];
  for (const [k, { values, claims }] of jobs.entries()) {
    const measures: Measures[] = [];
    for (let seed = 0; seed < count; seed++) {
      onSeed(k * count + seed, jobs.length * count);
      measures.push((await runSeed(experiment, values, seed, backend)).measures);
    }
    tallies.push(...claims.map((claim) => tally(claim, measures, 0)));
  }
  return tallies;
}
