/**
 * A variational autoencoder (Kingma and Welling, "Auto-Encoding Variational Bayes", 2014) for pictures whose pixels lie
 * between 0 and 1. The encoder gives for a picture x the mean μ and log variance of a code z; the decoder gives for a
 * code the log odds of every pixel. What is minimised is the mean over pictures of
 *
 *   −Σ log p(x | z)  +  KL(N(μ, σ²) ‖ N(0, 1)),   z = μ + σ·ε,  ε ~ N(0, 1),
 *   KL = ½ Σ (μ² + σ² − 1 − ln σ²).
 */
import { lossOfEach } from '../losses.ts';
import { dense, type Model } from '../model.ts';
import { predict, type Params } from '../net.ts';
import { adam, makeOptimiser } from '../optimisers.ts';
import * as tf from '../tf.ts';
import { leaves } from '../tree.ts';

export interface VaeSpec {
  readonly pixels: number;
  /** Units of the hidden layer of the encoder, and of that of the decoder. */
  readonly hidden: number;
  /** Numbers in a code. */
  readonly codes: number;
  readonly learningRate: number;
}

export interface VaeParts<L extends tf.Tensor = tf.Tensor> {
  readonly encoder: Params<L>;
  readonly decoder: Params<L>;
}

export interface VaeModels {
  /** [pixels] → [2 · codes]: the means, then the log variances. */
  readonly encoder: Model;
  /** [codes] → [pixels], log odds. */
  readonly decoder: Model;
}

export const modelsOf = ({ pixels, hidden, codes }: VaeSpec): VaeModels => ({
  encoder: { input: [pixels], layers: [dense(hidden, 'relu'), dense(2 * codes)] },
  decoder: { input: [codes], layers: [dense(hidden, 'relu'), dense(pixels)] },
});

export interface VaeStep {
  /**
   * Updates all parameters on one batch. Returns the loss before the update; the caller disposes of it.
   * @param x [batch, pixels]
   * @param noise ε, [batch · codes]
   */
  run(x: tf.Tensor2D, noise: Float32Array): tf.Scalar;
  /** Frees what the step keeps between runs, not the parameters. */
  dispose(): void;
}

/** By automatic differentiation, on any backend; the compiled step is tested against it. */
export function makeVaeTapeStep(spec: VaeSpec, params: VaeParts<tf.Variable>): VaeStep {
  const all: tf.Variable[] = leaves<tf.Variable>([params.encoder, params.decoder]);
  const optimiser = makeOptimiser(adam(spec.learningRate), all);
  return {
    run(x, noise) {
      const { value, grads } = tf.variableGrads(() => vaeLoss(spec, params, x, noise), all);
      optimiser.apply(all.flatMap((v) => grads[v.name] ?? []));
      tf.dispose(grads);
      return value;
    },
    dispose: () => optimiser.dispose(),
  };
}

/** The mean loss of a batch. */
export function vaeLoss(spec: VaeSpec, { encoder, decoder }: VaeParts, x: tf.Tensor2D, noise: Float32Array): tf.Scalar {
  const models = modelsOf(spec);
  return tf.tidy(() => {
    const batch = x.shape[0];
    const [mean, logVariance] = tf.split(predict(models.encoder, encoder, x), 2, 1);
    if (!mean || !logVariance) throw new Error('vae: the encoder gives no code');
    const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), tf.tensor2d(noise, [batch, spec.codes])));
    const misfit = lossOfEach('logistic', predict(models.decoder, decoder, z), x);
    return tf.mean(tf.add(misfit, divergenceOf(mean, logVariance)));
  });
}

/** KL(N(μ, σ²) ‖ N(0, 1)) of each row, [batch]. */
export const divergenceOf = (mean: tf.Tensor, logVariance: tf.Tensor): tf.Tensor =>
  tf.tidy(() => tf.mul(0.5, tf.sum(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1)), 1)));

/** The pictures that these codes, [batch, codes], stand for: the probability of every pixel, [batch, pixels]. */
export const picturesOf = (spec: VaeSpec, decoder: Params, codes: tf.Tensor): tf.Tensor2D =>
  tf.tidy(() => tf.reshape(tf.sigmoid(predict(modelsOf(spec).decoder, decoder, codes)), [codes.shape[0] ?? 0, spec.pixels]));
