/** Where names stand in the plane: a cloud's name outside it, a line's name where the line leaves the square. */
import type { Corner, Straight } from './half-plane.ts';
import { chord } from './half-plane.ts';
import { spread } from './labels.ts';

/** Just beyond the cloud, on the side away from the origin, and inside the square; undefined for no points. */
export function cloudLabelAt(points: readonly Corner[], extent: number): Corner | undefined {
  if (points.length === 0) return undefined;
  const mean = (k: 0 | 1) => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const distance = Math.hypot(x, y) || 1;
  const [dx, dy] = [x / distance, y / distance];
  const reach = points.map(([px, py]) => px * dx + py * dy).sort((a, b) => a - b)[Math.floor(points.length * 0.97)] ?? distance;
  const inside = (v: number, room: number) => Math.min(Math.max(v, -extent + room), extent - room);
  const far = reach + (0.08 + 0.1 * Math.abs(dx)) * extent; // a name is wider than high
  return [inside(dx * far, 0.15 * extent), inside(dy * far, 0.06 * extent)];
}

export interface LineLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/**
 * Labels of lines in the drawing's units. A line that leaves through the right or left edge is named there, on the
 * side away from the line; names on the same edge keep `gap` apart. A steep one is named at the top edge, to its right.
 */
export function lineLabels(lines: readonly { readonly text: string; readonly line: Straight }[], extent: number, size: number, gap: number): LineLabel[] {
  const px = (v: number) => ((v + extent) / (2 * extent)) * size;
  const ends = lines.flatMap(({ text, line }) => {
    const found = chord(line, extent);
    if (!found) return [];
    const [a, b] = found[0][0] > found[1][0] ? found : [found[1], found[0]]; // a is the right end
    const onRight = a[0] > extent * 0.999;
    const top = a[1] > b[1] ? a : b;
    const below = a[1] < b[1]; // the line falls towards this end, so there is room under it
    return [
      onRight
        ? { text, edge: 'right' as const, x: size, y: size - px(a[1]) + (below ? gap : -gap * 0.4) }
        : { text, edge: 'top' as const, x: px(top[0]), y: 0 },
    ];
  });
  const right = ends.filter((e) => e.edge === 'right');
  const ys = spread(
    right.map((e) => e.y),
    gap,
    [gap, size - gap * 0.4],
  );
  return ends.map((e) => {
    if (e.edge === 'right') return { text: e.text, x: size - gap * 0.4, y: ys[right.indexOf(e)] ?? e.y, anchor: 'end' };
    const anchor = e.x > size * 0.8 ? 'end' : 'start';
    return { text: e.text, x: e.x + (anchor === 'start' ? gap * 0.4 : -gap * 0.4), y: gap * 1.1, anchor };
  });
}
