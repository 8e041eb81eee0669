/**
 * A data set that lives on the card. A batch is then a handful of indices and two draws, in place of pictures that are
 * gathered in JavaScript and sent over at every step.
 */
import { checkContext, device as currentDevice, free, newPacked, packedOf } from '../../../kernels/webgl/device.ts';
import { gather, writeIndices } from '../../../kernels/webgl/gather.ts';
import { drawAll, makePass, type Pass } from '../../../kernels/webgl/pass.ts';
import { checkPrograms } from '../../../kernels/webgl/programs.ts';
import * as tf from '../../tf.ts';

export interface DataOnCard {
  /** The examples with these indices, in this order. The caller disposes of both tensors. */
  batch(indices: ArrayLike<number>): { readonly x: tf.Tensor; readonly targets: tf.Tensor };
  /** Frees the copies on the card, not the tensors that they were made from. */
  dispose(): void;
}

/** float32 holds whole numbers up to here. */
const MOST_EXAMPLES = 1 << 24;

/** @param x [count, …input]; targets [count, …outputs]. Throws when they do not fit. */
export function dataOnCard(x: tf.Tensor, targets: tf.Tensor): DataOnCard {
  const device = currentDevice();
  const [count = 0] = x.shape;
  if (count < 1 || count >= MOST_EXAMPLES || targets.shape[0] !== count || x.rank < 2 || targets.rank < 2)
    throw new Error(`data: x must be [count, …] and targets [count, …], got [${x.shape.join()}] and [${targets.shape.join()}]`);
  const sources = [x, targets].map((tensor) => {
    const copy = tf.tidy(() => tf.keep(tf.add(tensor, 0)));
    return { copy, shape: tensor.shape, packed: packedOf(device, copy, tensor.shape) };
  });
  const outputs = sources.map(() => ({ texture: undefined }) as { texture: WebGLTexture | undefined });
  let made: { readonly size: number; readonly indices: ReturnType<typeof newPacked>; readonly passes: readonly Pass[] } | undefined;

  function forget(): void {
    if (!made) return;
    for (const pass of made.passes) pass.dispose();
    free(device, made.indices);
    made = undefined;
  }

  function passesFor(size: number) {
    if (made?.size === size) return made;
    forget();
    const indices = newPacked(device, [size]);
    const passes = sources.map(({ shape, packed }, k) => {
      const like = newPacked(device, [size, ...shape.slice(1)]);
      free(device, like);
      return makePass(device, gather(packed.grid, indices.grid, like.grid), { S: packed, I: indices }, [outputs[k] ?? { texture: undefined }]);
    });
    checkPrograms(device);
    made = { size, indices, passes };
    return made;
  }

  return {
    batch(wanted) {
      checkContext(device);
      if (wanted.length < 1) throw new Error('data: a batch of no example');
      for (let k = 0; k < wanted.length; k++) {
        const i = wanted[k] ?? -1;
        if (!(Number.isInteger(i) && i >= 0 && i < count)) throw new Error(`data: there is no example ${i} of ${count}`);
      }
      const { indices, passes } = passesFor(wanted.length);
      writeIndices(device, indices, wanted);
      const [first, second] = sources.map(({ shape }, k) => {
        const out = newPacked(device, [wanted.length, ...shape.slice(1)]);
        const slot = outputs[k];
        if (slot) slot.texture = out.texture;
        return tf.engine().makeTensorFromTensorInfo(out.info);
      });
      drawAll(device, passes);
      if (!first || !second) throw new Error('data: no batch');
      return { x: first, targets: second };
    },
    dispose() {
      forget();
      for (const { copy, packed } of sources) {
        packed.release();
        copy.dispose();
      }
    },
  };
}
