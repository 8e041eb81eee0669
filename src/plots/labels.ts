/** Direct labels at line ends: as near to their lines as they can be without touching one another. */

/**
 * Moves positions apart until neighbours stand at least `gap` from each other, all inside [low, high], so that the sum
 * of squared moves is least: isotonic regression (pool adjacent violators) on the positions less their share of gaps.
 * The order of the result is the order of the input. When the room is too small, they overflow beyond `high`.
 */
export function spread(wanted: readonly number[], gap: number, [low, high]: readonly [number, number]): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const blocks: { sum: number; count: number }[] = [];
  order.forEach((index, rank) => {
    blocks.push({ sum: (wanted[index] ?? 0) - rank * gap, count: 1 });
    for (;;) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (!last || !before || before.sum / before.count <= last.sum / last.count) break;
      before.sum += last.sum;
      before.count += last.count;
      blocks.pop();
    }
  });
  const room = Math.max(high - (wanted.length - 1) * gap, low);
  const placed: number[] = Array.from({ length: wanted.length }, () => 0);
  let rank = 0;
  for (const { sum, count } of blocks) {
    const base = Math.min(Math.max(sum / count, low), room);
    for (let k = 0; k < count; k++, rank++) placed[order[rank] ?? 0] = base + rank * gap;
  }
  return placed;
}

/** The width of a text in the plot's sans face at the given size, near enough to reserve room for it. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.5;
}
