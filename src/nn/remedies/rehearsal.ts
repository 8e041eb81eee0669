/**
 * Rehearsal: some pictures of every task are kept, and shown again among those of the next.
 *
 * Anthony Robins, “Catastrophic forgetting, rehearsal and pseudorehearsal”, Connection Science 7:123 (1995). Which
 * pictures are kept is left to chance; he compares several ways.
 */
import type { ImageSet } from '../../core/experiment.ts';
import type { Random } from '../../core/random.ts';

/** So many pictures of a set, drawn without putting back; all of them where there are no more. The set keeps its order of classes. */
export function sampleOf(set: ImageSet, count: number, random: Random): ImageSet {
  return chosen(set, random.permutation(set.count).subarray(0, Math.min(count, set.count)));
}

/** The pictures with these places, in this order; a place may come twice. */
export function chosen(set: ImageSet, places: ArrayLike<number>): ImageSet {
  const size = set.height * set.width;
  const images = new Uint8Array(places.length * size);
  const labels = new Uint8Array(places.length);
  for (let k = 0; k < places.length; k++) {
    const i = places[k] ?? 0;
    if (!(i >= 0 && i < set.count)) throw new Error(`rehearsal: there is no picture ${i} of ${set.count}`);
    images.set(set.images.subarray(i * size, (i + 1) * size), k * size);
    labels[k] = set.labels[i] ?? 0;
  }
  return { ...set, images, labels, count: places.length };
}

/** All pictures of some sets, one set after the other; they must have the same size of picture and the same classes. */
export function union(sets: readonly ImageSet[]): ImageSet {
  const [first] = sets;
  if (!first) throw new Error('rehearsal: there is no set');
  const other = sets.find((s) => s.height !== first.height || s.width !== first.width || s.classes.join() !== first.classes.join());
  if (other) throw new Error(`rehearsal: a set of ${other.height} × ${other.width} pictures cannot stand beside one of ${first.height} × ${first.width}`);
  const count = sets.reduce((sum, s) => sum + s.count, 0);
  const images = new Uint8Array(count * first.height * first.width);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const s of sets) {
    images.set(s.images.subarray(0, s.count * s.height * s.width), at * s.height * s.width);
    labels.set(s.labels.subarray(0, s.count), at);
    at += s.count;
  }
  return { ...first, images, labels, count };
}
