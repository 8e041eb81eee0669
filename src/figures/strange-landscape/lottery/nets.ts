/** The networks that are compared: which weights each keeps, and where they start. */
import type { Random } from '../../../core/random.ts';
import { type Mask, scattered, scatteredInRows } from '../../../nn/masks.ts';
import type { Net } from './types.ts';

/** Layer by layer. */
export type Weights = readonly Float32Array[];

export interface Trial {
  readonly net: Net;
  readonly masks: readonly Mask[];
  /** Weights before training, also where the mask cuts them. */
  readonly start: Weights;
}

/**
 * A network to compare with the ticket, with as many weights in every layer.
 * @param fresh another draw of the start
 * @param widths units of each layer, the pixels first
 */
export function trialOf(net: Net, { masks, start }: Omit<Trial, 'net'>, fresh: Weights, widths: readonly number[], random: Random): Trial {
  switch (net) {
    case 'whole':
    case 'ticket':
      return { net, masks, start };
    case 'anew':
      return { net, masks, start: fresh };
    case 'shuffled':
      return { net, masks: masks.map((mask) => scattered(mask, random)), start };
    case 'rows':
      return { net, masks: masks.map((mask, l) => scatteredInRows(mask, widths[l + 1] ?? 1, random)), start };
    case 'dealt':
      return { net, masks, start: start.map((weights, l) => dealt(weights, masks[l] ?? new Uint8Array(), random)) };
    case 'signs':
      return { net, masks, start: start.map(sameSize) };
  }
}

/** The weights that a mask keeps, dealt out anew among their places. */
export function dealt(weights: Float32Array, mask: Mask, random: Random): Float32Array {
  const places = Array.from(mask.keys()).filter((k) => mask[k] === 1);
  const order = random.permutation(places.length);
  const out = weights.slice();
  places.forEach((place, k) => (out[place] = weights[places[order[k] ?? 0] ?? 0] ?? 0));
  return out;
}

/** Every weight with its sign and the layer's typical size, √mean w². */
export function sameSize(weights: Float32Array): Float32Array {
  const size = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0) / weights.length);
  return weights.map((w) => Math.sign(w) * size);
}
