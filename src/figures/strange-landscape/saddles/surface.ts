/**
 * A surface with one saddle and two minima,
 *
 *     f(x, y) = y²/2 − x²/2 + x⁴/4,
 *
 * with its saddle at (0, 0), of height 0, and its minima at (±1, 0), of height −1/4. Full Newton steps take x to 2x³/(3x² − 1):
 * nearer to zero, wherever |x| < 1/√5. So does a part of such a step. From that strip Newton's method goes to the saddle.
 */
import type { Curvature, Ground } from './ground.ts';
import { METHODS, type Method, type Pace } from './methods.ts';
import { walk } from './race.ts';

/** The drawn square is [−EXTENT, EXTENT]². */
export const EXTENT = 1.6;
/** Half the width of the strip from which Newton's method goes to the saddle. */
export const STRIP = 1 / Math.sqrt(5);
export const STEPS = 80;
const PACE: Pace = { descent: 0.1, momentum: 0.05, adam: 0.05, reach: 0.4 };

const curvature = (w: Float64Array): Curvature => {
  const [x = NaN, y = NaN] = w;
  return {
    loss: (y * y - x * x) / 2 + x ** 4 / 4,
    gradient: Float64Array.of(x ** 3 - x, y),
    hessian: [Float64Array.of(3 * x * x - 1, 0), Float64Array.of(0, 1)],
  };
};

/** The surface curves along its two axes, and nowhere between. */
const axesOf = (hessian: Curvature['hessian']) => ({
  values: hessian.map((row, k) => row[k] ?? NaN),
  vectors: [Float64Array.of(1, 0), Float64Array.of(0, 1)],
});

export const surface: Ground = { size: 2, slope: curvature, curvature, axesOf };

export type Spot = readonly [x: number, y: number];

export interface SurfaceWay {
  readonly method: Method;
  readonly spots: readonly Spot[];
  /** Heights before each step and at the end. */
  readonly heights: readonly number[]; // [STEPS + 1]
}

/** All five methods from one start. */
export const waysFrom = (x: number, y: number): readonly SurfaceWay[] =>
  METHODS.map((method) => {
    const { path, losses } = walk(surface, method, PACE, Float64Array.of(x, y), STEPS);
    return { method, spots: path.map(([px = NaN, py = NaN]) => [px, py] as const), heights: Array.from(losses) };
  });

/** Heights of the drawn contours. */
export const LEVELS: readonly number[] = [-0.2, -0.1, 0, 0.2, 0.5, 0.9, 1.4];
/** Places from the middle to the edge at which a contour is taken. */
const ACROSS = 48;

/**
 * A contour where x and y are positive; the other three quarters mirror it. Runs of spots, y = √(2c + x² − x⁴/2) wherever that
 * is a number and inside the square.
 */
export function contour(level: number): Spot[][] {
  const runs: Spot[][] = [[]];
  for (let k = 0; k <= ACROSS; k++) {
    const x = (EXTENT * k) / ACROSS;
    const square = 2 * level + x * x - x ** 4 / 2;
    const y = square >= 0 ? Math.sqrt(square) : NaN;
    if (y <= EXTENT) runs.at(-1)?.push([x, y]);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0).map((run) => withFeet(run, level));
}

/** Runs that do not begin in the middle or end at an edge come down to y = 0, where x² = 1 ± √(1 + 4c). */
function withFeet(run: readonly Spot[], level: number): Spot[] {
  const root = Math.sqrt(1 + 4 * level);
  const feet = [1 - root, 1 + root].filter((square) => square >= 0).map(Math.sqrt);
  const foot = (spot: Spot | undefined): Spot[] => {
    const near = spot && spot[1] > 0 ? feet.find((x) => x < EXTENT && Math.abs(x - spot[0]) <= EXTENT / ACROSS) : undefined;
    return near === undefined ? [] : [[near, 0]];
  };
  return [...foot(run[0]), ...run, ...foot(run.at(-1))];
}
