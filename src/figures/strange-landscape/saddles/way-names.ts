/** Where names stand on the surface: each beside its way, on no other way and no other name, as far as there is room. */
import { textWidth } from '../../../plots/labels.ts';
import type { Method } from './methods.ts';
import { EXTENT, type Spot, type SurfaceWay } from './surface.ts';

/** Names of places, and where their middles are. */
export const PLACE_NAMES: readonly { readonly name: string; readonly at: Spot }[] = [
  { name: 'saddle', at: [0, -0.17] },
  { name: 'minimum', at: [-1, -0.17] },
  { name: 'minimum', at: [1, -0.17] },
];

export interface WayName {
  readonly method: Method;
  /** The middle of the name's left or right end, whichever is nearer to the way. */
  readonly at: Spot;
  readonly side: 'left' | 'right';
}

/** Of type, in the surface's units, where the square is 360 of the drawing's wide. */
const SIZE = 12 * ((2 * EXTENT) / 360);
/** From a spot of the way to its name, across and up. */
const GAP = 0.08;
/** How far its own way is from a name, at most. */
const NEAR = GAP * Math.SQRT2;
const STRIDE = 0.05;
/** A name over so many spots is as bad as one over more, and better than one over a name. */
const MOST = 40;
/** Letters are a little wider than `textWidth` says, because names are bold. */
const BOLD = 1.15;
/** Half of the mark at the start. */
const MARK = 0.07;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

const boxOf = (left: number, y: number, name: string): Box => ({
  left,
  right: left + textWidth(name, SIZE) * BOLD,
  bottom: y - SIZE * 0.65,
  top: y + SIZE * 0.65,
});
const holds = (box: Box, [x, y]: Spot) => x > box.left && x < box.right && y > box.bottom && y < box.top;
const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
const isInside = (box: Box) => box.left > -EXTENT && box.right < EXTENT && box.bottom > -EXTENT && box.top < EXTENT;

/** Spots on a way, no farther apart than a gap between names. */
const along = (spots: readonly Spot[]): Spot[] =>
  spots.flatMap(([x, y], k) => {
    const [nextX, nextY] = spots[k + 1] ?? [x, y];
    const parts = Math.min(Math.max(Math.ceil(Math.hypot(nextX - x, nextY - y) / STRIDE), 1), 20);
    return Array.from({ length: parts }, (_, part): Spot => [x + (part / parts) * (nextX - x), y + (part / parts) * (nextY - y)]);
  });

export function wayNames(ways: readonly SurfaceWay[], names: Readonly<Record<Method, string>>): WayName[] {
  const [startX, startY] = ways[0]?.spots[0] ?? [0, 0];
  const taken: Box[] = [
    ...PLACE_NAMES.map(({ name, at: [x, y] }) => boxOf(x - (textWidth(name, SIZE) * BOLD) / 2, y, name)),
    { left: startX - MARK, right: startX + MARK, bottom: startY - MARK, top: startY + MARK },
  ];
  const walked = ways.map(({ spots }) => along(spots));
  return ways.map(({ method }, k) => {
    const others = walked.filter((_, other) => other !== k).flat();
    let best: { cost: number; name: WayName; box: Box } | undefined;
    for (const [x, y] of walked[k] ?? [])
      for (const side of ['right', 'left'] as const)
        for (const up of [GAP, -GAP]) {
          const at: Spot = [side === 'right' ? x + GAP : x - GAP, y + up];
          const box = boxOf(side === 'right' ? at[0] : at[0] - textWidth(names[method], SIZE) * BOLD, at[1], names[method]);
          if (!isInside(box)) continue;
          const away = ([ax, ay]: Spot) => Math.min(...others.map(([ox, oy]) => Math.hypot(ox - ax, oy - ay)));
          const cost =
            1000 * taken.filter((other) => meet(box, other)).length +
            10 * Math.min(walked.flat().filter((spot) => holds(box, spot)).length, MOST) +
            (Math.hypot(x - startX, y - startY) < 0.2 ? 150 : 0) -
            5 * Math.min(away([x, y]), 0.3) +
            (away(at) < NEAR ? 300 : 0); // it would seem to belong to another
          if (!best || cost < best.cost) best = { cost, name: { method, at, side }, box };
        }
    if (!best) return { method, at: [startX, startY], side: startX > 0 ? 'left' : 'right' };
    taken.push(best.box);
    return best.name;
  });
}
