/** Which parts of a way are seen, and which are behind a hill. */
import { heightAt, type Ground } from './ground.ts';
import { RELIEF, type Place, type Projection } from './projection.ts';

/** A way on the surface is not hidden by the ground that it lies on, whichever way that is curved between corners. */
const CLEAR = 0.03 * RELIEF;

/** Looks are taken at the ground at least this often over half a side, and about twice a cell of a fine one. */
const STEPS = 32;

/** Whether ground stands between the viewer and a place on or over the surface. */
export function isHidden(ground: Ground, [x, y, z]: Place, { eye: [ex, ey, ez] }: Projection): boolean {
  const step = 1 / Math.max(ground.n - 1, STEPS);
  for (let s = 2 * step; z + s * ez < RELIEF && Math.abs(x + s * ex) <= 1 && Math.abs(y + s * ey) <= 1; s += step)
    if (heightAt(ground, x + s * ex, y + s * ey) > z + s * ez + CLEAR) return true;
  return false;
}

/** A way as two SVG paths: what is seen of it, and what is hidden. Each piece is judged by its middle. */
export function inSight(ground: Ground, way: readonly Place[], project: Projection): { seen: string; hidden: string } {
  const paths = { seen: '', hidden: '' };
  let before: keyof typeof paths | undefined;
  const text = (place: Place) =>
    project(place)
      .map((v) => v.toFixed(1))
      .join(',');
  for (let k = 1; k < way.length; k++) {
    const [from, to] = [way[k - 1], way[k]];
    // a way may leave the ground or meet a height that is no number; it is broken there
    if (!from || !to || Number.isNaN(from[2] + to[2])) {
      before = undefined;
      continue;
    }
    const which = isHidden(ground, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2], project) ? 'hidden' : 'seen';
    paths[which] += `${which === before ? '' : `M${text(from)}`}L${text(to)}`;
    before = which;
  }
  return paths;
}
