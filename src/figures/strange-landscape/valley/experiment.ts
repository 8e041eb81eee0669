/** Trains two networks, then bends the line between them until it stays on low ground. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import { slice, stepsPerEpoch } from '../../../nn/batches.ts';
import { rowOf } from '../../../nn/flat.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose } from '../../../nn/tree.ts';
import { makeBend } from './bend.ts';
import { declaration, DIGITS, JUDGED, TEST_DIGITS } from './declaration.ts';
import { accuraciesOf } from './halfway.ts';
import { matchUnits, reordered } from './matching.ts';
import { controlAt, PLACES } from './plane.ts';
import { barrierOf } from './reading.ts';
import { CURVE, heightsOf, LINE, onTerrain, terrain, type Ground } from './terrain.ts';
import { BATCH, makeTrainee, type Trainee } from './trainees.ts';
import type { Rows, ValleyMeasure, ValleyValues, ValleyView } from './types.ts';

type Frame = Step<ValleyView, keyof typeof declaration.series>;

/** Adam's rate for the control point. */
const BEND_RATE = 0.002;
/** Steps of both networks, and of the control point, between two chances for the page to look. */
const STRETCH = 8;
/** Steps of the control point between two pictures. */
const PICTURE = 60;
/** Spots on a side of the plane, while the line is bent and at the end. */
const [COARSE, FINE] = [13, 25];
/** Shares of the run that are over when both networks are trained, and when the line is bent. */
const [TRAINED, BENT] = [0.45, 0.93];

interface ValleyResult {
  readonly measures: Readonly<Record<ValleyMeasure, number>>;
}

async function* run(lab: Lab, values: ValleyValues): AsyncGenerator<Frame, ValleyResult, void> {
  const digits = await lab.images('mnist', 'train', DIGITS);
  const test = await lab.images('mnist', 'test', TEST_DIGITS);
  const judged = slice(digits, 0, JUDGED);
  const [a, b] = [makeTrainee(lab, digits, values.hidden, 'a'), makeTrainee(lab, digits, values.hidden, 'b')];
  const { model, params: like } = a.network;
  const ground: Ground = { spec: { model, loss: 'cross-entropy' }, like, x: judged.x, targets: judged.y };
  const each = stepsPerEpoch(DIGITS, BATCH);
  const trained = values.epochs * each;
  let bend: ReturnType<typeof makeBend> | undefined;
  try {
    yield { t: 0, progress: 0, view: async () => (await across(ground, values, a, b)).view };
    for (let step = 1; step <= trained; step++) {
      for (const { training } of [a, b]) training.step();
      const progress = (TRAINED * step) / trained;
      if (step % each === 0) {
        const series = { a: await lossOf(lab, a), b: await lossOf(lab, b) };
        yield { t: step, progress, series, view: async () => (await across(ground, values, a, b)).view };
      } else if (step % STRETCH === 0) yield { t: step, progress };
    }

    const { view: straight, rows } = await across(ground, values, a, b);
    const worse = Math.max(straight.line[0] ?? NaN, straight.line.at(-1) ?? NaN);
    bend = makeBend({ model, like, ...rows }, digits, BATCH, BEND_RATE, lab.random('order', 'bend'), lab.random('noise', 'places'));
    const { control } = bend;
    let sum = 0;
    for (let step = 1; step <= values.steps; step++) {
      sum += lab.finite(await bend.step(), 'the loss along the curve');
      const [t, progress] = [trained + step, TRAINED + ((BENT - TRAINED) * step) / values.steps];
      if (step % PICTURE === 0 || step === 20) {
        const series = step % PICTURE === 0 ? { bend: sum / PICTURE } : {};
        if (step % PICTURE === 0) sum = 0;
        yield { t, progress, series, view: () => bending(ground, rows, control, straight, worse) };
      } else if (step % STRETCH === 0) yield { t, progress };
    }

    const end = trained + values.steps;
    const spot = controlAt(rows.a, rows.b, control);
    const heights = new Uint8Array(FINE * FINE);
    const landscape = terrain(ground, rows.a, rows.b, control);
    try {
      const curve = await landscape.lossesAt(CURVE);
      for (let row = 0; row < FINE; row++) {
        heights.set(await heightsOf(landscape, spot, FINE, row, worse), row * FINE);
        if (row % 4 === 3) yield { t: end, progress: BENT + ((1 - BENT) * row) / FINE };
      }
      const accuracies = await accuraciesOf(model, like, rows, control, test);
      yield { t: end, progress: 1, view: () => ({ ...straight, stage: 'done', curve, control: spot, heights }) };
      return {
        measures: {
          barrier: barrierOf(straight.line),
          curveBarrier: barrierOf(curve),
          matchedBarrier: barrierOf(straight.matched),
          lineLoss: Math.max(...straight.line),
          worseEnd: worse,
          nearer: apart(rows.a, rows.matched) / apart(rows.a, rows.b),
          away: spot[1],
          ...accuracies,
        },
      };
    } finally {
      landscape.dispose();
    }
  } finally {
    bend?.dispose();
    a.dispose();
    b.dispose();
    tf.dispose([judged.x, judged.y]);
  }
}

const lossOf = async (lab: Lab, { training }: Trainee): Promise<number> => lab.finite(await training.loss(), 'the loss');

const apart = (a: Float32Array, b: Float32Array): number => Math.sqrt(a.reduce((sum, value, k) => sum + (value - (b[k] ?? 0)) ** 2, 0));

/** Losses on the straight lines between the networks as they are now. */
async function across(ground: Ground, { match }: ValleyValues, a: Trainee, b: Trainee): Promise<{ view: ValleyView; rows: Rows }> {
  const order = await matchUnits(match, a.network.model, a.network.params, b.network.params, ground.x);
  const other = reordered(b.network.params, order);
  try {
    const rows = { a: await rowOf(a.network.params), b: await rowOf(b.network.params), matched: await rowOf(other) };
    const straight = (to: Float32Array) => onTerrain(ground, rows.a, to, to, (landscape) => landscape.lossesAt(LINE));
    const [line, matched] = [await straight(rows.b), await straight(rows.matched)];
    return { view: { stage: 'training', places: PLACES, line, matched, curve: new Float32Array(), control: [0.5, 0], heights: new Uint8Array() }, rows };
  } finally {
    dispose(other);
  }
}

/** The curve and a coarse picture of its plane. */
const bending = (ground: Ground, { a, b }: Rows, control: Float32Array, straight: ValleyView, worse: number): Promise<ValleyView> =>
  onTerrain(ground, a, b, control, async (landscape) => {
    const spot = controlAt(a, b, control);
    const heights: number[] = [];
    for (let row = 0; row < COARSE; row++) heights.push(...(await heightsOf(landscape, spot, COARSE, row, worse)));
    return { ...straight, stage: 'bending', curve: await landscape.lossesAt(CURVE), control: spot, heights: Uint8Array.from(heights) };
  });

export default experiment({ declaration, run, measure: ({ measures }: ValleyResult) => measures, probes: {}, dispose: () => {} });
