/** Variables stay ordinary between steps: predict, assign, clone, read, snapshot, restore, batches from the card. */
import { compileWebGLReplicas, compileWebGLStep } from '../../src/nn/compiled/webgl/step.ts';
import { dataOnCard } from '../../src/nn/compiled/webgl/data.ts';
import { keepSnapshots, restoreParameters } from '../../src/nn/compiled/webgl/snapshot.ts';
import { conv, dense, flatten, mlp, type Model } from '../../src/nn/model.ts';
import { meanLoss } from '../../src/nn/losses.ts';
import { predict } from '../../src/nn/net.ts';
import { adam } from '../../src/nn/optimisers.ts';
import * as tf from '../../src/nn/tf.ts';
import { makeTrainingStep, type TrainingSpec } from '../../src/nn/training.ts';
import { dispose, leaves } from '../../src/nn/tree.ts';
import { callsOf } from './calls.ts';
import { difference, examplesFor, expect, numbersOf, type Test, test, thrownBy, variablesFrom } from './harness.ts';

const model = mlp([3, 5, 3], 'tanh');
const picture: Model = { input: [6, 5, 2], layers: [conv(3, 3, 'tanh'), flatten(), dense(3)] };
const specOf = (m: Model): TrainingSpec => ({ model: m, loss: 'cross-entropy', optimiser: adam(0.02) });

/** A step with its variables and one batch, freed after `use`. */
async function withStep(m: Model, use: (all: ReturnType<typeof make>) => Promise<void> | void): Promise<undefined> {
  await tf.setBackend('webgl');
  const all = make(m);
  try {
    await use(all);
  } finally {
    all.step.dispose();
    dispose(all.params);
    tf.dispose([all.x, all.targets]);
  }
  return undefined;
}

function make(m: Model) {
  const { tree, values } = numbersOf(m, 3);
  const params = variablesFrom(tree, [values], false);
  dispose(tree);
  const examples = examplesFor(m, 'cross-entropy', 7, 3);
  const x = tf.tensor(examples.x, [7, ...m.input]);
  const targets = tf.tensor(examples.targets, [7, 3]);
  const step = compileWebGLStep(specOf(m), params);
  const run = (count = 1) => {
    for (let k = 0; k < count; k++) step.run(x, targets).dispose();
  };
  return { params, variables: leaves<tf.Variable>(params), x, targets, step, run, examples };
}

const numbers = (t: tf.Tensor) => t.dataSync<'float32'>().slice();
const first = (list: readonly tf.Variable[]): tf.Variable => list[0] ?? tf.variable(tf.scalar(NaN));
const near = (a: ArrayLike<number>, b: ArrayLike<number>, what: string, within = 1e-5) => expect(difference(a, b) <= within, `${what}: ${difference(a, b)}`);

const flat: Model = { input: [5, 3, 1], layers: [flatten(), dense(3)] };

const predicting = Object.entries({ dense: model, pictures: picture, 'flattening first': flat }).map(([name, m]) =>
  test(`predict equals tfjs's own ops (${name})`, () =>
    withStep(m, ({ params, step, x, run }) => {
      run(3);
      const [ours, theirs] = [step.predict(x), predict(m, params, x)];
      expect(ours.shape.join() === theirs.shape.join(), `[${ours.shape.join()}] and [${theirs.shape.join()}]`);
      near(numbers(ours), numbers(theirs), 'predictions');
      run();
      const part = tf.slice(x, 0, 2);
      const [fewer, fewerTheirs] = [step.predict(part), predict(m, params, part)];
      near(numbers(fewer), numbers(fewerTheirs), 'another batch size');
      tf.dispose([ours, theirs, part, fewer, fewerTheirs]);
    })),
);

