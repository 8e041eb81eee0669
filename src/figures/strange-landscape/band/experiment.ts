/** Trains twenty networks of each width side by side, and sees how far apart their losses end. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import { mean, median } from '../../../core/statistics.ts';
import { shuffled, stepsPerEpoch } from '../../../nn/batches.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose } from '../../../nn/tree.ts';
import { makeCrowd, type Crowd } from './crowd.ts';
import { declaration, DIGITS, JUDGED } from './declaration.ts';
import { gathered, part, smallDigits, type Digits } from './digits.ts';
import { lossesOn, slopesOn, type Judged } from './judging.ts';
import { deviation, lossesOf } from './spread.ts';
import { modelOf, startsOf } from './starts.ts';
import { WIDTHS, type BandMeasure, type BandValues, type BandView, type Digits as On, type Width } from './types.ts';

type Frame = Step<BandView, keyof typeof declaration.series>;

const LOSS = 'cross-entropy';
const BATCH = 40;
/** Steps of all networks between two chances for the page to look. */
const STRETCH = 4;
/** Shares of the training at which all losses are taken: often at first, when they fall fast. */
const LOOKS = [0.01, 0.025, 0.05, 0.1, 0.175, 0.3, 0.45, 0.65, 0.85, 1];
/** Share of the run that is over when training is. */
const TRAINED = 0.95;

interface BandResult {
  readonly measures: Readonly<Record<BandMeasure, number>>;
}

async function* run(lab: Lab, values: BandValues): AsyncGenerator<Frame, BandResult, void> {
  const digits = smallDigits(await lab.images('mnist', 'train', DIGITS));
  const test = smallDigits(await lab.images('mnist', 'test', JUDGED));
  const { nets, rate, epochs } = values;
  const judged: Record<On, Judged> = { train: part(digits, 0, JUDGED), test: part(test, 0, JUDGED) };
  const crowds: Crowd[] = [];
  const steps = epochs * stepsPerEpoch(DIGITS, BATCH);
  const looks = new Set(LOOKS.map((share) => Math.max(1, Math.round(share * steps))));
  try {
    for (const width of WIDTHS) crowds.push(crowdOf(lab, width, values));
    const look = async (step: number): Promise<BandView> => ({
      stage: 'training',
      step,
      nets,
      test: await allLosses(lab, crowds, judged.test),
      train: await allLosses(lab, crowds, judged.train),
      slopes: [],
    });
    const first = await look(0);
    yield { t: 0, progress: 0, series: seriesOf(first), view: () => first };
    const before = yield* allSlopes(crowds, nets, digits, { t: 0, progress: 0 });
    const orders = ordersOf(lab, values);
    let last = first;
    for (let step = 1; step <= steps; step++) {
      const { x, y } = gathered(
        digits,
        orders.map((order) => order.next().value),
      );
      const now = values.cools ? rate * (1 - (step - 1) / steps) : rate;
      for (const crowd of crowds) crowd.step(x, y, now);
      tf.dispose([x, y]);
      const progress = (TRAINED * step) / steps;
      if (looks.has(step)) {
        const view = await look(step);
        last = view;
        yield { t: step, progress, series: seriesOf(view), view: () => view };
      } else if (step % STRETCH === 0) yield { t: step, progress };
    }
    const after = yield* allSlopes(crowds, nets, digits, { t: steps, progress: TRAINED });
    const slopes = after.map((lengths, w) => median(lengths.map((length, net) => length / (before[w]?.[net] ?? NaN))));
    const done: BandView = { ...last, stage: 'done', slopes };
    yield { t: steps, progress: 1, view: () => done };
    return { measures: measuresOf(done) };
  } finally {
    for (const crowd of crowds) crowd.dispose();
    tf.dispose(Object.values(judged).flatMap(({ x, y }) => [x, y]));
  }
}

function crowdOf(lab: Lab, width: Width, values: BandValues): Crowd {
  const starts = startsOf(lab, width, values);
  try {
    return makeCrowd({ model: modelOf(width), loss: LOSS }, starts);
  } finally {
    for (const start of starts) dispose(start);
  }
}

/** For each network, the digits of each step; network k of every width takes the same. */
const ordersOf = (lab: Lab, { nets, differ }: BandValues) =>
  Array.from({ length: nets }, (_, net) => shuffled(lab.random('order', `network ${differ === 'start' ? 0 : net}`), DIGITS, BATCH));

async function allLosses(lab: Lab, crowds: readonly Crowd[], judged: Judged): Promise<Float32Array> {
  const all: number[] = [];
  for (const crowd of crowds) all.push(...(await lossesOn(crowd, LOSS, judged)));
  return Float32Array.from(all, (loss) => lab.finite(loss, 'the loss'));
}

/** Lengths of all gradients, width by width, with a chance for the page to look after each. */
async function* allSlopes(crowds: readonly Crowd[], nets: number, digits: Digits, frame: Frame): AsyncGenerator<Frame, Float64Array[], void> {
  const all: Float64Array[] = [];
  for (const crowd of crowds) {
    all.push(await slopesOn(crowd, nets, digits));
    yield frame;
  }
  return all;
}

const spreadOf = (view: BandView, on: On, width: Width): number => deviation(lossesOf(view, on, width));

const seriesOf = (view: BandView) => ({
  test5: spreadOf(view, 'test', 5),
  test100: spreadOf(view, 'test', 100),
  train5: spreadOf(view, 'train', 5),
  train100: spreadOf(view, 'train', 100),
});

function measuresOf(view: BandView): Record<BandMeasure, number> {
  const spread = (on: On, width: Width) => spreadOf(view, on, width);
  const apart = (on: On) => Math.max(...lossesOf(view, on, 100)) / Math.min(...lossesOf(view, on, 10));
  const slope = (width: Width) => view.slopes[WIDTHS.indexOf(width)] ?? NaN;
  return {
    narrowing: spread('test', 5) / spread('test', 100),
    narrowingTrain: spread('train', 5) / spread('train', 100),
    apart: apart('test'),
    apartTrain: apart('train'),
    early: spread('test', 5) / spread('test', 25),
    earlyTrain: spread('train', 5) / spread('train', 25),
    late: spread('test', 25) / spread('test', 250),
    lateTrain: spread('train', 25) / spread('train', 250),
    spread5: spread('test', 5),
    spread100: spread('test', 100),
    spreadTrain5: spread('train', 5),
    spreadTrain100: spread('train', 100),
    mean5: mean(lossesOf(view, 'train', 5)),
    mean100: mean(lossesOf(view, 'train', 100)),
    slope5: slope(5),
    slope100: slope(100),
  };
}

export default experiment({ declaration, run, measure: ({ measures }: BandResult) => measures, probes: {}, dispose: () => {} });
