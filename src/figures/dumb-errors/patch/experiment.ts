/** Trains a network to find digits in clutter, makes a sticker for it, and lets the reader lay it on pictures. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Starter, Step } from '../../../core/experiment.ts';
import { ReaderError } from '../../../core/failures.ts';
import { defaults } from '../../../core/params.ts';
import type { Random } from '../../../core/random.ts';
import { shuffled, stepsPerEpoch } from '../../../nn/batches.ts';
import { makeNetwork, type Network } from '../../../nn/classifier.ts';
import { classesOf, probabilitiesOf, share } from '../../../nn/metrics.ts';
import { conv, dense, flatten, pool, type Model } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { dispose } from '../../../nn/tree.ts';
import { clutter, halveAll, middle } from './clutter.ts';
import { declaration, SHOWN } from './declaration.ts';
import { place, SIDE, stick } from './pose.ts';
import { makeSticker, success, type Scenes } from './stickers.ts';
import { stickKey, type PatchMeasure, type PatchValues, type PatchView, type StickAnswer, type StickQuestion } from './types.ts';

type Frame = Step<PatchView, keyof typeof declaration.series>;

const MODEL: Model = {
  input: [SIDE, SIDE, 1],
  layers: [conv(8, 5, 'relu', { stride: 2 }), conv(16, 3, 'relu'), pool(), conv(32, 3, 'relu'), flatten(), dense(10)],
};
const [DIGITS, TEST, BATCH, RATE] = [12_000, 500, 64, 1e-3];
const PATCH_STEPS = 150;
const COUNT_EVERY = 15;
const PIXELS = SIDE * SIDE;
const TRAINING_SHARE = 0.75;

interface PatchResult {
  readonly network: Network;
  readonly scenes: Scenes;
  readonly stickers: Readonly<Record<StickQuestion['sticker'], Float32Array>>;
  readonly size: number;
  readonly measures: Readonly<Record<PatchMeasure, number>>;
}

async function* run(lab: Lab, values: PatchValues): AsyncGenerator<Frame, PatchResult, void> {
  const lessons = await lab.images('mnist', 'train', DIGITS);
  const test = await lab.images('mnist', 'test', 2000);
  const { size } = values;
  const target = Number(values.target);
  const halves = halveAll(lessons);
  const testHalves = halveAll(test);
  const scenes = makeScenes(testHalves, test, lab.random('data', 'test clutter'));
  const network = makeNetwork(MODEL, lab.random('init'));
  let kept = false;
  try {
    const steps = values.epochs * stepsPerEpoch(DIGITS, BATCH);
    const clean = yield* train(lab, network, lessons, halves, scenes, steps, size);
    const random = lab.random('noise', 'places');
    const draw = (out: Float32Array, at: number) => clutter(halves, DIGITS, random.int(DIGITS), random, out, at);
    const maker = makeSticker(network, target, size, lab.random('noise', 'sticker'), draw);
    const noise = Float32Array.from({ length: size * size }, () => random.uniform());
    const own = Array.from(test.labels.keys()).filter((k) => test.labels[k] === target);
    const digitOf = (k: number) => middle(testHalves.subarray(196 * (own[k % own.length] ?? 0), 196 * ((own[k % own.length] ?? 0) + 1)), size);
    const count = (sticker?: (k: number) => Float32Array) => success(network, scenes, target, size, lab.random('noise', 'trial'), sticker);
    const levels = { digit: await count(digitOf), random: await count(() => noise), none: await count() };
    const pictures = { pixels: Uint8Array.from(scenes.pixels.subarray(0, SHOWN * PIXELS), to255), labels: scenes.labels.slice(0, SHOWN) };
    let patch = 0;
    for (let k = 0; k <= PATCH_STEPS; k++) {
      if (k > 0) await maker.step();
      const due = k % COUNT_EVERY === 0;
      if (due) patch = await count(() => maker.sticker);
      const view = (): PatchView => ({
        stage: k === PATCH_STEPS ? 'done' : 'making',
        step: steps + k,
        accuracy: clean,
        size,
        patch: Uint8Array.from(maker.sticker, to255),
        pictures,
      });
      const series = { patch, digit: levels.digit, random: levels.random };
      yield { t: steps + k, progress: TRAINING_SHARE + ((1 - TRAINING_SHARE) * k) / PATCH_STEPS, ...(due && { series }), view };
    }
    kept = true;
    return {
      network,
      scenes,
      stickers: { patch: maker.sticker, random: noise, digit: digitOf(0) },
      size,
      measures: { clean, patch, beyondDigit: patch - levels.digit, ...levels },
    };
  } finally {
    if (!kept) dispose(network.params);
  }
}

const to255 = (p: number) => Math.round(255 * p);

function makeScenes(halves: Float32Array, { labels, count }: ImageSet, random: Random): Scenes {
  const pixels = new Float32Array(TEST * PIXELS);
  for (let k = 0; k < TEST; k++) clutter(halves, count, k, random, pixels, k * PIXELS);
  return { pixels, labels: labels.slice(0, TEST) };
}

/** On new clutter at every step, so that only what all pictures share can be learned. Returns the accuracy on unseen ones. */
async function* train(
  lab: Lab,
  network: Network,
  { labels }: ImageSet,
  halves: Float32Array,
  scenes: Scenes,
  steps: number,
  size: number,
): AsyncGenerator<Frame, number, void> {
  const trainer = makeTrainingStep({ model: MODEL, loss: 'cross-entropy', optimiser: adam(RATE) }, network.params);
  const order = shuffled(lab.random('order'), DIGITS, BATCH);
  const random = lab.random('data', 'clutter');
  const evaluateEvery = Math.max(1, Math.round(steps / 10));
  let accuracy = 0;
  try {
    for (let step = 0; step <= steps; step++) {
      if (step > 0) {
        const pictures = new Float32Array(BATCH * PIXELS);
        const indices = order.next().value;
        for (const [k, index] of indices.entries()) clutter(halves, DIGITS, index, random, pictures, k * PIXELS);
        const [x, y] = [tf.tensor4d(pictures, [BATCH, SIDE, SIDE, 1]), oneHot(indices, labels)];
        const loss = trainer.run(x, y);
        if (step % 50 === 0) lab.finite((await loss.data())[0] ?? NaN, 'the loss');
        tf.dispose([x, y, loss]);
      }
      const due = step % evaluateEvery === 0 || step === steps;
      if (due) accuracy = await accuracyOn(network, scenes);
      const now = accuracy;
      yield {
        t: step,
        progress: (TRAINING_SHARE * step) / steps,
        ...(due && { series: { accuracy } }),
        view: () => ({ stage: 'training', step, accuracy: now, size }),
      };
    }
    return accuracy;
  } finally {
    trainer.dispose();
  }
}