const assigned = test('a value assigned between steps is trained on from there', () =>
  withStep(model, ({ params, variables, step, x, targets, run }) => {
    run(2);
    const wanted = variables.map((v, k) => numbers(v).map((n) => Math.exp(n) - 1 + 0.01 * k));
    // an exponential leaves ones over the odd edges of its texture; the other two ways leave the numbers off the card
    tf.tidy(() => variables.forEach((v, k) => (k % 2 ? v.assign(tf.tensor(wanted[k] ?? [], v.shape)) : v.assign(tf.sub(tf.exp(v), 1 - 0.01 * k)))));
    const [loss] = numbers(step.run(x, targets));
    const again = variablesFrom(params, [wanted], false);
    const fresh = compileWebGLStep(specOf(model), again);
    const [same] = numbers(fresh.run(x, targets));
    near([loss ?? NaN], [same ?? NaN], 'loss after assigning');
    fresh.dispose();
    dispose(again);
  }));

const copies = test('clones, slices and reads under way keep the old values', () =>
  withStep(model, async ({ variables, run }) => {
    const variable = first(variables);
    run();
    const before = numbers(variable);
    const clone = variable.clone();
    const part = tf.slice(variable, [0, 0], [1, 5]);
    run(2);
    const middle = variable.data<'float32'>();
    run(3);
    near(numbers(clone), before, 'clone', 0);
    near(numbers(part), before.subarray(0, 5), 'slice', 0);
    const read = (await middle).slice();
    expect(difference(numbers(variable), read) > 1e-4, 'the variable equals what was read three steps before');
    run();
    near(numbers(clone), before, 'clone', 0);
    tf.dispose([clone, part]);
  }));

const snapshots = test('a snapshot brings the same run back, here and on the cpu', () =>
  withStep(model, async ({ params, variables, step, x, targets, run, examples }) => {
    run(5);
    const pending = step.snapshot();
    run(4); // later steps do not reach the snapshot
    const snapshot = await pending;
    expect(snapshot.steps === 5, `${snapshot.steps} steps`);
    const reached = variables.map(numbers);
    step.restore(snapshot);
    run(4);
    variables.forEach((v, k) => near(numbers(v), reached[k] ?? [], `variable ${k}`, 0));
    const [here] = numbers(step.run(x, targets));
    await tf.setBackend('cpu');
    const elsewhere = variablesFrom(params, [reached], false);
    restoreParameters(elsewhere, { parameters: reached });
    const plain = makeTrainingStep(specOf(model), elsewhere);
    const cpuX = tf.tensor(examples.x, x.shape);
    const cpuTargets = tf.tensor(examples.targets, targets.shape);
    const loss = plain.run(cpuX, cpuTargets);
    near([here ?? NaN], numbers(loss), 'loss on the cpu');
    plain.dispose();
    dispose(elsewhere);
    tf.dispose([cpuX, cpuTargets, loss]);
    await tf.setBackend('webgl');
  }));

const keeping = test('a keeper takes a snapshot when the last is old enough', () =>
  withStep(model, async ({ step, run }) => {
    let clock = 0;
    const keeper = keepSnapshots(
      () => step.snapshot(),
      () => clock,
      2000,
    );
    for (; clock < 5000; clock += 500) {
      run();
      keeper.tick();
      await step.settled();
      await new Promise((done) => setTimeout(done, 30));
    }
    // at 0, 2,000 and 4,000 ms, after 1, 5 and 9 steps
    expect(keeper.last?.steps === 9, `the last snapshot is of step ${keeper.last?.steps}`);
  }));

