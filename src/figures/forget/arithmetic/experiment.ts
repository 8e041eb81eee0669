/** Ones, twos, and the ones again, all facts in every step; beside it, a network that practises all facts together. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';
import { read } from '../../../nn/metrics.ts';
import { dense, type Model } from '../../../nn/model.ts';
import { init, predict } from '../../../nn/net.ts';
import { sgd } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { dispose, variables } from '../../../nn/tree.ts';
import { CHECKPOINT, declaration } from './declaration.ts';
import { ALL, inputOf, INPUTS, numbersOf, ONES, ONLY_ONES, OUTPUTS, shareRight, targetOf, TWOS, type Fact } from '../../../datasets/addition.ts';
import type { ArithmeticMeasure, ArithmeticValues, ArithmeticView, Lesson } from './types.ts';

type Series = keyof typeof declaration.series;
type Measured = Record<ArithmeticMeasure, number>;

interface ArithmeticResult {
  readonly measures: Readonly<Measured>;
}

/** Hidden units up to which the rate holds as it is. */
const USUAL = 50;

const modelOf = (hidden: number): Model => ({ input: [INPUTS], layers: [dense(hidden, 'sigmoid'), dense(OUTPUTS, 'sigmoid')] });

async function* run(lab: Lab, values: ArithmeticValues): AsyncGenerator<Step<ArithmeticView, Series>, ArithmeticResult, void> {
  const lessons = lessonsOf(values, lab.random('data', 'kept'));
  const together = batchOf(ALL);
  const [solo, pair] = [makeAdder(values, lab.random('init')), makeAdder(values, lab.random('init'))]; // from one start
  const practice = { ones: batchOf(lessons.ones), twos: batchOf(lessons.twos) };
  const epochs = values.epochsOnes + values.epochsTwos + values.epochsAgain;
  const measures: Measured = { ...UNKNOWN };
  try {
    for (let epoch = 0; epoch <= epochs; epoch++) {
      const lesson = lessonAt(values, epoch);
      const batch = lesson === 'twos' ? practice.twos : practice.ones;
      const loss = epoch > 0 ? await solo.train(batch) : NaN;
      if (epoch > 0) await pair.train(together);
      const [answers, joint] = [await solo.answer(together), await pair.answer(together)];
      const series = {
        ones: shareRight(ONLY_ONES, answers),
        twos: shareRight(TWOS, answers),
        jointOnes: shareRight(ONLY_ONES, joint),
        jointTwos: shareRight(TWOS, joint),
        ...(epoch > 0 && { loss: lab.finite(loss, 'the squared error') }),
      };
      note(measures, values, epoch, series, answers);
      yield { t: epoch, progress: epoch / epochs, series, view: () => ({ lesson, epoch, answers }) };
    }
    return { measures };
  } finally {
    for (const { x, y } of [together, practice.ones, practice.twos]) tf.dispose([x, y]);
    solo.free();
    pair.free();
  }
}

/** The facts of both lessons; some of the ones may stay among the twos. */
function lessonsOf({ kept }: ArithmeticValues, random: Random): Readonly<Record<'ones' | 'twos', readonly Fact[]>> {
  const stay = new Set(random.permutation(ONLY_ONES.length).subarray(0, kept));
  return { ones: ONES, twos: [...TWOS, ...ONLY_ONES.filter((_, k) => stay.has(k))] };
}

/** What was practised in this epoch; epoch 0 is before any practice. */
function lessonAt({ epochsOnes, epochsTwos }: ArithmeticValues, epoch: number): Lesson {
  if (epoch <= epochsOnes) return 'ones';
  return epoch <= epochsOnes + epochsTwos ? 'twos' : 'ones again';
}

interface Facts {
  readonly x: tf.Tensor2D; // [facts, 28]
  readonly y: tf.Tensor2D; // [facts, 24]
}

const batchOf = (facts: readonly Fact[]): Facts => ({
  x: tf.tensor2d(facts.flatMap(inputOf), [facts.length, INPUTS]),
  y: tf.tensor2d(facts.flatMap(targetOf), [facts.length, OUTPUTS]),
});

/** A network with a hidden layer of sigmoids that takes full-batch steps on the squared error. */
function makeAdder({ hidden, learningRate }: ArithmeticValues, random: Random) {
  const model = modelOf(hidden);
  const start = init(model, random);
  const params = variables(start);
  dispose(start);
  // the loss is a mean over the outputs, the rate of the page is for their sum; many hidden units push an output all at once, so the step shrinks
  const rate = learningRate * OUTPUTS * Math.min(1, USUAL / hidden);
  const trainer = makeTrainingStep({ model, loss: 'squared-error', optimiser: sgd(rate) }, params);
  return {
    async train({ x, y }: Facts): Promise<number> {
      const [loss] = await read(() => trainer.run(x, y));
      return loss ?? NaN;
    },
    answer: async ({ x }: Facts): Promise<Uint8Array> => numbersOf(await read(() => predict(model, params, x))),
    free() {
      trainer.dispose();
      dispose(params);
    },
  };
}

const UNKNOWN: Readonly<Measured> = {
  onesBefore: NaN,
  onesAtCheckpoint: NaN,
  twosAtCheckpoint: NaN,
  onesAfter: NaN,
  twosAfter: NaN,
  firstEpochs: NaN,
  againEpochs: NaN,
  savings: NaN,
  twosAtEnd: NaN,
  jointOnes: NaN,
  jointTwos: NaN,
};

/** Twos that are no ones as well. */
const ONLY_TWOS = TWOS.filter((f) => f.a !== 1 && f.b !== 1);

/** Keeps what the claims ask for. */
function note(m: Measured, values: ArithmeticValues, epoch: number, now: Readonly<Record<Exclude<Series, 'loss'>, number>>, answers: Uint8Array): void {
  const [twosBegin, onesAgain] = [values.epochsOnes, values.epochsOnes + values.epochsTwos];
  const all = shareRight(ONES, answers) === 1;
  if (epoch === twosBegin) m.onesBefore = now.ones;
  if (epoch <= twosBegin && all && Number.isNaN(m.firstEpochs)) m.firstEpochs = epoch;
  if (epoch === twosBegin + CHECKPOINT && epoch <= onesAgain) [m.onesAtCheckpoint, m.twosAtCheckpoint] = [now.ones, now.twos];
  if (epoch === onesAgain) Object.assign(m, { onesAfter: now.ones, twosAfter: now.twos, jointOnes: now.jointOnes, jointTwos: now.jointTwos });
  if (epoch > onesAgain && all && Number.isNaN(m.againEpochs)) m.againEpochs = epoch - onesAgain;
  if (epoch === onesAgain + values.epochsAgain) {
    m.savings = 1 - m.againEpochs / m.firstEpochs;
    m.twosAtEnd = shareRight(ONLY_TWOS, answers);
  }
}

export default experiment({ declaration, run, measure: ({ measures }: ArithmeticResult) => measures, probes: {}, dispose: () => {} });
