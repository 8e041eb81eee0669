/**
 * `npm run verify -- [--figure id,id] [--seeds N] [--first-seed S] [--backend wasm|cpu] [--json FILE] [--shard i/n]`
 *
 * Runs the experiments' own code at each claim's setting over N seeds and prints a row a claim. Exit status: 0 when every
 * claim held in at least the share of seeds that it states, 1 when one did not, 2 when the command was called wrongly.
 */
import { writeFileSync } from 'node:fs';
import { MAX_SEED } from '../core/random.ts';
import { startInNode } from '../lab/backends/node.ts';
import { version_core } from '../nn/tf.ts';
import { figuresNamed, loadExperiment } from './experiments.ts';
import { main, oneOf, readOptions, shard, UsageError, wholeNumber } from './usage.ts';
import { jobsOf, shardOf } from './verify/jobs.ts';
import { reportOf, table, type ClaimReport } from './verify/report.ts';
import { runSeed, type SeedRun } from './verify/run-seeds.ts';

const OPTIONS = {
  figure: { type: 'string', value: 'id,id' },
  seeds: { type: 'string', value: 'N' },
  'first-seed': { type: 'string', value: 'S' },
  backend: { type: 'string', value: 'wasm|cpu' },
  json: { type: 'string', value: 'FILE' },
  shard: { type: 'string', value: 'i/n' },
} as const;

async function verify(argv: readonly string[]): Promise<number> {
  const given = readOptions('verify', OPTIONS, argv);
  const figures = figuresNamed(given.figure);
  const count = wholeNumber(given, 'seeds', 20, 1, 10_000);
  const firstSeed = wholeNumber(given, 'first-seed', 0, 0, MAX_SEED);
  if (firstSeed + count - 1 > MAX_SEED) throw new UsageError(`Seeds end at ${MAX_SEED}: ${count} seeds from ${firstSeed} go beyond.`);
  const backend = oneOf(given, 'backend', ['wasm', 'cpu'], 'wasm');
  const part = shard(given);
  await startInNode(backend);

  const jobs = (await Promise.all(figures.map(loadExperiment))).flatMap((experiment) => jobsOf(experiment.declaration).map((job) => ({ ...job, experiment })));
  const mine = shardOf(jobs, part);
  const reports: ClaimReport[] = [];
  for (const [k, job] of mine.entries()) {
    const runs: SeedRun[] = [];
    for (let seed = firstSeed; seed < firstSeed + count; seed++) {
      progress(`setting ${k + 1} of ${mine.length}: ${job.figure}, seed ${seed} (${seed - firstSeed + 1} of ${count})`);
      runs.push(await runSeed(job.experiment, job.values, seed, backend));
    }
    reports.push(...job.claims.map((claim) => reportOf(job, claim, runs)));
  }
  progress('');

  console.log(reports.length ? table(reports) : 'No claims in this part.');
  for (const { figure, runs } of reports) for (const { seed, error } of runs) if (error) console.error(`${figure}, seed ${seed}: ${error}`);
  if (typeof given.json === 'string')
    writeFileSync(given.json, `${JSON.stringify({ backend, tfjs: version_core, firstSeed, seeds: count, shard: part.join('/'), claims: reports }, null, 2)}\n`);
  return reports.every((r) => r.ok) ? 0 : 1;
}

/** One line that overwrites itself, for people only. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

await main(verify);
