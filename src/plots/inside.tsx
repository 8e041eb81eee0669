/** Cuts off what leaves a plot's area. A nested drawing does that by itself, without the id that a clip path would need. */
import type { ReactNode } from 'react';
import type { Scale } from './scale.ts';

/** Children keep the plot's own units. */
export function Inside({ x, y, children }: { x: Scale; y: Scale; children: ReactNode }) {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const [width, height] = [right - left, bottom - top];
  // a line along the edge keeps its full width
  const room = 3;
  return (
    <svg
      x={left - room}
      y={top - room}
      width={width + 2 * room}
      height={height + 2 * room}
      viewBox={`${left - room} ${top - room} ${width + 2 * room} ${height + 2 * room}`}
    >
      {children}
    </svg>
  );
}
