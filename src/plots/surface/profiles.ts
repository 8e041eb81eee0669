/**
 * The surface as ink on paper: profile lines across the view, each with a curtain of paper down to the ground. Painted
 * from the far side to the near one, a curtain hides what is behind it.
 */
import { cornerAt, type Ground } from './ground.ts';
import type { Place, Projection } from './projection.ts';
import { inSight } from './sight.ts';

/** About so many lines, and so many pieces in one: enough to be read, few enough to be served. */
const MOST = 32;

/** Grid indices 0 … n − 1 at equal steps, first and last among them, `first` first. */
export function stations(n: number, from: 'low' | 'high', most = MOST): number[] {
  const step = Math.ceil((n - 1) / most);
  const all = Array.from({ length: Math.ceil((n - 1) / step) }, (_, k) => k * step).concat(n - 1);
  return from === 'low' ? all : all.reverse();
}

/** Which corner of the grid stands on a line, at a place along it. Lines run along the axis that is more across the view. */
interface Weave {
  at(line: number, along: number): Place;
  /** The end of the lines' indices, and of places on a line, at which the viewer stands. */
  readonly nearLine: 'low' | 'high';
  readonly nearEnd: 'low' | 'high';
}

export function weaveOf(ground: Ground, { eye: [ex, ey] }: Projection): Weave {
  const alongX = Math.abs(ey) >= Math.abs(ex);
  const near = (e: number) => (e > 0 ? 'high' : 'low');
  return {
    at: (line, along) => (alongX ? cornerAt(ground, along, line) : cornerAt(ground, line, along)),
    nearLine: near(alongX ? ey : ex),
    nearEnd: near(alongX ? ex : ey),
  };
}

/** SVG paths from far to near, each to be filled with paper and stroked with ink. */
export function profiles(ground: Ground, project: Projection): string[] {
  const { at, nearLine } = weaveOf(ground, project);
  const lines = stations(ground.n, nearLine === 'low' ? 'high' : 'low');
  const places = stations(ground.n, 'low');
  return lines.flatMap((line, k) => {
    const nearer = lines[k + 1];
    // the border from the end of a line to that of the next is drawn with the farther one, since the nearer may hide it
    const border = (along = NaN) => {
      const place = nearer !== undefined && at(nearer, along);
      return place && along % (ground.n - 1) === 0 && !Number.isNaN(place[2]) ? [place] : [];
    };
    return pieces(places, (along) => at(line, along)).map((piece) =>
      curtain([...border(piece[0]), ...piece.map((along) => at(line, along)), ...border(piece.at(-1))], project),
    );
  });
}

/** The upper edges of the two sides of the block that face the viewer, or of the two others, by grid index. */
function edges(ground: Ground, project: Projection, which: 'near' | 'far'): ((k: number) => Place)[] {
  const { at, nearLine, nearEnd } = weaveOf(ground, project);
  const index = (near: 'low' | 'high') => ((near === 'low') === (which === 'near') ? 0 : ground.n - 1);
  return [(k) => at(index(nearLine), k), (k) => at(k, index(nearEnd))];
}

/** The two sides of the block that face the viewer. Nothing is before them. `most`: pieces that their upper edges have. */
export function walls(ground: Ground, project: Projection, most = MOST): string[] {
  const places = stations(ground.n, 'low', most);
  return edges(ground, project, 'near').flatMap((edge) => pieces(places, edge).map((piece) => curtain(piece.map(edge), project)));
}

/** The two other edges, where no ground hides them; in units of the drawing. */
export function farEdges(ground: Ground, project: Projection): string[] {
  const all = stations(ground.n, 'low', ground.n);
  return edges(ground, project, 'far').map((edge) => inSight(ground, all.map(edge), project).seen);
}

/** Runs of places without a gap among them; a place alone between gaps has no extent and is left out. */
function pieces(places: readonly number[], at: (k: number) => Place): number[][] {
  const runs: number[][] = [[]];
  for (const k of places) {
    if (Number.isNaN(at(k)[2])) runs.push([]);
    else runs.at(-1)?.push(k);
  }
  return runs.filter((run) => run.length > 1);
}

/** A line and its ground under it. */
function curtain(line: readonly Place[], project: Projection): string {
  const feet = [line.at(-1), line[0]].flatMap((end) => (end ? [[end[0], end[1], 0] as const] : []));
  return `${steps([...line, ...feet].map(project))}z`;
}

/** Numbers in a path are whole ones of this many to a unit of the drawing: short, and fine enough for print. */
export const FINE = 4;

/** A path by its steps, which are shorter to write than its places; steps between rounded places, so that nothing drifts. */
export function steps(places: readonly (readonly [number, number])[]): string {
  let [x, y] = [0, 0];
  const written = places.map(([px, py], k) => {
    const [nx, ny] = [Math.round(px * FINE), Math.round(py * FINE)];
    const [dx, dy] = [nx - x, ny - y];
    [x, y] = [nx, ny];
    return `${k === 1 ? 'l' : k > 0 && dx >= 0 ? ' ' : ''}${dx}${dy < 0 ? '' : ' '}${dy}`;
  });
  return `M${written.join('')}`;
}
