/** Everything that trains a net here, the compiled step first: all others are given as multiples of it. */
import { type Random, xoshiro128 } from '../../core/random.ts';
import { registerKernels, unregisterKernels } from '../../kernels/register.ts';
import { stack } from '../../nn/compiled/replicas.ts';
import { compileReplicas, compileStep } from '../../nn/compiled/step.ts';
import { init } from '../../nn/net.ts';
import * as tf from '../../nn/tf.ts';
import { variables } from '../../nn/tree.ts';
import { bareStep, productAlone } from './bare.ts';
import { batchesOf, fitStep } from './layers.ts';
import type { Contender } from './measure.ts';
import { type Examples, examplesFor, flopsOf, type Net } from './nets.ts';
import type { PeerEntry } from './peers.ts';
import { composedConvolve, stockStep } from './stock.ts';

export const PRODUCT = 'the largest product of net iii, alone';

const random = (): Random => xoshiro128([1, 2, 3, 4]);

async function ourKernels(): Promise<void> {
  await tf.setBackend('wasm');
  await registerKernels();
}
async function stockKernels(): Promise<void> {
  await tf.setBackend('wasm');
  unregisterKernels();
}
async function cpu(): Promise<void> {
  await tf.setBackend('cpu');
}

/** `cpu` and `wasm` of tfjs have to be started. Peers that cannot express the net are left out. */
export async function contenders(net: Net, peers: readonly PeerEntry[]): Promise<Contender[]> {
  const flops = flopsOf(net);
  const examples = examplesFor(net, random());
  const list: Contender[] = [];
  const add = (name: string, step: () => unknown, enter?: () => Promise<void>) => list.push({ name, flops, step, ...(enter ? { enter } : {}) });

  await ourKernels();
  add('compiled step', compiledStep(net, examples), ourKernels);
  add('bare list of the same kernels, without tfjs', await bareStep(net, examples, random()));
  const plain = stockStep(net, examples, random());
  add('autodiff on our kernels', plain, ourKernels);
  add('tfjs, WASM', plain, stockKernels);
  if (net.model.input.length > 1) add('tfjs, WASM, composed gradients', stockStep(net, examples, random(), composedConvolve), stockKernels);
  // a LayersModel trains one model
  const fits = (name: string, enter: () => Promise<void>) => {
    if (!net.replicas) list.push({ name, flops, steps: batchesOf(net), step: fitStep(net, examples, random()), enter });
  };
  fits('tfjs, WASM, LayersModel.fit', stockKernels);
  await cpu();
  add('tfjs, cpu', stockStep(net, examples, random()), cpu);
  fits('tfjs, cpu, LayersModel.fit', cpu);
  await ourKernels();
  for (const { make, nets } of peers) {
    if (!nets.includes(net.id)) continue;
    const peer = await make(net, examples);
    await checkThatItTrains(peer.name, peer.step);
    add(peer.name, peer.step);
  }
  if (net.id === 'iii') list.push({ name: PRODUCT, ...(await productAlone()) });
  return list;
}

function compiledStep(net: Net, examples: Examples): () => void {
  const { model, optimiser, replicas, batch } = net;
  const spec = { model, loss: 'cross-entropy', optimiser } as const;
  const [x, targets] = [tf.tensor(examples.x, [batch, ...model.input]), tf.tensor(examples.targets, [batch, examples.classes])];
  const numbers = random();
  const compiled = replicas
    ? compileReplicas(spec, variables(stack(Array.from({ length: replicas }, () => init(model, numbers)))), { replicas })
    : compileStep(spec, variables(init(model, numbers)));
  return () => compiled.run(x, targets).dispose();
}

/** So that nobody is timed at something else than training. */
async function checkThatItTrains(name: string, step: () => number | Promise<number>): Promise<void> {
  const before = await step();
  await step();
  const after = await step();
  if (!(after < before)) throw new Error(`${name} does not train: its loss went from ${before} to ${after}`);
}
