/** What training changed in the weights between the pixels and the first hidden units, coarse enough for a recording. */
import { PIXELS } from './pictures.ts';

/** Hidden units that are shown. */
export const UNITS = 6;
/** The largest change is this many steps of grey from none. */
export const LEVELS = 7;

/**
 * Whole numbers −LEVELS … LEVELS, [units, pixels], as shares of the largest change in any of these units.
 * @param change of all weights of the network, [pixels, hidden] first
 */
export function changesOf(change: Float32Array, hidden: number): Int8Array {
  const into = Float32Array.from({ length: UNITS * PIXELS }, (_, i) => change[(i % PIXELS) * hidden + Math.floor(i / PIXELS)] ?? 0);
  const most = into.reduce((sum, value) => Math.max(sum, Math.abs(value)), 0);
  return Int8Array.from(into, (value) => (most > 0 ? Math.round((LEVELS * value) / most) : 0));
}
