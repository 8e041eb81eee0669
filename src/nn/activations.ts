/** Elementwise functions between layers. */
import * as tf from './tf.ts';

export type Activation = 'linear' | 'relu' | 'tanh' | 'sigmoid';

export function activate<T extends tf.Tensor>(x: T, activation: Activation): T {
  switch (activation) {
    case 'linear':
      return x;
    case 'relu':
      return tf.relu(x);
    case 'tanh':
      return tf.tanh(x);
    case 'sigmoid':
      return tf.sigmoid(x);
  }
}
