/** Trains deep linear networks from many random starts, and one from small weights, beside the exact least-squares solution. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import { declaration } from './declaration.ts';
import { crowdOf, learner, type Crowd, type Learner } from './learners.ts';
import { makeTask } from './task.ts';
import { WINDOW, type LinearMeasure, type LinearValues, type LinearView } from './types.ts';

type Frame = Step<LinearView, keyof typeof declaration.series>;

/** Steps of all networks between two looks. */
const EVERY = 10;
/** Steps between two losses of the starts, which fall fast. */
const OFTEN = 5;
/** The depths that the first claim is about. */
const CLAIMED = [2, 3, 5] as const;

interface LinearResult {
  readonly measures: Readonly<Record<LinearMeasure, number>>;
}

async function* run(lab: Lab, { depth, small, steps, starts }: LinearValues): AsyncGenerator<Frame, LinearResult, void> {
  const task = makeTask(lab.random('data'));
  const crowds = [...new Set([depth, ...CLAIMED])].map((layers) => crowdOf(lab, task, layers, starts));
  const small1 = learner(lab, task, 1, small);
  const smallDeep = learner(lab, task, depth, small);
  const before = smallDeep.excess();
  const chosen = crowds.find((c) => c.depth === depth) ?? crowds[0];
  const places: number[] = [];
  const losses: Float32Array[] = [];

  const note = (step: number) => {
    if (!chosen) return;
    places.push(step);
    losses.push(chosen.excesses().map((excess) => excess + task.optimum));
  };
  const look = (step: number): Frame => {
    const [first = NaN, second = NaN, third = NaN, fourth = NaN] = smallDeep.strengths();
    const loss = lab.finite(task.optimum + smallDeep.excess(), 'the loss');
    return {
      t: step,
      progress: step / steps,
      series: { first, second, third, fourth, small: loss, floor: task.optimum },
      view: () => viewOf(step),
    };
  };
  const viewOf = (step: number): LinearView => ({
    stage: step < steps ? 'training' : 'done',
    step,
    optimum: task.optimum,
    starts,
    places: [...places],
    losses: byStart(losses, starts),
    depths: crowds.map((c) => c.state()).sort((a, b) => a.depth - b.depth),
    goals: smallDeep.goals,
    learned: smallDeep.learned(),
  });

  note(0);
  yield look(0);
  for (let step = 1; step <= steps; step++) {
    for (const crowd of crowds) crowd.step();
    small1.step();
    smallDeep.step();
    if (step <= WINDOW && step % OFTEN === 0) note(step);
    if (step % EVERY === 0) yield look(step);
  }
  for (const crowd of crowds) lab.finite(crowd.state().worst, 'the loss');
  return { measures: measuresOf(crowds, smallDeep, small1, { depth, starts, steps, before, best: task.optimum }) };
}

/** Rows of one moment each become rows of one start each. */
const byStart = (losses: readonly Float32Array[], starts: number): Float32Array =>
  Float32Array.from({ length: starts * losses.length }, (_, i) => losses[i % losses.length]?.[Math.floor(i / losses.length)] ?? NaN);

function measuresOf(
  crowds: readonly Crowd[],
  deep: Learner,
  single: Learner,
  { depth, starts, steps, before, best }: { depth: number; starts: number; steps: number; before: number; best: number },
): Record<LinearMeasure, number> {
  const state = (layers: number) => crowds.find((c) => c.depth === layers)?.state();
  // where something was not learned by the end, it is at least as late as the end
  const at = (of: Learner, direction: number) => {
    const when = of.learned()[direction] ?? NaN;
    return Number.isNaN(when) ? steps : when;
  };
  const [firstAt, secondAt, fourthAt] = [at(deep, 0), at(deep, 1), at(deep, 3)];
  return {
    worst: state(depth)?.worst ?? NaN,
    worst2: state(2)?.worst ?? NaN,
    worst3: state(3)?.worst ?? NaN,
    worst5: state(5)?.worst ?? NaN,
    arrived: (state(depth)?.arrived ?? NaN) / starts,
    firstAt,
    secondAt,
    fourthAt,
    secondLate: secondAt / firstAt,
    fourthLate: fourthAt / firstAt,
    shallowLate: at(single, 3) / at(single, 0),
    left: deep.excess() / before,
    best,
  };
}

export default experiment({ declaration, run, measure: ({ measures }: LinearResult) => measures, probes: {}, dispose: () => {} });
