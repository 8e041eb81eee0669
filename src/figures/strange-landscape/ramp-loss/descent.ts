/** The way of the ramp machine, round by round: let go who lies left of the cut, solve a convex problem, look again. */
import { leftOf, machineOf, rampCost, type Machine } from './machines.ts';
import type { Rows } from './rows.ts';

export const MOST_ROUNDS = 40;

export interface Descent {
  /** What the ramp machine minimises, at the start and after each round. */
  readonly costs: readonly number[];
  machine(): Machine;
  /** No further round changes anything. */
  settled(): boolean;
  round(): void;
}

export type Start = 'hinge' | 'random' | 'wrong';

/**
 * From a machine, whose support vectors are known, or from bare weights. All-zero weights need no case of their own:
 * all margins are 0 then and nobody is left of a cut of 0 or less, so the first round gives the machine of the hinge.
 */
export function descend(rows: Rows, price: number, cut: number, start: Machine | Float64Array): Descent {
  const bare = start instanceof Float64Array;
  let now: Machine = bare ? { w: start, support: new Uint8Array(rows.count), dropped: new Uint8Array(rows.count) } : start;
  let next = leftOf(rows, now.w, cut);
  let settled = !bare && alike(next, now.dropped);
  const costs = [rampCost(rows, now.w, price, cut)];
  return {
    costs,
    machine: () => now,
    settled: () => settled || costs.length > MOST_ROUNDS,
    round() {
      now = machineOf(rows, price, next);
      next = leftOf(rows, now.w, cut);
      settled = alike(next, now.dropped);
      costs.push(rampCost(rows, now.w, price, cut));
    },
  };
}

/** Where a descent starts: as the hinge machine, the other way round, or in a random direction, with weights as long as its own. */
export function startOf(start: Start, hinge: Machine, normal: () => number): Machine | Float64Array {
  if (start === 'hinge') return hinge;
  if (start === 'wrong') return hinge.w.map((x) => -x);
  const direction = hinge.w.map(normal);
  const share = lengthOf(hinge.w) / lengthOf(direction);
  return direction.map((x) => x * share);
}

const lengthOf = (w: Float64Array): number => Math.sqrt(w.reduce((sum, x) => sum + x * x, 0));

const alike = (a: Uint8Array, b: Uint8Array): boolean => a.every((flag, i) => flag === b[i]);
