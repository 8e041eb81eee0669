/** A surface as SVG: for the server, for print, and wherever the graphics card does not draw. */
import { groundOf, type Ground } from './ground.ts';
import { farEdges, FINE, profiles, steps, walls } from './profiles.ts';
import { HEIGHT, projection, WIDTH, type Place } from './projection.ts';
import type { DrawnProps } from './types.ts';
import { Ways } from './ways.tsx';

interface LinesProps extends DrawnProps {
  /** The ground is painted by the graphics card, as finely as this: only what lies over it is drawn. */
  over?: Ground;
}

/** The ground's corners, round. */
const CORNERS: readonly Place[] = [
  [-1, -1, 0],
  [1, -1, 0],
  [1, 1, 0],
  [-1, 1, 0],
];

export function Lines({ view, titleId, over, ...surface }: LinesProps) {
  const { description, axes, ways = [] } = surface;
  const ground = over ?? groundOf(surface);
  const project = projection(view);
  const near = walls(ground, project, over?.n);
  const [ex, ey] = project.eye;
  return (
    <svg className="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={titleId} aria-describedby={`${titleId}d`}>
      <desc id={`${titleId}d`}>{description}</desc>
      {over ? (
        <>
          <Shapes className="surface-edges" shapes={farEdges(over, project)} />
          <Shapes className="surface-edges" shapes={near} fine />
        </>
      ) : (
        <Shapes className="surface-ink" shapes={[`${steps(CORNERS.map(project))}z`, ...profiles(ground, project), ...near]} fine />
      )}
      {axes && [axisName(axes.x, project([0, ey > 0 ? 1 : -1, 0]), 'x'), axisName(axes.y, project([ex > 0 ? 1 : -1, 0, 0]), 'y')]}
      <Ways ways={ways} ground={ground} project={project} />
    </svg>
  );
}

/** Paths in the painter's order, the first the farthest. */
function Shapes({ className, shapes, fine }: { className: string; shapes: readonly string[]; fine?: boolean }) {
  return (
    <g className={className} transform={fine ? `scale(${1 / FINE})` : undefined}>
      {shapes.map((d, k) => (
        // a shape is its place in that order
        // oxlint-disable-next-line react/no-array-index-key
        <path key={k} d={d} />
      ))}
    </g>
  );
}

/** Beside the middle of the near edge along the axis, away from the ground. */
function axisName(name: string, [x, y]: readonly [number, number], key: string) {
  const aside = Math.abs(x - WIDTH / 2) < 12 ? 0 : Math.sign(x - WIDTH / 2);
  return (
    <text key={key} className="axis-title" x={Math.round(x + 6 * aside)} y={Math.round(y + 14)} textAnchor={(['end', 'middle', 'start'] as const)[aside + 1]}>
      {name}
    </text>
  );
}
