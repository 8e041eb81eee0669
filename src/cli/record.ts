/**
 * `npm run record -- [--figure id,id] [--seeds N] [--backend wasm|cpu] [--work] [--check]`
 *
 * Rewrites public/recordings/<chapter>/<name>.json: the run that a page shows before the reader's first one, and how often
 * each claim held over N seeds. With `--work` it only times the runs again, from which the page tells how long they will
 * take, and leaves everything else as it is. With `--check` it only lists the recordings that the code has left behind; exit status 1
 * when there are any.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FigureId } from '../core/experiment.ts';
import { readRecording } from '../core/recordings.ts';
import { toText } from '../core/to-text.ts';
import { startInNode } from '../lab/backends/node.ts';
import { version_core } from '../nn/tf.ts';
import { allFigures, figuresNamed, loadExperiment } from './experiments.ts';
import { fingerprint } from './record/fingerprint.ts';
import { record, talliesOf, workOfRun } from './record/recording.ts';
import { main, oneOf, readOptions, wholeNumber } from './usage.ts';

const OPTIONS = {
  figure: { type: 'string', value: 'id,id' },
  seeds: { type: 'string', value: 'N' },
  backend: { type: 'string', value: 'wasm|cpu' },
  work: { type: 'boolean' },
  check: { type: 'boolean' },
} as const;

/** A page loads its figures' recordings, so each must stay small. */
const MOST_BYTES = 150_000;

const fileOf = (figure: string) => `public/recordings/${figure}.json`;

async function run(argv: readonly string[]): Promise<number> {
  const given = readOptions('record', OPTIONS, argv);
  const figures = figuresNamed(given.figure);
  const count = wholeNumber(given, 'seeds', 20, 1, 10_000);
  const backend = oneOf(given, 'backend', ['wasm', 'cpu'], 'wasm');
  if (given.check) return check(figures);
  await startInNode(backend);
  if (given.work) return timeAgain(figures);
  for (const figure of figures) await rewrite(figure, backend, count);
  return 0;
}

async function rewrite(figure: FigureId, backend: 'wasm' | 'cpu', count: number): Promise<void> {
  const experiment = await loadExperiment(figure);
  const code = await fingerprint(figure);
  const tallies = await talliesOf(experiment, backend, count, (done, of) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${figure}: run ${done + 1} of ${of + 1}`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const recording = await record(experiment, backend, code, tallies);
  const text = `${toText(recording)}\n`;
  const size = gzipSync(text).length;
  if (size > MOST_BYTES) throw new Error(`${figure}: its recording is ${size} bytes when compressed, more than ${MOST_BYTES}; give it fewer or smaller views`);
  mkdirSync(dirname(fileOf(figure)), { recursive: true });
  writeFileSync(fileOf(figure), text);
  console.log(
    `${fileOf(figure)}: ${recording.views.length} pictures, ${Math.round(size / 1000)} kB compressed; ${tallies.map((t) => `${t.claim} ${t.held}/${t.of}`).join(', ')}`,
  );
}

/** Writes into the recordings how much their runs compute. */
async function timeAgain(figures: readonly FigureId[]): Promise<number> {
  for (const figure of figures) {
    const experiment = await loadExperiment(figure);
    const recording = existsSync(fileOf(figure)) ? readRecording(readFileSync(fileOf(figure), 'utf8'), figure) : undefined;
    if (!recording) throw new Error(`${figure} has no recording that can be read; “npm run record -- --figure ${figure}” makes one`);
    const work = await workOfRun(experiment);
    writeFileSync(fileOf(figure), `${toText({ ...recording, made: { ...recording.made, work } })}\n`);
    console.log(`${fileOf(figure)}: as much as ${work.steps} steps of the ${work.in} reference net`);
  }
  return 0;
}

/** Lists what is stale, with the reason. */
async function check(figures: readonly FigureId[]): Promise<number> {
  let stale = 0;
  for (const figure of figures) {
    const why = await staleness(figure);
    if (why === undefined) continue;
    stale++;
    console.log(`${figure}: ${why}`);
  }
  console.log(
    stale
      ? `${stale} of ${figures.length} recordings are stale; “npm run record -- --figure …” makes them again.`
      : `${figures.length === allFigures().length ? 'All' : 'These'} recordings are up to date.`,
  );
  return stale ? 1 : 0;
}

async function staleness(figure: FigureId): Promise<string | undefined> {
  const file = fileOf(figure);
  if (!existsSync(file)) return 'has no recording';
  const recording = readRecording(readFileSync(file, 'utf8'), figure);
  if (!recording) return 'its recording cannot be read';
  if (recording.made.tfjs !== version_core) return `was recorded with tfjs ${recording.made.tfjs}, and this is ${version_core}`;
  if (recording.made.code !== (await fingerprint(figure))) return 'its code, or the data it reads, has changed since it was recorded';
  return undefined;
}

await main(run);
