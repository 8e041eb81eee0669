/** Places along a straight line, and how much a loss climbs on it. Pure, so that the page may use it. */

/** Segments from start to finish, so that a climb that is seen in a plot is counted. */
export const SEGMENTS = 25;
/** How far beyond the finish the line is followed, in segments. */
const BEYOND = 10;

/** Shares of the way: 0 at the start, 1 at the finish, and on. */
export const PLACES = Float32Array.from({ length: SEGMENTS + BEYOND + 1 }, (_, k) => k / SEGMENTS);

/** The part from start to finish. */
export const within = (losses: Float32Array): Float32Array => losses.subarray(0, SEGMENTS + 1);

/** The most that a row climbs above the lowest value before it: 0 where it only falls. */
export function climb(losses: ArrayLike<number>): number {
  let [lowest, most] = [Infinity, 0];
  for (const loss of Array.from(losses)) {
    lowest = Math.min(lowest, loss);
    most = Math.max(most, loss - lowest);
  }
  return most;
}
