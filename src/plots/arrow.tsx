/** An arrow from one place to another, in a drawing's own units. Dashed is expected, solid is measured. */
import type { Concept } from '../core/experiment.ts';

interface ArrowProps {
  from: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
  concept: Concept;
  role: 'measured' | 'expected';
  /** Length of the head; a shorter arrow has a shorter one. */
  head?: number;
}

const HEAD = 12;

export function Arrow({ from, to, concept, role, head = HEAD }: ArrowProps) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 0.5)) return null; // no direction that could be seen
  const [ux, uy] = [dx / length, dy / length];
  const h = Math.min(head, length / 2);
  // the shaft ends inside the head, whose point is the end
  const corner = (along: number, across: number) => `${(to[0] - along * ux - across * uy).toFixed(1)} ${(to[1] - along * uy + across * ux).toFixed(1)}`;
  return (
    <g className={`arrow c-${concept}`}>
      <path className={`line ${role}`} d={`M${from[0].toFixed(1)} ${from[1].toFixed(1)}L${corner(h * 0.6, 0)}`} />
      <path className="head" d={`M${corner(0, 0)}L${corner(h, h * 0.42)}L${corner(h, -h * 0.42)}z`} />
    </g>
  );
}
