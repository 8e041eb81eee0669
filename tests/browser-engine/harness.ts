/** Assertions, and nets with their data, for the tests in the browser. */
import { randomStream } from '../../src/core/random.ts';
import type { LossName } from '../../src/nn/losses.ts';
import { shapesOf, type Model } from '../../src/nn/model.ts';
import { init, type Params } from '../../src/nn/net.ts';
import * as tf from '../../src/nn/tf.ts';
import { leaves, map } from '../../src/nn/tree.ts';

export interface Test {
  readonly name: string;
  /** Throws when it fails; what it returns is printed. */
  run(): Promise<string | undefined>;
}

export const test = (name: string, run: () => Promise<string | undefined> | string | undefined): Test => ({ name, run: async () => await run() });

export function expect(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}

/** The error that `f` throws. */
export function thrownBy(f: () => unknown): Error {
  try {
    f();
  } catch (thrown) {
    if (thrown instanceof Error) return thrown;
  }
  throw new Error('nothing was thrown');
}

/** Greatest difference, relative to the greatest value of b. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let [most, size] = [0, 1e-20];
  for (let k = 0; k < a.length; k++) {
    const [x = NaN, y = NaN] = [a[k], b[k]];
    if (!Number.isFinite(x - y)) return Infinity;
    most = Math.max(most, Math.abs(x - y));
    size = Math.max(size, Math.abs(y));
  }
  return most / size;
}

export const random = (seed: number, tag = '') => randomStream({ master: seed, streams: {} }, 'data', tag);

/** Numbers of a model's parameters, the same on every backend. */
export function numbersOf(model: Model, seed: number): { readonly tree: Params; readonly values: Float32Array[] } {
  const tree = init(model, random(seed, 'init'));
  const values = leaves(tree).map((leaf) => leaf.dataSync<'float32'>().slice());
  // biases that are not all zero show more mistakes
  values.forEach((v, k) => {
    if (v.every((n) => n === 0)) v.set(random(seed, `bias${k}`).normals(v.length, 0.1));
  });
  return { tree, values };
}

/** Variables in the tree's form, with these numbers; [count, …] where more than one set of numbers is given. */
export function variablesFrom(tree: Params, sets: readonly (readonly Float32Array[])[], leading: boolean): Params<tf.Variable> {
  let k = 0;
  return map(tree, (leaf) => {
    const parts = sets.map((set) => set[k] ?? new Float32Array(leaf.size));
    k++;
    const all = new Float32Array(parts.length * leaf.size);
    parts.forEach((part, m) => all.set(part, m * leaf.size));
    return tf.tidy(() => tf.variable(tf.tensor(all, leading ? [parts.length, ...leaf.shape] : leaf.shape)));
  });
}

export interface Examples {
  readonly x: Float32Array;
  readonly targets: Float32Array;
}

/** Made-up examples that fit the model and the loss. */
export function examplesFor(model: Model, loss: LossName, batch: number, seed: number): Examples {
  const sizes = [model.input, shapesOf(model).at(-1) ?? []].map((shape) => shape.reduce((a, b) => a * b, 1));
  const [inputs = 1, outputs = 1] = sizes;
  const source = random(seed, 'examples');
  const x = Float32Array.from(source.normals(batch * inputs, 1));
  const targets = Float32Array.from(source.normals(batch * outputs, 1));
  const columns = shapesOf(model).at(-1)?.at(-1) ?? 1;
  if (loss === 'cross-entropy')
    for (let row = 0; row < targets.length; row += columns) {
      targets.fill(0, row, row + columns);
      targets[row + source.int(columns)] = 1;
    }
  if (loss === 'logistic') for (let k = 0; k < targets.length; k++) targets[k] = source.int(2);
  return { x, targets };
}
