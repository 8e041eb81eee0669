/** Losses: the mean over a batch, and the value for each example. */
import * as tf from './tf.ts';

export type LossName =
  /** Softmax cross-entropy of logits [batch, classes] with one-hot (or soft) targets [batch, classes]. */
  | 'cross-entropy'
  /** Logistic loss of logits [batch, outputs] with targets 0 or 1 of that shape. */
  | 'logistic'
  /** Squared error, averaged over the outputs of an example. */
  | 'squared-error';

/** Loss of each example, [batch]. Throws when outputs and targets differ in shape. */
export function lossOfEach(loss: LossName, outputs: tf.Tensor, targets: tf.Tensor): tf.Tensor1D {
  if (outputs.shape.join() !== targets.shape.join()) throw new Error(`${loss}: outputs are [${outputs.shape.join()}], targets [${targets.shape.join()}]`);
  return tf.tidy(() => {
    switch (loss) {
      case 'cross-entropy': // −Σ t·log softmax(z)
        return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(outputs)), -1));
      case 'logistic': // log(1 + e^z) − t·z, whose slope is sigmoid(z) − t
        return tf.sum(tf.sub(tf.softplus(outputs), tf.mul(targets, outputs)), -1);
      case 'squared-error':
        return tf.mean(tf.squaredDifference(outputs, targets), -1);
    }
  });
}

/** Mean loss of a batch. */
export const meanLoss = (loss: LossName, outputs: tf.Tensor, targets: tf.Tensor): tf.Scalar => tf.tidy(() => tf.mean(lossOfEach(loss, outputs, targets)));
