/**
 * `npm run bench -- [--net i,ii,…] [--rounds N] [--json FILE] [--write] [--no-peers] [--browser]`
 *
 * Times a training step of five nets in Node, on one core: compiled, from a bare list of our kernels without tfjs, by
 * autodiff on our kernels, by tfjs as it comes, and by the npm packages that train. All take turns in one process, so
 * the ratios hold where the times do not. `--write` puts the table of ratios into the README. `--browser` times the nets in
 * Chromium instead, on WASM and WebGL, which is drawn in software unless $CHROMIUM_WEBGL_FLAGS says how to reach a card.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { startInNode } from '../lab/backends/node.ts';
import * as tf from '../nn/tf.ts';
import { inBrowser } from './bench/browser.ts';
import { contenders, PRODUCT } from './bench/contenders.ts';
import { compare, SLOW, SLOW_ROUNDS } from './bench/measure.ts';
import { flopsOf, type Net, NETS } from './bench/nets.ts';
import { loadPeers, versionsOf } from './bench/peers.ts';
import { markdown, replaceBetweenMarkers, type Result, spread } from './bench/readme.ts';
import { type Given, main, readOptions, UsageError, wholeNumber } from './usage.ts';

const OPTIONS = {
  net: { type: 'string', value: 'i,ii' },
  rounds: { type: 'string', value: 'N' },
  json: { type: 'string', value: 'FILE' },
  write: { type: 'boolean' },
  'no-peers': { type: 'boolean' },
  browser: { type: 'boolean' },
} as const;

const PEERS = 'tests/bench';
const README = 'README.md';

async function bench(argv: readonly string[]): Promise<number> {
  const given = readOptions('bench', OPTIONS, argv);
  const rounds = wholeNumber(given, 'rounds', 15, 3, 1000);
  const nets = chosenNets(given);
  const complete = nets.length === NETS.length && given['no-peers'] !== true;
  if (given.write === true && !complete) throw new UsageError('--write writes the whole table, so it takes neither --net nor --no-peers.');
  if (given.browser === true) {
    if (given.write === true) throw new UsageError('--write is about Node, so it does not go with --browser.');
    await benchInBrowser(nets, rounds, given.json);
    return 0;
  }
  const peers = given['no-peers'] === true ? [] : await loadPeers(PEERS);
  const before = loadavg()[0] ?? 0;
  await startInNode('cpu');
  await startInNode('wasm');
  const results: Result[] = [];
  for (const net of nets) {
    const timings = await compare(await contenders(net, peers), rounds);
    results.push({ net: net.id, name: net.name, megaflops: flopsOf(net) / 1e6, timings });
    console.log(listing(results.at(-1)));
  }
  const load = [before, loadavg()[0] ?? 0];
  const device = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    tfjs: tf.version_core,
    peers: versionsOf(PEERS),
    load,
  };
  if (typeof given.json === 'string') writeFileSync(given.json, `${JSON.stringify({ device, rounds, results }, null, 1)}\n`);
  const body = `${markdown(results, [PRODUCT])}\n\n${measuredOn(device, rounds, results)}`;
  console.log(`\nTimes the compiled step, the median of the rounds and their range:\n\n${body}`);
  if (given.write === true) writeFileSync(README, replaceBetweenMarkers(readFileSync(README, 'utf8'), body));
  // what peers have started must not keep the process alive
  setImmediate(() => process.exit());
  return 0;
}

async function benchInBrowser(nets: readonly Net[], rounds: number, file: string | boolean | undefined): Promise<void> {
  const found = await inBrowser(nets, rounds, ({ net, name, timings }) => {
    const rows = timings.map((t) => `| ${t.name} | ${t.ms.toPrecision(3)} | ${spread(t.ratio)} | ${t.draws || '–'} |`);
    console.log(
      [`\n${net}: ${name}`, '| | ms a step | times the compiled step on WASM | draw calls a step |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    );
  });
  const software = /swiftshader|llvmpipe|softpipe|basic render/i.test(found.renderer)
    ? 'WebGL was drawn by the processor: there is no graphics card here. '
    : '';
  console.log(`\n${software}${found.browser}, ${found.renderer}. Wall time, in a worker.`);
  if (typeof file === 'string') writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`);
}

function chosenNets({ net }: Given) {
  if (typeof net !== 'string') return NETS;
  const ids = net.split(',');
  for (const id of ids) if (!NETS.some((n) => n.id === id)) throw new UsageError(`There is no net ${id}; there are ${NETS.map((n) => n.id).join(', ')}.`);
  return NETS.filter(({ id }) => ids.includes(id));
}

/** One net's contenders with their times, for the terminal. */
function listing(result: Result | undefined): string {
  if (!result) return '';
  const rows = result.timings.map((t) => {
    if ('cannot' in t) return `| ${t.name} | cannot: ${t.cannot.slice(0, 100)} | | |`;
    return `| ${t.name} | ${t.ms.toPrecision(3)} | ${spread(t.ratio)} | ${t.gigaflops.toFixed(1)} |`;
  });
  const title = `\n${result.net}: ${result.name}, ${result.megaflops.toPrecision(3)} Mflop a step`;
  return [title, '| | ms a step | times the compiled step | Gflop/s |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

interface Device {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  readonly tfjs: string;
  readonly load: readonly number[];
}

function measuredOn({ processor, cores, node, tfjs, load }: Device, rounds: number, results: readonly Result[]): string {
  const loads = load.map((l) => l.toFixed(1)).join(' before and ');
  const where = `Measured on one of ${cores} cores (${processor}), in Node ${node.slice(1)} with tfjs ${tfjs}, in ${rounds} rounds (${SLOW_ROUNDS} where a call takes over ${SLOW} s); load average ${loads} after.`;
  const iii = results.find(({ net }) => net === 'iii')?.timings.filter((t) => 'ms' in t) ?? [];
  const [step, product] = [iii[0], iii.find(({ name }) => name === PRODUCT)];
  if (!step || !product) return where;
  const share = Math.round((100 * step.gigaflops) / product.gigaflops);
  return `${where} Net iii’s whole step, update included, runs at ${share} % of the rate of its largest product alone.`;
}

await main(bench);
