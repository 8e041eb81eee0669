/** The five nets that speed and sameness are judged by, and one batch for each. */
import type { Random } from '../../core/random.ts';
import { conv, dense, flatten, type Model, mlp, pool, shapesOf } from '../../nn/model.ts';
import { adam, type OptimiserSpec, sgd } from '../../nn/optimisers.ts';

export interface Net {
  readonly id: string;
  readonly name: string;
  readonly model: Model;
  readonly batch: number;
  readonly optimiser: OptimiserSpec;
  /** Models trained at once; absent: one. */
  readonly replicas?: number;
}

export const NETS: readonly Net[] = [
  { id: 'i', name: '2-32-32-2, batch 128', model: mlp([2, 32, 32, 2]), batch: 128, optimiser: sgd(0.05) },
  { id: 'ii', name: '784-128-10, batch 64', model: mlp([784, 128, 10]), batch: 64, optimiser: sgd(0.05) },
  { id: 'iii', name: '784-512-512-10, batch 128, Adam', model: mlp([784, 512, 512, 10]), batch: 128, optimiser: adam(0.001) },
  {
    id: 'iv',
    name: 'convolutions 8-16 of 5 × 5, batch 64',
    model: { input: [28, 28, 1], layers: [conv(8, 5), pool(), conv(16, 5), pool(), flatten(), dense(10)] },
    batch: 64,
    optimiser: sgd(0.05),
  },
  { id: 'v', name: '64 of i at once', model: mlp([2, 32, 32, 2]), batch: 128, optimiser: sgd(0.05), replicas: 64 },
];

export interface Examples {
  readonly x: Float32Array; // [batch, …input], standard normal
  readonly targets: Float32Array; // [batch, classes], one-hot
  readonly classes: number;
}

export function examplesFor({ model, batch }: Net, random: Random): Examples {
  const inputs = model.input.reduce((a, b) => a * b, 1);
  const classes = shapesOf(model).at(-1)?.[0] ?? 0;
  const targets = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) targets[i * classes + random.int(classes)] = 1;
  return { x: random.normals(batch * inputs), targets, classes };
}

/** Multiply-adds of one product, times two. */
const productFlops = (rows: number, columns: number, depth: number) => 2 * rows * columns * depth;

/** Floating-point operations of the products and convolutions of one step, forward and backward. */
export function flopsOf({ model, batch, replicas = 1 }: Net): number {
  const shapes = shapesOf(model);
  let [flops, trainedBelow] = [0, false];
  model.layers.forEach((layer, k) => {
    const [input, output] = [k === 0 ? model.input : (shapes[k - 1] ?? []), shapes[k] ?? []];
    const area = output.slice(0, -1).reduce((a, b) => a * b, 1);
    const depth = layer.kind === 'conv' ? layer.size * layer.size * (input[2] ?? 0) : (input[0] ?? 0);
    if (layer.kind !== 'dense' && layer.kind !== 'conv') return;
    // forward, the gradient by the weights, and by the inputs if somebody below wants it
    flops += (trainedBelow ? 3 : 2) * productFlops(batch * area, output.at(-1) ?? 0, depth);
    trainedBelow = true;
  });
  return flops * replicas;
}
