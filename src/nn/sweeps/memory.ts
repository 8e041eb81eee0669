/** How much of a sweep is done at once: enough that the work hides the cost of asking for it, little enough for a phone. */
import { type Model, shapesOf } from '../model.ts';
import { sizeOf } from '../compiled/buffers.ts';

/** Numbers that one part of a sweep may hold in its largest tensor: 16 MB. A few such tensors live at a time. */
const BUDGET = 2 ** 22;

/** Parts of a sweep over `count` things of which each takes `numbers` numbers: [start, end) of each part. */
export function* parts(count: number, numbers: number): Generator<readonly [start: number, end: number], void, void> {
  const atOnce = Math.max(1, Math.floor(BUDGET / Math.max(1, numbers)));
  for (let start = 0; start < count; start += atOnce) yield [start, Math.min(count, start + atOnce)];
}

/** Numbers that one example has in the widest layer's output, of the layers from `begin` on. */
export const widest = (model: Model, begin = 0): number => Math.max(...shapesOf(model).slice(begin).map(sizeOf));

/** Numbers that one example has in all layers together, the input included. */
export const inAllLayers = (model: Model): number => [model.input, ...shapesOf(model)].reduce((sum, shape) => sum + sizeOf(shape), 0);

/** Numbers that one input of this size is taken to need in a network that is not known: at least a layer of some width. */
export const perInput = (size: number): number => Math.max(256, size);
