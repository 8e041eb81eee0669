/** Round numbers along an axis, the same as d3's `ticks`, which brings four times as much code. */

/** About `count` multiples of 1, 2 or 5 times a power of ten in [start, stop], which ascends. */
export function ticks(start: number, stop: number, count: number): number[] {
  if (start === stop) return [start];
  const wanted = (stop - start) / count;
  const power = Math.floor(Math.log10(wanted));
  const ratio = wanted / 10 ** power;
  // the nearest of 1, 2, 5 and 10 by ratio
  const factor = ratio * ratio >= 50 ? 10 : ratio * ratio >= 10 ? 5 : ratio * ratio >= 2 ? 2 : 1;
  // below one, divided by a whole number: 3 ÷ 10 is 0.3, and 3 × 0.1 is not
  const whole = power < 0 ? 10 ** -power / factor : 10 ** power * factor;
  const times = (x: number) => x * whole;
  const over = (x: number) => x / whole;
  const [at, place] = power < 0 ? [over, times] : [times, over];
  let first = Math.round(place(start));
  let last = Math.round(place(stop));
  if (at(first) < start) first++;
  if (at(last) > stop) last--;
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, k) => at(first + k));
}
