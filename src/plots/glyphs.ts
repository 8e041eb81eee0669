/** Marks for many points as one path: small markup, quick to draw. Shape tells the task, filling tells the class. */

export type Shape = 'disc' | 'diamond' | 'right';

/** From the middle, by radius; corners reach a little farther (c), so that all look equally large. */
const OUTLINES: Readonly<Record<Shape, (s: number, c: number) => string>> = {
  disc: (s) => `m${-s} 0a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0`,
  diamond: (_, c) => `m0 ${-c}l${c} ${c}l${-c} ${c}l${-c} ${-c}z`,
  right: (s, c) => `m${-s} ${-c}l${2 * s} ${c}l${-2 * s} ${c}z`,
};

const round = (x: number) => Number(x.toFixed(1));

/** One closed outline per point; `size` is the radius in the plot's units. */
export function glyphPath(shape: Shape, at: readonly (readonly [number, number])[], size: number): string {
  const s = round(size);
  const outline = OUTLINES[shape](s, round(1.3 * s));
  return at.map(([x, y]) => `M${round(x)} ${round(y)}${outline}`).join('');
}
