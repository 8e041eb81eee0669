/** Many dots in one column: neighbours that would cover one another stand side by side, without chance. */

/**
 * How far each dot stands from the column's middle, in the order of the positions. Dots whose positions lie within a
 * dot's width of one another form a row, centred; a row of many is pressed together until it is `most` wide.
 */
export function swarm(positions: readonly number[], radius: number, most: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0) || a - b);
  const aside = positions.map(() => 0);
  for (let first = 0; first < order.length; ) {
    const start = positions[order[first] ?? 0] ?? 0;
    let end = first + 1;
    while (end < order.length && (positions[order[end] ?? 0] ?? 0) - start < 2 * radius) end++;
    const count = end - first;
    const step = count > 1 ? Math.min(2 * radius, (most - 2 * radius) / (count - 1)) : 0;
    for (let k = 0; k < count; k++) aside[order[first + k] ?? 0] = (k - (count - 1) / 2) * step;
    first = end;
  }
  return aside;
}
