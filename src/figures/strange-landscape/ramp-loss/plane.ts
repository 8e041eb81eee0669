/** Both machines on the points of the plane, solved on the page: a drag changes them at once. */
import type { PlacedPoint } from '../../../core/params.ts';
import type { Straight } from '../../../plots/half-plane.ts';
import { descend, startOf, type Start } from './descent.ts';
import { hingeMachine, type Machine } from './machines.ts';
import { rowsOf } from './rows.ts';

export interface PlaneMachines {
  readonly hinge: Machine;
  /** The ramp machine at its start and after each round. */
  readonly rounds: readonly Machine[];
}

export interface PlaneSetting {
  readonly price: number;
  readonly cut: number;
  readonly start: Start;
}

/** `normal`: a random direction to start from. */
export function solvePlane(points: readonly PlacedPoint[], { price, cut, start }: PlaneSetting, normal: () => number): PlaneMachines {
  const rows = rowsOf(
    points.flatMap((p) => [p.x, p.y]),
    points.map((p) => (p.of === 1 ? 1 : -1)),
    3,
  );
  const hinge = hingeMachine(rows, price);
  const way = descend(rows, price, cut, startOf(start, hinge, normal));
  const rounds = [way.machine()];
  while (!way.settled()) {
    way.round();
    rounds.push(way.machine());
  }
  return { hinge, rounds };
}

/** The machine after some rounds; the last one where there were fewer. */
export const afterRounds = ({ rounds, hinge }: PlaneMachines, round: number): Machine => rounds[Math.min(round, rounds.length - 1)] ?? hinge;

/** Where a machine’s margin is `level`: 0 for its line, ±1 for the ends of its margin. */
export const lineOf = ({ w: [wx = 0, wy = 0, bias = 0] }: Machine, level = 0): Straight => ({ wx, wy, bias: bias - level });
