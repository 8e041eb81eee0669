/** Trains four networks side by side and looks along the straight lines behind and between them. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Step } from '../../../core/experiment.ts';
import { slice, stepsPerEpoch, type Batch } from '../../../nn/batches.ts';
import { answersOf, makeNetwork, trainOn, type Network, type Training } from '../../../nn/classifier.ts';
import { share } from '../../../nn/metrics.ts';
import { dense, type Model } from '../../../nn/model.ts';
import { adam, sgd, type OptimiserSpec } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { clone, dispose } from '../../../nn/tree.ts';
import { lossesAlong } from './along.ts';
import { declaration, DIGITS, JUDGED, TEST_DIGITS } from './declaration.ts';
import { climb, PLACES, SEGMENTS, within } from './places.ts';
import { ARMS, type Arm, type StraightMeasure, type StraightValues, type StraightView } from './types.ts';

type Frame = Step<StraightView, keyof typeof declaration.series>;
type Lines = StraightView['lines'];

const BATCH = 64;
/** Adam's usual rate. */
const USUAL = 0.001;
/** Steps of all networks between two chances for the page to look. */
const STRETCH = 6;

interface StraightResult {
  readonly measures: Readonly<Record<StraightMeasure, number>>;
}

const modelOf = ({ layers, hidden, gain }: StraightValues): Model => ({
  input: [784],
  layers: [...Array.from({ length: layers }, () => dense(hidden, 'relu', { gain })), dense(10, 'linear', { gain })],
});

/** A network on its way, and where it began. */
interface Trainee {
  readonly network: Network;
  readonly start: ReturnType<typeof clone<Network['params']>>;
  readonly training: Training;
}

async function* run(lab: Lab, values: StraightValues): AsyncGenerator<Frame, StraightResult, void> {
  const digits = await lab.images('mnist', 'train', DIGITS);
  const test = await lab.images('mnist', 'test', TEST_DIGITS);
  const model = modelOf(values);
  const judged = slice(digits, 0, JUDGED);
  const trainees = makeTrainees(lab, values, model, digits);
  const { arms, other } = trainees;
  const each = stepsPerEpoch(digits.count, BATCH);
  const steps = values.epochs * each;
  const nothing = within(PLACES).map(() => NaN);
  try {
    let lines = await look(model, arms, judged);
    yield { t: 0, progress: 0, view: () => ({ stage: 'training', step: 0, places: PLACES, lines, between: nothing }) };
    for (let step = 1; step <= steps; step++) {
      for (const { training } of [...Object.values(arms), other]) training.step();
      if (step % each !== 0) {
        if (step % STRETCH === 0) yield { t: step, progress: (0.95 * step) / steps };
        continue;
      }
      const series = { sgd: await lossOf(lab, arms.sgd), adam: await lossOf(lab, arms.adam), hasty: await lossOf(lab, arms.hasty) };
      await lossOf(lab, other);
      lines = await look(model, arms, judged);
      const between = await across(model, arms.sgd, other, judged);
      const shown = lines;
      if (step < steps)
        yield { t: step, progress: (0.95 * step) / steps, series, view: () => ({ stage: 'training', step, places: PLACES, lines: shown, between }) };
      else yield { t: step, progress: 1, series, view: () => ({ stage: 'done', step, places: PLACES, lines: shown, between }) };
    }
    const between = await across(model, arms.sgd, other, judged);
    const accuracy = share(await answersOf(arms.sgd.network, test), test.labels);
    return { measures: { ...measuresOf(lines, between), accuracy } };
  } finally {
    tf.dispose([judged.x, judged.y]);
    for (const { network, start, training } of [...Object.values(arms), other]) {
      training.dispose();
      dispose(network.params);
      dispose(start);
    }
  }
}

/** Three from one start, and another by gradient descent, from a start and in an order of its own. */
function makeTrainees(lab: Lab, values: StraightValues, model: Model, digits: ImageSet): { arms: Record<Arm, Trainee>; other: Trainee } {
  const trainee = (optimiser: OptimiserSpec, init = '', order = ''): Trainee => {
    const network = makeNetwork(model, lab.random('init', init));
    return { network, start: clone(network.params), training: trainOn(digits, network, optimiser, BATCH, lab.random('order', order)) };
  };
  return {
    arms: { sgd: trainee(sgd(values.rate)), adam: trainee(adam(USUAL)), hasty: trainee(adam(values.hasty)) },
    other: trainee(sgd(values.rate), 'other', 'other'),
  };
}

const lossOf = async (lab: Lab, { training }: Trainee): Promise<number> => lab.finite(await training.loss(), 'the loss');

/** Losses from each start to where the network is now, and beyond. */
async function look(model: Model, arms: Readonly<Record<Arm, Trainee>>, { x, y }: Batch): Promise<Lines> {
  const along = ({ start, network }: Trainee) => lossesAlong({ model, loss: 'cross-entropy' }, start, network.params, x, y);
  return { sgd: await along(arms.sgd), adam: await along(arms.adam), hasty: await along(arms.hasty) };
}

const across = (model: Model, from: Trainee, to: Trainee, { x, y }: Batch): Promise<Float32Array> =>
  lossesAlong({ model, loss: 'cross-entropy' }, from.network.params, to.network.params, x, y, within(PLACES));

function measuresOf(lines: Lines, between: Float32Array): Omit<Record<StraightMeasure, number>, 'accuracy'> {
  const [sgdRise = NaN, adamRise = NaN, hastyRise = NaN] = ARMS.map((arm) => climb(within(lines[arm])));
  const [sgdEnd = NaN, adamEnd = NaN, hastyEnd = NaN] = ARMS.map((arm) => lines[arm][SEGMENTS] ?? NaN);
  const barrierLoss = Math.max(...between);
  const worse = Math.max(between[0] ?? NaN, between.at(-1) ?? NaN);
  return { sgdRise, adamRise, hastyRise, sgdEnd, adamEnd, hastyEnd, barrierLoss, barrier: barrierLoss / worse };
}

export default experiment({ declaration, run, measure: ({ measures }: StraightResult) => measures, probes: {}, dispose: () => {} });
