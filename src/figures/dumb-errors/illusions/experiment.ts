/** Trains a network to say how light the paper is behind light and shadow, and shows it pictures that mislead us. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';
import { makeNetwork, type Network } from '../../../nn/classifier.ts';
import { mlp } from '../../../nn/model.ts';
import { read } from '../../../nn/metrics.ts';
import { adam } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { dispose } from '../../../nn/tree.ts';
import { declaration } from './declaration.ts';
import { scene, WINDOW, windows } from './scenes.ts';
import { contrastStimulus, difference, shadowStimulus, SIDE } from './stimuli.ts';
import type { IllusionMeasure, IllusionValues, IllusionView, Said, Stimulus } from './types.ts';

type Frame = Step<IllusionView, keyof typeof declaration.series>;

const MODEL = mlp([WINDOW * WINDOW, 48, 24, 1]);
const [BATCH, RATE] = [64, 2e-3];
const SEEN = WINDOW * WINDOW;
const LOOKS = 12;
const TRIALS = 500;

interface IllusionResult {
  readonly measures: Readonly<Record<IllusionMeasure, number>>;
}

async function* run(lab: Lab, values: IllusionValues): AsyncGenerator<Frame, IllusionResult, void> {
  const stimuli = { shadow: shadowStimulus(), contrast: contrastStimulus() };
  const seen = { shadow: windows(stimuli.shadow.grey, SIDE), contrast: windows(stimuli.contrast.grey, SIDE) };
  const pair = [makeNetwork(MODEL, lab.random('init')), makeNetwork(MODEL, lab.random('init'))] as const; // from one start
  const shares = [values.shadows / 100, 0] as const;
  const trainers = pair.map((network, k) => training(network, shares[k] ?? 0, lab.random('data', 'scenes')));
  const [trained, even] = pair;
  const { steps } = values;
  const lookEvery = Math.max(1, Math.round(steps / LOOKS));
  const saidOf = (network: Network, which: 'shadow' | 'contrast') => sayOf(network, seen[which], stimuli[which]);
  let said: Pick<IllusionView, 'shadow' | 'contrast'> = {};
  try {
    for (let step = 0; step <= steps; step++) {
      if (step > 0) for (const trainer of trainers) trainer.step();
      const due = step > 0 && (step % lookEvery === 0 || step === steps); // what an untrained network says means nothing
      if (!due && step % 20 !== 0) continue;
      let series: Frame['series'];
      if (due) {
        const error = await errorOn(trained, shares[0], lab.random('data', 'trial'));
        said = {
          shadow: { trained: await saidOf(trained, 'shadow'), even: await saidOf(even, 'shadow') },
          contrast: { trained: await saidOf(trained, 'contrast'), even: await saidOf(even, 'contrast') },
        };
        series = { error: lab.finite(error, 'the error'), shadow: lighter(said.shadow?.trained), contrast: lighter(said.contrast?.trained) };
      }
      const now = said;
      yield { t: step, progress: step / steps, ...(series && { series }), view: () => ({ step, steps, ...now }) };
    }
    return {
      measures: {
        pixels: Math.max(difference(stimuli.shadow), difference(stimuli.contrast)),
        shadow: lighter(said.shadow?.trained),
        contrast: lighter(said.contrast?.trained),
        evenShadow: lighter(said.shadow?.even),
        evenContrast: lighter(said.contrast?.even),
        error: await errorOn(trained, shares[0], lab.random('data', 'trial')),
        evenError: await errorOn(even, 0, lab.random('data', 'trial')),
      },
    };
  } finally {
    for (const trainer of trainers) trainer.dispose();
    for (const { params } of pair) dispose(params);
  }
}

const lighter = (said: Said | undefined): number => (said ? said.b - said.a : NaN);

/** Squared error on scenes that are made as they are needed. */
function training({ params }: Network, share: number, random: Random) {
  const trainer = makeTrainingStep({ model: MODEL, loss: 'squared-error', optimiser: adam(RATE) }, params);
  return {
    step() {
      const [x, y] = batchOf(BATCH, share, random);
      tf.dispose([trainer.run(x, y), x, y]);
    },
    dispose: () => trainer.dispose(),
  };
}

function batchOf(count: number, share: number, random: Random): [seen: tf.Tensor2D, paper: tf.Tensor2D] {
  const pictures = new Float32Array(count * SEEN);
  const papers = Float32Array.from({ length: count }, (_, k) => scene(random, share, pictures, k * SEEN));
  return [tf.tensor2d(pictures, [count, SEEN]), tf.tensor2d(papers, [count, 1])];
}

/** Mean distance from the true paper, on new scenes. */
async function errorOn(network: Network, share: number, random: Random): Promise<number> {
  const [x, y] = batchOf(TRIALS, share, random);
  try {
    return (await read(() => tf.mean(tf.abs(tf.sub(network.read(x), y)))))[0] ?? NaN;
  } finally {
    tf.dispose([x, y]);
  }
}

/** What the network says at every place, and in the middle of the two squares. */
async function sayOf(network: Network, seen: Float32Array, { a, b }: Stimulus): Promise<Said> {
  const all = await read(() => network.read(tf.tensor2d(seen, [SIDE * SIDE, SEEN])));
  // a square's middle lies between four pixels
  const at = ([row, column]: Stimulus['a']) =>
    [0, 1].flatMap((i) => [0, 1].map((j) => all[(row - i) * SIDE + column - j] ?? NaN)).reduce((sum, v) => sum + v / 4, 0);
  return { map: Uint8Array.from(all, (v) => Math.round(255 * Math.min(Math.max(v, 0), 1))), a: at(a), b: at(b) };
}

export default experiment({ declaration, run, measure: ({ measures }: IllusionResult) => measures, probes: {}, dispose: () => {} });
