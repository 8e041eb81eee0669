/**
 * Slopes of a network's outputs in its inputs. f must treat every example by itself; all examples and outputs are
 * differentiated together, in reverse.
 */
import type { Classifier } from '../metrics.ts';
import { jacobian } from '../shortest.ts';
import * as tf from '../tf.ts';
import { parts, perInput } from './memory.ts';
import { rows } from './rows.ts';

/** Slopes of every output in the input, [batch, outputs, …input], for x [batch, …input]. The caller owns the result. */
export function inputJacobian(f: Classifier, x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const outputs = outputsOf('input Jacobian', f, x);
    const [batch = 0, ...input] = x.shape;
    const flat = (y: tf.Tensor) => f(tf.reshape(y, [-1, ...input]));
    const features = x.size / batch;
    // each example is copied once an output
    const found = [...parts(batch, outputs * perInput(features))].map(([start, end]) =>
      jacobian(flat, tf.reshape(rows(x, start, end), [end - start, features]), outputs),
    );
    return tf.reshape(tf.concat(found), [batch, outputs, ...input]);
  });
}

/** Slope of one output in the input, of the shape of x: the same output for all examples, or one for each. The caller owns the result. */
export function inputGradient(f: Classifier, x: tf.Tensor, output: number | ArrayLike<number>): tf.Tensor {
  return tf.tidy(() => {
    const outputs = outputsOf('input gradient', f, x);
    const batch = x.shape[0] ?? 0;
    const which = Int32Array.from({ length: batch }, (_, i) => (typeof output === 'number' ? output : (output[i] ?? -1)));
    if (typeof output !== 'number' && output.length !== batch) throw new Error(`input gradient: ${batch} examples, but an output for ${output.length}`);
    for (const k of typeof output === 'number' ? [output] : Array.from(output))
      if (!(Number.isInteger(k) && k >= 0 && k < outputs)) throw new Error(`input gradient: there is no output ${k} of ${outputs}`);
    const chosen = tf.cast(tf.oneHot(tf.tensor1d(which, 'int32'), outputs), 'float32');
    return tf.grad((input: tf.Tensor) => tf.sum(tf.mul(f(input), chosen)))(x);
  });
}

/** How many outputs f has, found by one example. */
function outputsOf(who: string, f: Classifier, x: tf.Tensor): number {
  if (!((x.shape[0] ?? 0) >= 1)) throw new Error(`${who}: x of shape [${x.shape.join()}] has no example`);
  const { shape } = f(rows(x, 0, 1));
  const [one, outputs = 0] = shape;
  if (shape.length !== 2 || one !== 1 || outputs < 1) throw new Error(`${who}: f must give [batch, outputs], but gave [${shape.join()}] for one example`);
  return outputs;
}
