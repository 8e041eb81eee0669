/** Searches a small network for places without a slope, then lets five methods start beside them, and from random weights. */
import { experiment, type Lab, type Step } from '../../../core/experiment.ts';
import { isTwin, pointAt, spreadOver, type CriticalPoint } from './critical.ts';
import { declaration } from './declaration.ts';
import type { Ground } from './ground.ts';
import { endsOf, medianOr, shareOf, spearman, stepsToLeave, type Finish } from './measure.ts';
import { METHODS, type Method } from './methods.ts';
import { makeNet } from './net.ts';
import { walk, type Way } from './race.ts';
import { searchFrom } from './search.ts';
import { beside, onTheWay, randomWeights, trained } from './starts.ts';
import { makeExamples } from './task.ts';
import { BESIDE, PLACES, RACE_STEPS, RACES, RATES, STARTS, type Ends, type Race, type SaddlesMeasure, type SaddlesValues, type SaddlesView } from './types.ts';

type Frame = Step<SaddlesView, keyof typeof declaration.series>;
type Measured = Readonly<Record<SaddlesMeasure, number>>;

interface SaddlesResult {
  readonly measures: Measured;
}

/** So short is the gradient of a method that has arrived by the last step. */
const AT_REST = 1e-6;
/** What share of a run's time the searches take, and the races beside saddles. */
const [SEARCHING, BESIDE_SADDLES] = [0.45, 0.3] as const;

async function* run(lab: Lab, { hidden, decay, starts, head }: SaddlesValues): AsyncGenerator<Frame, SaddlesResult, void> {
  const net = makeNet(makeExamples(lab.random('data')), hidden, decay);
  const points: CriticalPoint[] = [];
  const races: Race[] = [];
  const ends: Partial<Record<Method, Ends>> = {};
  let [searches, arrived, flat] = [0, 0, 0];

  const frame = (progress: number, grown: boolean): Frame => ({
    t: searches,
    progress,
    ...(grown && { series: { found: points.length, arrived, flat } }),
    view: () => ({
      stage: progress === 1 ? 'done' : searches < starts ? 'searching' : 'racing',
      weights: net.size,
      points: { losses: Float32Array.from(points, (p) => p.loss), down: Uint8Array.from(points, (p) => p.down) },
      searches,
      arrived,
      flat,
      races: [...races],
      ends: { ...ends },
    }),
  });

  const random = lab.random('init', 'searches');
  yield frame(0, true);
  for (searches = 1; searches <= starts; searches++) {
    const found = searchFrom(net, onTheWay(net, random));
    lab.finite(found.here.loss, 'the loss');
    if (found.end === 'flat') flat++;
    if (found.end === 'critical') {
      arrived++;
      const point = pointAt(found.w, found.here);
      if (!points.some((other) => isTwin(other, point))) points.push(point);
    }
    yield frame((SEARCHING * searches) / starts, true);
  }
  searches = starts;

  const saddles = points.filter((p) => p.down > 0).sort((a, b) => b.loss - a.loss);
  const chosen = spreadOver(saddles, RACES);
  const left: Record<Method, number[]> = { descent: [], momentum: [], adam: [], newton: [], free: [] };
  const noise = lab.random('noise');
  let backAtSaddle = 0;
  for (const [k, saddle] of chosen.entries()) {
    const start = beside(saddle.w, BESIDE, noise);
    const losses = new Float32Array(METHODS.length * PLACES.length);
    for (const [m, method] of METHODS.entries()) {
      const way = walk(net, method, RATES, start, RACE_STEPS);
      losses.set(
        PLACES.map((step) => way.losses[step] ?? NaN),
        m * PLACES.length,
      );
      left[method].push(stepsToLeave(way.losses, saddle.loss));
      if (method === 'newton' && (finishOf(net, way).point?.down ?? 0) > 0) backAtSaddle++;
      if (method === 'adam') yield frame(SEARCHING + (BESIDE_SADDLES * (k + 0.5)) / chosen.length, false);
    }
    races.push({ point: points.indexOf(saddle), losses });
    yield frame(SEARCHING + (BESIDE_SADDLES * (k + 1)) / chosen.length, false);
  }

  const again = lab.random('init', 'race');
  const begin = Array.from({ length: STARTS }, () => trained(net, randomWeights(net.size, again), head));
  const finishes: Record<Method, Finish[]> = { descent: [], momentum: [], adam: [], newton: [], free: [] };
  for (const [k, start] of begin.entries()) {
    for (const method of METHODS) {
      finishes[method].push(finishOf(net, walk(net, method, RATES, start, RACE_STEPS)));
      if (method === 'adam') yield frame(shareDone(k + 0.5), false);
    }
    if (k < STARTS - 1) yield frame(shareDone(k + 1), false);
  }
  for (const method of METHODS) ends[method] = endsOf(finishes[method]);
  yield frame(1, false);

  const share = (method: Method, of: 'minimum' | 'saddle') => shareOf(ends[method]?.[of] ?? NaN, STARTS);
  const loss = (method: Method) => ends[method]?.loss ?? NaN;
  const leave = (method: Method) => medianOr(left[method], RACE_STEPS + 1);
  const measures: Measured = {
    spearman: spearman(
      points.map((p) => p.loss),
      points.map((p) => p.down),
    ),
    found: points.length,
    minima: shareOf(points.length - saddles.length, points.length),
    arrivedShare: shareOf(arrived, starts),
    flatShare: shareOf(flat, starts),
    leaveDescent: leave('descent'),
    leaveMomentum: leave('momentum'),
    leaveAdam: leave('adam'),
    leaveFree: leave('free'),
    newtonBack: shareOf(backAtSaddle, chosen.length),
    newtonMinima: share('newton', 'minimum'),
    newtonSaddles: share('newton', 'saddle'),
    freeMinima: share('free', 'minimum'),
    freeLower: shareOf(finishes.free.filter((f, k) => f.loss < (finishes.descent[k]?.loss ?? NaN)).length, STARTS),
    lossDescent: loss('descent'),
    lossMomentum: loss('momentum'),
    lossAdam: loss('adam'),
    lossNewton: loss('newton'),
    lossFree: loss('free'),
  };
  return { measures };
}

const shareDone = (starts: number): number => SEARCHING + BESIDE_SADDLES + ((1 - SEARCHING - BESIDE_SADDLES) * starts) / STARTS;

/** What a method found at its last place. */
function finishOf(net: Ground, { path, losses, slope }: Way): Finish {
  const w = path.at(-1);
  return { loss: losses.at(-1) ?? NaN, point: w && slope < AT_REST ? pointAt(w, net.curvature(w)) : undefined };
}

export default experiment({ declaration, run, measure: ({ measures }: SaddlesResult) => measures, probes: {}, dispose: () => {} });
