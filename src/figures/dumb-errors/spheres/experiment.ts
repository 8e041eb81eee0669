/** Trains a network in each dimension until it errs rarely, and looks for the nearest error of many points. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Starter, Step } from '../../../core/experiment.ts';
import { ln } from '../../../core/exact.ts';
import type { Network } from '../../../nn/classifier.ts';
import { dispose } from '../../../nn/tree.ts';
import { declaration, POINTS, SWEEP } from './declaration.ts';
import { countErrors, makeReader, train } from './network.ts';
import { ratioOf } from './theory.ts';
import { walkKey, type SpherePoint, type SpheresMeasure, type SpheresValues, type SpheresView, type WalkQuestion } from './types.ts';
import { walk, walks } from './walk.ts';

type Frame = Step<SpheresView, keyof typeof declaration.series>;

interface Trained {
  readonly network: Network;
  readonly point: SpherePoint;
}

interface SpheresResult {
  /** By dimension, ascending. */
  readonly trained: readonly Trained[];
  /** The reader's own. */
  readonly dimension: number;
}

/** Shares of a network's time that training and counting take; the rest goes to the walks. */
const TRAINING = 0.7;
const COUNTING = 0.15;

const dimensionsOf = ({ dimension, alone }: SpheresValues): number[] => (alone ? [dimension] : [...new Set([...SWEEP, dimension])].sort((a, b) => a - b));

async function* run(lab: Lab, values: SpheresValues): AsyncGenerator<Frame, SpheresResult, void> {
  const dimensions = dimensionsOf(values);
  const whole = dimensions.reduce((sum, d) => sum + d, 0); // a step costs in proportion to the dimension
  const networks: Network[] = [];
  const trained: Trained[] = [];
  let [before, t] = [0, 0];
  let kept = false;
  try {
    for (const dimension of dimensions) {
      const network = makeReader(lab, dimension, values);
      networks.push(network);
      const points = trained.map((one) => one.point);
      const place = { dimension, points, t, from: before / whole, share: dimension / whole };
      const { steps, error } = yield* learn(lab, network, values, place);
      t += steps;
      const point = yield* measureOne(lab, network, values, { ...place, t }, steps, error);
      trained.push({ network, point });
      before += dimension;
      const view = trained.map((one) => one.point);
      const stage = before === whole ? 'done' : 'walking';
      yield { t, progress: before / whole, view: () => ({ stage, dimension, step: steps, error, points: view }) };
    }
    kept = true;
    return { trained, dimension: values.dimension };
  } finally {
    if (!kept) dispose(networks.map((n) => n.params));
  }
}

/** Where in the run a network stands. */
interface Place {
  readonly dimension: number;
  readonly points: readonly SpherePoint[];
  readonly t: number;
  /** Shares of the whole run: done before, and the network's own. */
  readonly from: number;
  readonly share: number;
}

async function* learn(
  lab: Lab,
  network: Network,
  values: SpheresValues,
  { dimension, points, t, from, share }: Place,
): AsyncGenerator<Frame, { steps: number; error: number }, void> {
  let end = { steps: 0, error: NaN };
  let done = 0;
  for await (const { step, error, checked } of train(lab, network, dimension, values)) {
    end = { steps: step, error };
    done = Math.max(done, learned(error, values.stopAt / 100));
    const view = (): SpheresView => ({ stage: 'training', dimension, step, error, points });
    yield { t: t + step, progress: from + share * TRAINING * done, ...(checked && { series: { error } }), view };
  }
  return end;
}

/** Share of training that is done when errors have come from one half to `error`: their logarithm falls about evenly. */
const learned = (error: number, goal: number): number => Math.min(Math.max(ln(0.5 / Math.max(error, goal)) / ln(0.5 / goal), 0), 1);

async function* measureOne(
  lab: Lab,
  network: Network,
  { hidden }: SpheresValues,
  { dimension, points, t, from, share }: Place,
  steps: number,
  lastError: number,
): AsyncGenerator<Frame, SpherePoint, void> {
  const view = (): SpheresView => ({ stage: 'walking', dimension, step: steps, error: lastError, points });
  let error = lastError;
  for await (const sofar of countErrors(lab, network, dimension)) {
    error = sofar;
    yield { t, progress: from + share * TRAINING, view };
  }
  let end = { distance: NaN, success: 0 };
  for await (const sofar of walks(lab, network, dimension, hidden)) {
    end = sofar;
    const done = TRAINING + COUNTING + (1 - TRAINING - COUNTING) * (sofar.done / POINTS);
    yield { t, progress: from + share * done * 0.999, view }; // the whole share is the finished point's
  }
  return { dimension, error, distance: end.distance, success: end.success, steps };
}

function measure({ trained, dimension }: SpheresResult): Record<SpheresMeasure, number> {
  const points = trained.map((one) => one.point);
  const ratios = points.map(ratioOf);
  const [low, high] = [points[0], points.at(-1)];
  const own = points.find((p) => p.dimension === dimension);
  if (!own || !low || !high) throw new Error('no network was trained in the reader’s own dimension');
  return {
    leastRatio: Math.min(...ratios),
    mostRatio: Math.max(...ratios),
    shrunk: high.distance / low.distance,
    error: own.error,
    distance: own.distance,
    ratio: ratioOf(own),
    success: own.success,
    distanceLow: low.distance,
    distanceHigh: high.distance,
  };
}

/** With the network whose dimension is nearest to the one asked for, as a ratio. */
function answer(lab: Lab, { trained }: SpheresResult, { dimension, point }: WalkQuestion) {
  const far = ({ point: p }: Trained) => Math.abs(ln(p.dimension / dimension));
  const nearest = trained.reduce<Trained | undefined>((best, one) => (!best || far(one) < far(best) ? one : best), undefined);
  if (!nearest) throw new Error('there is no network to ask');
  return walk(lab, nearest.network, nearest.point.dimension, point);
}

const { dimension, point } = { dimension: declaration.params.dimension.default, point: declaration.params.point.default };
/** The recording answers for the default point. */
const starters: readonly Starter[] = [{ probe: 'walk', input: { dimension, point } satisfies WalkQuestion, key: walkKey(dimension, point) }];

export default experiment({
  declaration,
  run,
  measure,
  probes: { walk: answer },
  starters,
  dispose: ({ trained }: SpheresResult) => dispose(trained.map((one) => one.network.params)),
});
