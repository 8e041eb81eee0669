/**
 * The convex problem behind both machines, solved to its optimum: minimise ½|w|² − Σ α over lower ≤ α ≤ upper, where
 * w = Σ α · row. It is the dual of a machine whose examples cost the largest α (1 − margin) within their bounds.
 *
 * An interior-point method with a predictor and a corrector (Mehrotra, 1992): each iteration costs count · size² sums,
 * and some fifteen do, whatever the bounds.
 */
import { factorise, substitute } from './cholesky.ts';
import { combine, marginsOf, normalMatrix, type Rows } from './rows.ts';

export interface Solution {
  readonly w: Float64Array; // [size]
  readonly alpha: Float64Array; // [count]
  /** Cost of w less what α proves it to be at least. */
  readonly gap: number;
}

/** Done where the gap is this share of the cost. */
const CLOSE = 1e-8;
const MOST_ITERATIONS = 60;

export function solveBox(rows: Rows, lower: Float64Array, upper: Float64Array): Solution {
  const { count, size } = rows;
  const each = () => new Float64Array(count);
  const alpha = lower.map((l, i) => (l + (upper[i] ?? 0)) / 2);
  // the ways to both bounds are kept beside α: as differences they would cancel to nothing
  const [below, above] = [alpha.map((a, i) => a - (lower[i] ?? 0)), alpha.map((a, i) => (upper[i] ?? 0) - a)];
  const [low, high, slope] = [each(), each(), each()]; // multipliers of the bounds; margin − 1, which is to be low − high
  const [move, moveLow, moveHigh] = [each(), each(), each()];
  const [give, pull] = [each(), each()];
  const [w, shift, normal] = [new Float64Array(size), new Float64Array(size), new Float64Array(size * size)];

  const look = () => {
    combine(rows, alpha, w);
    marginsOf(rows, w, slope);
    for (let i = 0; i < count; i++) slope[i] = (slope[i] ?? 0) - 1;
  };
  look();
  for (let i = 0; i < count; i++) {
    const s = slope[i] ?? 0;
    low[i] = Math.max(s, 0) + 1;
    high[i] = Math.max(-s, 0) + 1;
  }

  /** Newton’s step towards products of `target`; with `bend` 1, what the last step would leave out of them is made up for. */
  const aim = (target: number, bend: 0 | 1) => {
    for (let i = 0; i < count; i++) {
      const l = low[i] ?? 0;
      const h = high[i] ?? 0;
      const m = bend * (move[i] ?? 0);
      moveLow[i] = (target - m * (moveLow[i] ?? 0)) / (below[i] ?? 0) - l;
      moveHigh[i] = (target + m * (moveHigh[i] ?? 0)) / (above[i] ?? 0) - h;
      pull[i] = (moveLow[i] ?? 0) - (moveHigh[i] ?? 0) + l - h - (slope[i] ?? 0);
      move[i] = (pull[i] ?? 0) * (give[i] ?? 0);
    }
    combine(rows, move, shift);
    substitute(normal, size, shift);
    marginsOf(rows, shift, move);
    for (let i = 0; i < count; i++) {
      const m = ((pull[i] ?? 0) - (move[i] ?? 0)) * (give[i] ?? 0);
      move[i] = m;
      moveLow[i] = (moveLow[i] ?? 0) - ((low[i] ?? 0) / (below[i] ?? 0)) * m;
      moveHigh[i] = (moveHigh[i] ?? 0) + ((high[i] ?? 0) / (above[i] ?? 0)) * m;
    }
  };

  /** The largest share of the step that keeps everything positive, at most 1. */
  const room = (): number => {
    let most = 1;
    for (let i = 0; i < count; i++) {
      const m = move[i] ?? 0;
      const dl = moveLow[i] ?? 0;
      const dh = moveHigh[i] ?? 0;
      if (m < 0) most = Math.min(most, -(below[i] ?? 0) / m);
      if (m > 0) most = Math.min(most, (above[i] ?? 0) / m);
      if (dl < 0) most = Math.min(most, -(low[i] ?? 0) / dl);
      if (dh < 0) most = Math.min(most, -(high[i] ?? 0) / dh);
    }
    return most;
  };

  /** The mean product of a multiplier and the way to its bound, after a share of the step. */
  const product = (share: number): number => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const m = share * (move[i] ?? 0);
      sum += ((below[i] ?? 0) + m) * ((low[i] ?? 0) + share * (moveLow[i] ?? 0));
      sum += ((above[i] ?? 0) - m) * ((high[i] ?? 0) + share * (moveHigh[i] ?? 0));
    }
    return sum / (2 * count);
  };

  let gap = count > 0 ? Infinity : 0;
  for (let k = 0; k < MOST_ITERATIONS && gap > CLOSE * costOf(w, alpha); k++) {
    for (let i = 0; i < count; i++) give[i] = 1 / ((low[i] ?? 0) / (below[i] ?? 0) + (high[i] ?? 0) / (above[i] ?? 0));
    normalMatrix(rows, give, normal);
    factorise(normal, size);
    const now = product(0);
    aim(0, 0);
    const ahead = product(room()) / now;
    // no `**`: engines round powers differently
    aim(ahead * ahead * ahead * now, 1);
    const share = 0.995 * room();
    for (let i = 0; i < count; i++) {
      const m = share * (move[i] ?? 0);
      below[i] = (below[i] ?? 0) + m;
      above[i] = (above[i] ?? 0) - m;
      low[i] = (low[i] ?? 0) + share * (moveLow[i] ?? 0);
      high[i] = (high[i] ?? 0) + share * (moveHigh[i] ?? 0);
      const near = (below[i] ?? 0) < (above[i] ?? 0);
      alpha[i] = near ? (lower[i] ?? 0) + (below[i] ?? 0) : (upper[i] ?? 0) - (above[i] ?? 0);
    }
    look();
    gap = gapOf(alpha, lower, upper, slope);
  }
  return { w, alpha, gap };
}

/** What w costs above what α proves: each example’s α against the best one for its margin. */
function gapOf(alpha: Float64Array, lower: Float64Array, upper: Float64Array, slope: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i] ?? 0;
    const s = slope[i] ?? 0;
    sum += s > 0 ? s * (a - (lower[i] ?? 0)) : -s * ((upper[i] ?? 0) - a);
  }
  return sum;
}

/** The size of the cost, for a share of it; a little above zero where there is none. */
const costOf = (w: Float64Array, alpha: Float64Array): number => w.reduce((sum, x) => sum + (x * x) / 2, 1e-6) + alpha.reduce((sum, a) => sum + Math.abs(a), 0);