function oneHot(indices: Uint32Array, labels: Uint8Array): tf.Tensor2D {
  const out = new Float32Array(indices.length * 10);
  for (const [k, index] of indices.entries()) out[10 * k + (labels[index] ?? 0)] = 1;
  return tf.tensor2d(out, [indices.length, 10]);
}

async function accuracyOn({ read }: Network, { pixels, labels }: Scenes): Promise<number> {
  const x = tf.tensor2d(pixels, [labels.length, PIXELS]);
  try {
    return share(await classesOf(read, x), labels);
  } finally {
    x.dispose();
  }
}

async function answer({ network, scenes, stickers, size }: PatchResult, { picture, sticker, pose }: StickQuestion): Promise<StickAnswer> {
  const label = scenes.labels[picture];
  if (label === undefined || picture >= SHOWN)
    throw new ReaderError('bug', `There are ${SHOWN} pictures; number ${picture} is none of them. Pick another one.`);
  const original = scenes.pixels.slice(picture * PIXELS, (picture + 1) * PIXELS);
  const stuck = Float32Array.from(original);
  stick(stuck, 0, stickers[sticker], place(size, pose));
  const x = tf.tensor2d([...original, ...stuck], [2, PIXELS]);
  try {
    const both = await probabilitiesOf(network.read, x);
    return { original: Uint8Array.from(original, to255), stuck: Uint8Array.from(stuck, to255), label, before: both.slice(0, 10), after: both.slice(10) };
  } finally {
    x.dispose();
  }
}

const { x, y, scale, angle } = defaults(declaration.params);
/** The recording answers for the first picture, with everything where it starts. */
const starters: readonly Starter[] = (['patch', 'digit', 'random'] as const).map((sticker) => ({
  probe: 'stick',
  input: { picture: 0, sticker, pose: { x, y, scale, angle } } satisfies StickQuestion,
  key: stickKey(sticker),
}));

export default experiment({
  declaration,
  run,
  measure: ({ measures }: PatchResult) => measures,
  probes: { stick: (_lab: Lab, result: PatchResult, question: StickQuestion) => answer(result, question) },
  starters,
  dispose: ({ network }: PatchResult) => dispose(network.params),
});
