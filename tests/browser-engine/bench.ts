/** Milliseconds and draw calls a step: the compiled step beside stock tfjs autodiff, on WebGL, in interleaved rounds. */
import * as tf from '../../src/nn/tf.ts';
import { makeTrainingStep } from '../../src/nn/training.ts';
import { dispose } from '../../src/nn/tree.ts';
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

export const bench: readonly Test[] = NETS.map((net) => test(`net ${net.id}: ${net.name}`, () => measure(net)));
