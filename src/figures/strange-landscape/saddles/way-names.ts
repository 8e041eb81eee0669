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
  /** Where a lead goes to, if the name needs one. */
  readonly spot?: Spot;
}

/** Of type, in the surface's units, where the square is 360 of the drawing's wide. */
const SIZE = 12 * ((2 * EXTENT) / 360);
/** From a spot of the way to its name, across as well as up. */
const GAPS = [0.08, 0.17, 0.27] as const;
/** A name that is farther from its spot has a lead to it. */
const LEAD = 0.15;
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

/** Spots on a way, about a stride apart. */
function along(spots: readonly Spot[]): Spot[] {
  const out: Spot[] = [];
  for (const [x, y] of spots) {
    const [lastX, lastY] = out.at(-1) ?? [Infinity, Infinity];
    const far = Math.hypot(x - lastX, y - lastY);
    if (far < STRIDE) continue;
    const parts = Number.isFinite(far) ? Math.min(Math.floor(far / STRIDE), 20) : 1;
    for (let part = 1; part < parts; part++) out.push([lastX + (part / parts) * (x - lastX), lastY + (part / parts) * (y - lastY)]);
    out.push([x, y]);
  }
  return out;
}

/** How far the nearest of these is. */
function away([x, y]: Spot, spots: readonly Spot[]): number {
  let least = Infinity;
  for (const [ox, oy] of spots) least = Math.min(least, (ox - x) ** 2 + (oy - y) ** 2);
  return Math.sqrt(least);
}

/** What stands against a name at this place; the less, the better. What comes to more than `most` is not worked out in full. */
function costOf(box: Box, at: Spot, spot: Spot, { own, others, taken, start }: Around, most: number): number {
  const lead = Math.hypot(at[0] - spot[0], at[1] - spot[1]);
  const early = Math.hypot(spot[0] - start[0], spot[1] - start[1]) < 0.25 ? 150 : 0;
  const plain = 1000 * taken.filter((other) => meet(box, other)).length + early + 60 * lead - 6;
  if (plain >= most) return plain;
  const over = own.filter((other) => holds(box, other)).length + others.filter((other) => holds(box, other)).length;
  const placed = plain + 10 * Math.min(over, MOST);
  if (placed >= most) return placed;
  const free = 6 - 20 * Math.min(away(spot, others), 0.3);
  // a name without a lead, beside two ways, would seem to belong to either
  if (lead < LEAD) return placed + free + (away(at, others) < lead ? 300 : 0);
  const shares = [0.25, 0.5, 0.75, 1];
  const crossed = shares.filter((share) => away([spot[0] + share * (at[0] - spot[0]), spot[1] + share * (at[1] - spot[1])], others) < STRIDE).length;
  return placed + free + 60 * crossed;
}

/** What is there beside the name's own spot. */
interface Around {
  readonly own: readonly Spot[];
  readonly others: readonly Spot[];
  readonly taken: readonly Box[];
  readonly start: Spot;
}

export function wayNames(ways: readonly SurfaceWay[], names: Readonly<Record<Method, string>>): WayName[] {
  const start = ways[0]?.spots[0] ?? [0, 0];
  const taken: Box[] = [
    ...PLACE_NAMES.map(({ name, at: [x, y] }) => boxOf(x - (textWidth(name, SIZE) * BOLD) / 2, y, name)),
    { left: start[0] - MARK, right: start[0] + MARK, bottom: start[1] - MARK, top: start[1] + MARK },
  ];
  const walked = ways.map(({ spots }) => along(spots));
  return ways.map(({ method }, k) => {
    const around: Around = { own: walked[k] ?? [], others: walked.filter((_, other) => other !== k).flat(), taken, start };
    const width = textWidth(names[method], SIZE) * BOLD;
    let best: { cost: number; name: WayName; box: Box } | undefined;
    for (const spot of around.own)
      for (const side of ['right', 'left'] as const)
        for (const gap of GAPS)
          for (const up of [gap, -gap]) {
            const at: Spot = [side === 'right' ? spot[0] + gap : spot[0] - gap, spot[1] + up];
            const box = boxOf(side === 'right' ? at[0] : at[0] - width, at[1], names[method]);
            if (!isInside(box)) continue;
            const cost = costOf(box, at, spot, around, best?.cost ?? Infinity);
            if (!best || cost < best.cost) best = { cost, name: { method, at, side, ...(Math.hypot(gap, up) > LEAD && { spot }) }, box };
          }
    if (!best) return { method, at: start, side: start[0] > 0 ? 'left' : 'right' };
    taken.push(best.box);
    return best.name;
  });
}
