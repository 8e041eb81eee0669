/** Milliseconds and draw calls a step: the compiled step beside stock tfjs autodiff, on WebGL, in interleaved rounds. */
import * as tf from '../../src/nn/tf.ts';
import { makeTrainingStep } from '../../src/nn/training.ts';
import { dispose } from '../../src/nn/tree.ts';
import { dataOnCard } from '../../src/nn/compiled/webgl/data.ts';
import { callsOf, drawing } from './calls.ts';
import { examplesFor, numbersOf, type Test, test, variablesFrom } from './harness.ts';
import { type Net, NETS, ready } from './nets.ts';

interface Variant {
  readonly name: string;
  run(): void;
  settled(): Promise<unknown>;
  dispose(): void;
}

function stock({ spec, batch }: Net): Variant {
  const { tree, values } = numbersOf(spec.model, 1);
  const params = variablesFrom(tree, [values], false);
  const examples = examplesFor(spec.model, spec.loss, batch, 1);
  const x = tf.tensor(examples.x, [batch, ...spec.model.input]);
  const targets = tf.tensor(examples.targets, [batch, examples.targets.length / batch]);
  const step = makeTrainingStep(spec, params);
  let last: tf.Scalar | undefined;
  return {
    name: 'stock',
    run() {
      last?.dispose();
      last = step.run(x, targets);
    },
    settled: async () => await last?.data(),
    dispose() {
      step.dispose();
      dispose(params);
      dispose(tree);
      tf.dispose([x, targets, last ?? []]);
    },
  };
}

function compiled(net: Net): Variant {
  const { step, run, dispose: free } = ready(net);
  return { name: 'compiled', run, settled: () => step.settled(), dispose: free };
}

const ROUNDS = 7;
const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
const at = (list: readonly number[], share: number) => sorted(list)[Math.floor((list.length - 1) * share)] ?? NaN;

async function measure(net: Net): Promise<string> {
  await tf.setBackend('webgl');
  const variants: Variant[] = [compiled(net), ...(net.replicas === undefined ? [stock(net)] : [])];
  const lines: string[] = [];
  const results = [];
  for (const variant of variants) {
    const began = performance.now();
    const { links } = callsOf(() => variant.run());
    await variant.settled();
    const first = performance.now() - began;
    variant.run();
    const { draws } = callsOf(() => variant.run());
    await variant.settled();
    const again = performance.now();
    variant.run();
    await variant.settled();
    const repeats = Math.max(1, Math.min(50, Math.ceil(60 / (performance.now() - again))));
    results.push({ variant, draws, links, first, repeats, whole: [] as number[], asking: [] as number[] });
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const { variant, repeats, whole, asking } of results) {
      const began = performance.now();
      for (let k = 0; k < repeats; k++) variant.run();
      await variant.settled();
      whole.push((performance.now() - began) / repeats);
      drawing.off = true;
      const asked = performance.now();
      for (let k = 0; k < 20; k++) variant.run();
      await variant.settled();
      asking.push((performance.now() - asked) / 20);
      drawing.off = false;
    }
  for (const { variant, draws, links, first, whole, asking } of results) {
    const spread = `${at(whole, 0.1).toFixed(2)} / ${at(whole, 0.5).toFixed(2)}`;
    lines.push(
      `${variant.name}: ${draws} draws, ${links} programs, first step ${first.toFixed(0)} ms, step ${spread} ms (p10 / median), without drawing ${at(asking, 0.25).toFixed(3)} ms`,
    );
    variant.dispose();
  }
  return lines.join('\n');
}

/** A step on fresh examples: gathered in JavaScript and sent over, or picked from a data set on the card. */
async function batches(): Promise<string> {
  await tf.setBackend('webgl');
  const net = NETS.find(({ id }) => id === 'ii');
  if (!net) throw new Error('there is no net ii');
  const count = 10_000;
  const { step, dispose: free } = ready(net);
  const pixels = new Float32Array(784 * count).fill(0.5);
  const answers = new Float32Array(10 * count).fill(0.1);
  const [all, allTargets] = [tf.tensor2d(pixels, [count, 784]), tf.tensor2d(answers, [count, 10])];
  const data = dataOnCard(all, allTargets);
  const indices = Uint32Array.from({ length: net.batch }, (_, k) => (k * 7919) % count);
  const train = ({ x, targets }: { x: tf.Tensor; targets: tf.Tensor }) => tf.dispose([step.run(x, targets), x, targets]);
  const sent = () => {
    const [x, t] = [new Float32Array(net.batch * 784), new Float32Array(net.batch * 10)];
    indices.forEach((i, row) => {
      x.set(pixels.subarray(784 * i, 784 * (i + 1)), 784 * row);
      t.set(answers.subarray(10 * i, 10 * (i + 1)), 10 * row);
    });
    train({ x: tf.tensor2d(x, [net.batch, 784]), targets: tf.tensor2d(t, [net.batch, 10]) });
  };
  const picked = () => train(data.batch(indices));
  const lines: string[] = [];
  for (const [name, run] of Object.entries({ sent, picked })) {
    run();
    run();
    const { draws } = callsOf(run);
    const whole: number[] = [];
    const asking: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await step.settled();
      drawing.off = round % 2 === 1;
      const began = performance.now();
      for (let k = 0; k < 10; k++) run();
      await step.settled();
      (drawing.off ? asking : whole).push((performance.now() - began) / 10);
    }
    drawing.off = false;
    lines.push(`${name}: ${draws} draws, step ${at(whole, 0.1).toFixed(2)} ms (p10), without drawing ${at(asking, 0.25).toFixed(3)} ms`);
  }
  data.dispose();
  free();
  tf.dispose([all, allTargets]);
  return lines.join('\n');
}

export const bench: readonly Test[] = [...NETS.map((net) => test(`net ${net.id}: ${net.name}`, () => measure(net))), test('batches of net ii', batches)];
