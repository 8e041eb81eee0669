/**
 * `npm run bench -- [--net i,ii,…] [--rounds N] [--json FILE]`
 *
 * Times a training step of five nets in Node, on one core: compiled, by autodiff on our kernels, by tfjs as it comes, and
 * from a bare list of our kernels without tfjs. All take turns in one process, so the ratios hold where the times do not.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Random, xoshiro128 } from '../core/random.ts';
import { registerKernels, unregisterKernels } from '../kernels/register.ts';
import { startInNode } from '../lab/backends/node.ts';
import { stack } from '../nn/compiled/replicas.ts';
import { compileReplicas, compileStep } from '../nn/compiled/step.ts';
import { init } from '../nn/net.ts';
import * as tf from '../nn/tf.ts';
import { variables } from '../nn/tree.ts';
import { bareStep, productAlone } from './bench/bare.ts';
import { type Contender, compare, type Timing } from './bench/measure.ts';
import { examplesFor, flopsOf, type Net, NETS } from './bench/nets.ts';
import { composedConvolve, stockStep } from './bench/stock.ts';
import { main, readOptions, UsageError, wholeNumber } from './usage.ts';

const OPTIONS = {
  net: { type: 'string', value: 'i,ii' },
  rounds: { type: 'string', value: 'N' },
  json: { type: 'string', value: 'FILE' },
} as const;

interface Result {
  readonly net: string;
  readonly name: string;
  readonly megaflops: number;
  readonly timings: readonly Timing[];
}

async function bench(argv: readonly string[]): Promise<number> {
  const given = readOptions('bench', OPTIONS, argv);
  const rounds = wholeNumber(given, 'rounds', 15, 3, 1000);
  const ids = typeof given.net === 'string' ? given.net.split(',') : NETS.map(({ id }) => id);
  for (const id of ids) if (!NETS.some((net) => net.id === id)) throw new UsageError(`There is no net ${id}; there are ${NETS.map((n) => n.id).join(', ')}.`);
  await startInNode('wasm');
  const results: Result[] = [];
  for (const net of NETS.filter(({ id }) => ids.includes(id))) {
    const timings = await compare(await contenders(net, xoshiro128([1, 2, 3, 4])), rounds);
    results.push({ net: net.id, name: net.name, megaflops: flopsOf(net) / 1e6, timings });
    console.log(table(net, timings));
  }
  const device = { processor: cpus()[0]?.model ?? 'unknown', node: process.version, tfjs: tf.version_core };
  if (typeof given.json === 'string') writeFileSync(given.json, `${JSON.stringify({ device, rounds, results }, null, 1)}\n`);
  return 0;
}

/** The compiled step first: all others are given as multiples of it. */
async function contenders(net: Net, random: Random): Promise<Contender[]> {
  const examples = examplesFor(net, random);
  const { model, optimiser, replicas, batch } = net;
  const spec = { model, loss: 'cross-entropy', optimiser } as const;
  const [x, targets] = [tf.tensor(examples.x, [batch, ...model.input]), tf.tensor(examples.targets, [batch, examples.classes])];
  const compiled = replicas
    ? compileReplicas(spec, variables(stack(Array.from({ length: replicas }, () => init(model, random)))), { replicas })
    : compileStep(spec, variables(init(model, random)));
  const bare = await bareStep(net, examples, random);
  const plain = stockStep(net, examples, random);
  const flops = flopsOf(net);
  const list: Contender[] = [
    { name: 'compiled step', flops, enter: registerKernels, step: () => compiled.run(x, targets).dispose() },
    { name: 'bare list of the same kernels', flops, step: bare },
    { name: 'autodiff on our kernels', flops, enter: registerKernels, step: plain },
  ];
  // without our kernels no convolution can be trained on WASM, except by gradients that are composed of what there is
  if (model.input.length > 1)
    list.push({ name: 'tfjs, composed gradients', flops, enter: unregisterKernels, step: stockStep(net, examples, random, composedConvolve) });
  else list.push({ name: 'tfjs as it comes', flops, enter: unregisterKernels, step: plain });
  if (net.id === 'iii') list.push({ name: 'its largest product alone', ...(await productAlone()) });
  return list;
}

function table(net: Net, timings: readonly Timing[]): string {
  const rows = timings.map(({ name, ms, gigaflops, ratio: [low, median, high] }) => {
    return `| ${name} | ${ms.toPrecision(3)} | ${median.toFixed(2)} (${low.toFixed(2)} – ${high.toFixed(2)}) | ${gigaflops.toFixed(1)} |`;
  });
  const title = `\n${net.id}: ${net.name}, ${(flopsOf(net) / 1e6).toPrecision(3)} Mflop a step`;
  return [title, '| | ms a step | times the compiled step | Gflop/s |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

await main(bench);
