/** Marks for many points as one path: small markup, quick to draw. Shape tells the task, filling tells the class. */

export type Shape = 'disc' | 'diamond';

const round = (x: number) => Number(x.toFixed(1));

/** One closed outline per point; `size` is the radius in the plot's units. */
export function glyphPath(shape: Shape, at: readonly (readonly [number, number])[], size: number): string {
  const s = round(size);
  const outline =
    shape === 'disc'
      ? `m${-s} 0a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0`
      : `m0 ${-1.3 * s}l${1.3 * s} ${1.3 * s}l${-1.3 * s} ${1.3 * s}l${-1.3 * s} ${-1.3 * s}z`;
  return at.map(([x, y]) => `M${round(x)} ${round(y)}${outline}`).join('');
}
