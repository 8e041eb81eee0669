/** The networks of the figure: crowds of one depth from random starts, and single ones whose directions are watched. */
import type { Lab } from '../../../core/experiment.ts';
import { descent, makeChain, productOf } from './chain.ts';
import { excessOf, strengthsOf, type LeastSquares } from './least-squares.ts';
import { CLOSE, type DepthState } from './types.ts';

const RATE = 0.02;

export interface Crowd {
  readonly depth: number;
  step(): void;
  /** Losses above the optimum, start by start. */
  excesses(): Float32Array;
  state(): DepthState;
}

/** Networks of one depth, with the usual size of random weights. */
export function crowdOf(lab: Lab, task: LeastSquares, depth: number, starts: number): Crowd {
  const random = lab.random('init', `depth ${depth}`);
  const { inputs, outputs } = sizes(task);
  const chains = Array.from({ length: starts }, () => makeChain(depth, inputs, outputs, 1, random));
  const walks = chains.map((chain) => descent(chain, task, RATE));
  const excesses = () => chains.map((chain) => excessOf(task, productOf(chain)));
  return {
    depth,
    step: () => walks.forEach((walk) => walk()),
    excesses: () => Float32Array.from(excesses()),
    state: () => {
      const shares = excesses().map((excess) => excess / task.optimum);
      return { depth, arrived: shares.filter((share) => share <= CLOSE).length, worst: Math.max(...shares) };
    },
  };
}

export interface Learner {
  /** How strongly the best map stretches, strongest direction first. */
  readonly goals: readonly number[]; // [outputs]
  step(): void;
  strengths(): number[]; // [outputs]
  excess(): number;
  /** For each direction, the step at which its strength reached half of its goal; NaN where it has not. */
  learned(): number[]; // [outputs]
}

/** A network from weights of another size. */
export function learner(lab: Lab, task: LeastSquares, depth: number, gain: number): Learner {
  const { inputs, outputs } = sizes(task);
  const chain = makeChain(depth, inputs, outputs, gain, lab.random('init', 'small'));
  const walk = descent(chain, task, RATE);
  const goals = strengthsOf(task.best);
  const learned = goals.map(() => NaN);
  let steps = 0;
  const strengths = () => strengthsOf(productOf(chain));
  const note = () => {
    strengths().forEach((strength, k) => {
      if (Number.isNaN(learned[k]) && strength >= (goals[k] ?? Infinity) / 2) learned[k] = steps;
    });
  };
  return {
    goals,
    step: () => {
      walk();
      steps++;
      if (learned.some(Number.isNaN)) note();
    },
    strengths,
    excess: () => excessOf(task, productOf(chain)),
    learned: () => [...learned],
  };
}

const sizes = ({ best }: LeastSquares) => ({ inputs: best.columns, outputs: best.rows });
