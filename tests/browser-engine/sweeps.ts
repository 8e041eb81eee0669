/** Sweeps on WebGL against the same on the cpu backend. */
import { randomStream } from '../../src/core/random.ts';
import { conv, dense, flatten, mlp, type Model, pool, shapesOf } from '../../src/nn/model.ts';
import { predict } from '../../src/nn/net.ts';
import { pointsOf } from '../../src/nn/sweeps/area.ts';
import { decisionGrid } from '../../src/nn/sweeps/decision-grid.ts';
import { hessianOf } from '../../src/nn/sweeps/hessian.ts';
import { inputJacobian } from '../../src/nn/sweeps/jacobian.ts';
import { makeLandscape } from '../../src/nn/sweeps/landscape.ts';
import { perExampleLosses } from '../../src/nn/sweeps/per-example.ts';
import * as tf from '../../src/nn/tf.ts';
import { dispose, size } from '../../src/nn/tree.ts';
import { difference, examplesFor, expect, numbersOf, type Test, test, variablesFrom } from './harness.ts';

const BATCH = 6;
/** WebGL's exp, log and tanh are good to about that. */
const TOLERANCE = 1e-5;

const MODELS: Readonly<Record<string, Model>> = {
  dense: mlp([2, 9, 7, 3], 'tanh'),
  'dense, ReLU': mlp([5, 16, 4]),
  convolutions: { input: [8, 8, 1], layers: [conv(3, 3, 'tanh'), pool(), conv(4, 3, 'relu', { stride: 2 }), flatten(), dense(3)] },
};

/** Everything that a sweep finds for one model on the backend in use. */
async function all(model: Model): Promise<Record<string, ArrayLike<number>>> {
  const sides = [1, 2, 3].map((seed) => {
    const { tree, values } = numbersOf(model, seed);
    const params = variablesFrom(tree, [values], false);
    dispose(tree);
    return params;
  });
  const [centre, first, second] = sides;
  if (!centre || !first || !second) throw new Error('no parameters');
  const given = examplesFor(model, 'cross-entropy', BATCH, 1);
  const x = tf.tensor(given.x, [BATCH, ...model.input]);
  const targets = tf.tensor(given.targets, [BATCH, ...(shapesOf(model).at(-1) ?? [])]);
  const spec = { model, loss: 'cross-entropy' } as const;
  const f = (input: tf.Tensor) => predict(model, centre, input);
  const area = { a: [-1, 1], b: [-1, 1], columns: 5, rows: 4 } as const;
  const landscape = makeLandscape(spec, centre, first, second, x, targets);
  const sample = (k: number) => tf.tensor(given.x.slice(k * (x.size / BATCH), (k + 1) * (x.size / BATCH)), [...model.input]);
  const plane = { origin: sample(0), first: sample(1), second: sample(2) };
  const direction = randomStream({ master: 1, streams: {} }, 'noise').normals(size(centre));
  const [losses, slopes] = [perExampleLosses(spec, centre, x, targets), inputJacobian(f, x)];
  const found = {
    landscape: await landscape.lossesAt(pointsOf(area)),
    grid: (await decisionGrid(f, area, plane)).scores,
    losses: await losses.data(),
    Jacobian: await slopes.data(),
    'Hessian product': await hessianOf(spec, centre, x, targets).apply(direction),
  };
  landscape.dispose();
  sides.forEach(dispose);
  tf.dispose([x, targets, losses, slopes, plane.origin, plane.first, plane.second]);
  return found;
}

export const sweeps: readonly Test[] = Object.entries(MODELS).map(([name, model]) =>
  test(`sweeps agree with the cpu: ${name}`, async () => {
    await tf.setBackend('cpu');
    const wanted = await all(model);
    await tf.setBackend('webgl');
    const before = tf.memory().numTensors;
    const got = await all(model);
    expect(tf.memory().numTensors === before, `${tf.memory().numTensors - before} tensors stay`);
    const off = Object.entries(wanted).map(([what, numbers]) => [what, difference(got[what] ?? [], numbers)] as const);
    const text = off.map(([what, d]) => `${what} ${d.toExponential(1)}`).join(', ');
    expect(
      off.every(([, d]) => d <= TOLERANCE),
      text,
    );
    return text;
  }),
);