const batches = [
  { name: 'rows', m: model },
  { name: 'pictures', m: picture },
].map(({ name, m }) =>
  test(`batches are picked on the card (${name})`, () =>
    withStep(m, ({ x, targets, step, run }) => {
      const data = dataOnCard(x, targets);
      for (const indices of [[6, 0, 0, 3], [5, 2, 1], [4]]) {
        const batch = data.batch(indices);
        const rows = tf.tensor1d(indices, 'int32');
        for (const [ours, all] of [
          [batch.x, x],
          [batch.targets, targets],
        ] as const) {
          const theirs = tf.gather(all, rows);
          near(numbers(ours), numbers(theirs), `examples ${indices.join()}`, 0);
          theirs.dispose();
        }
        tf.dispose([batch, rows]);
      }
      run();
      const train = () => {
        const { x: some, targets: answers } = data.batch([1, 2, 3, 4]);
        tf.dispose([step.run(some, answers), some, answers]);
      };
      train();
      const [first4, second] = [callsOf(train), callsOf(train)];
      expect(second.draws === first4.draws && second.links + second.textures + second.framebuffers === 0, JSON.stringify(second));
      expect(thrownBy(() => data.batch([7])).message.includes('no example 7 of 7'), 'an index out of range');
      data.dispose();
    })),
);

const large = test('batches are picked from a data set of more rows than a texture has', async () => {
  await tf.setBackend('webgl');
  const count = 40_000;
  const x = tf.tensor2d(
    Float32Array.from({ length: 3 * count }, (_, k) => k),
    [count, 3],
  );
  const targets = tf.tensor2d(
    Float32Array.from({ length: count }, (_, k) => -k),
    [count, 1],
  );
  const data = dataOnCard(x, targets);
  const indices = [39_999, 0, 20_001];
  const batch = data.batch(indices);
  near(
    numbers(batch.x),
    indices.flatMap((i) => [3 * i, 3 * i + 1, 3 * i + 2]),
    'x',
    0,
  );
  near(
    numbers(batch.targets),
    indices.map((i) => -i),
    'targets',
    0,
  );
  data.dispose();
  tf.dispose([batch, x, targets]);
  return undefined;
});

const replicas = test('replicas predict and lose as models of their own would', async () => {
  await tf.setBackend('webgl');
  const sets = [1, 2, 3].map((seed) => numbersOf(model, seed));
  const { tree } = sets[0] ?? numbersOf(model, 1);
  const stacked = variablesFrom(
    tree,
    sets.map(({ values }) => values),
    true,
  );
  const { x: xs, targets: ts } = examplesFor(model, 'cross-entropy', 5, 1);
  const [x, targets] = [tf.tensor2d(xs, [5, 3]), tf.tensor2d(ts, [5, 3])];
  const step = compileWebGLReplicas(specOf(model), stacked, { replicas: 3 });
  const [outputs, losses] = [step.predict(x), step.losses(x, targets)];
  sets.forEach(({ values }, m) => {
    const params = variablesFrom(tree, [values], false);
    const own = tf.tidy(() => predict(model, params, x));
    near(numbers(outputs).subarray(15 * m, 15 * (m + 1)), numbers(own), `outputs of replica ${m}`);
    const loss = tf.tidy(() => meanLoss('cross-entropy', own, targets));
    near([numbers(losses)[m] ?? NaN], numbers(loss), `loss of replica ${m}`);
    tf.dispose([own, loss]);
    dispose(params);
  });
  step.dispose();
  dispose(stacked);
  sets.forEach((set) => dispose(set.tree));
  tf.dispose([x, targets, outputs, losses]);
  return undefined;
});

const disposing = test('a step may be disposed of while a snapshot is read', async () => {
  await tf.setBackend('webgl');
  const before = JSON.stringify([tf.memory().numTensors, tf.memory().numDataBuffers]);
  let pending: Promise<unknown> = Promise.resolve();
  await withStep(model, ({ step, run }) => {
    run();
    pending = Promise.all([step.snapshot(), step.snapshot()]);
  }).catch(() => {});
  await pending.catch(() => {});
  const after = JSON.stringify([tf.memory().numTensors, tf.memory().numDataBuffers]);
  expect(after === before, `${before} became ${after}`);
  return undefined;
});

export const between: readonly Test[] = [replicas, disposing, ...predicting, assigned, copies, snapshots, keeping, ...batches, large];
