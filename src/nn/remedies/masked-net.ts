/**
 * A fully connected network with hard attention to the task (hard-attention.ts): masks over its hidden units, learned
 * with its weights, one set for each task.
 *
 * A mask multiplies the output of a layer, so it may as well multiply the rows of the weights above it. With those
 * *effective* weights E = a∘V it is an ordinary network, whose gradients come from the compiled step where there is one.
 * What single operations are left with is small: ∂L/∂V = a∘∂L/∂E, and ∂L/∂a = Σ V∘∂L/∂E along each row.
 */
import type { LayerTensors } from '../compiled/check.ts';
import type { LossName } from '../losses.ts';
import { read } from '../metrics.ts';
import { type Model, shapesOf } from '../model.ts';
import { predict, type Params } from '../net.ts';
import * as tf from '../tf.ts';
import { dispose } from '../tree.ts';
import { at, checkedLayers, hiddenUnits, makeDifferentiator } from './dense-layers.ts';
import { compensated, maskOf, movedEmbedding, openness, roomSlopes, sharpness } from './hard-attention.ts';

export interface AttentionSpec {
  /** Dense layers only; the masks are over the units of all but the last. */
  readonly model: Model;
  readonly loss: LossName;
  /** Of weights and embeddings, by plain gradient descent. */
  readonly learningRate: number;
  readonly smax: number;
  /** c, the weight of the regulariser: the larger, the fewer units a task takes. */
  readonly capacity: number;
  /** Whether each task has a last layer of its own, or all share one, of which every task closes a part. */
  readonly head: 'own' | 'shared';
}

/** One task's way through the network: its masks, and the weights that it trains. */
export interface AttentionTask {
  /**
   * Updates weights and embeddings on one batch. Returns the loss before, without the regulariser; the caller frees it.
   * @param done share of the epoch's batches that came before, 0 … 1, which sets how sharp the masks are
   */
  step(x: tf.Tensor, targets: tf.Tensor, done: number): tf.Scalar;
  /** What the last layer gives through the sharp masks, [batch, outputs]; the caller frees it. */
  predict(x: tf.Tensor): tf.Tensor;
  /** The sharp masks, 0 … 1 a unit, hidden layer after hidden layer. */
  masks(): Promise<Float32Array[]>;
  /** Frees what was made here, not the parameters. */
  dispose(): void;
}

/** The masks of all earlier tasks in one when there were none: no unit is taken. */
export const untouched = (model: Model): Float32Array[] => hiddenUnits(model).map((units) => new Float32Array(units));

/**
 * @param params all layers; the hidden ones, and a shared last one, are those that earlier tasks have trained
 * @param start the embeddings at first, hidden layer after hidden layer; the authors draw them from a normal distribution
 * @param before the masks of all earlier tasks in one, as `together` makes them
 */
export function makeAttentionTask(
  spec: AttentionSpec,
  params: Params<tf.Variable>,
  start: readonly Float32Array[],
  before: readonly Float32Array[],
): AttentionTask {
  const { model, loss, learningRate, smax, capacity } = spec;
  const layers = checkedLayers(model, params);
  const wanted = hiddenUnits(model).join();
  for (const [what, list] of Object.entries({ embeddings: start, 'earlier masks': before }))
    if (list.map(({ length }) => length).join() !== wanted)
      throw new Error(`hard attention: the hidden layers have ${wanted} units, the ${what} are for ${list.map(({ length }) => length).join()}`);

  const column = (values: Float32Array): tf.Tensor => tf.tensor2d(values, [values.length, 1]);
  const embeddings = start.map((e) => tf.tidy(() => tf.variable(column(e), false)));
  const room = roomSlopes(before, capacity).map(column);
  const rates = ratesOf(spec, before);
  const masked = layers.slice(1).map(({ weight }) => tf.tidy(() => tf.variable(tf.zerosLike(weight))));
  const effective: Params<tf.Variable> = layers.map(({ weight, bias }, l) => ({ weight: l === 0 ? weight : at(masked, l - 1), bias }));
  const differentiator = makeDifferentiator(model, loss, effective);

  /** Puts the masks of sharpness s before the weights, and gives them, [units, 1] each. */
  const fold = (s: number): tf.Tensor[] =>
    embeddings.map((embedding, l) => {
      const mask = maskOf(embedding, s);
      at(masked, l).assign(tf.mul(at(layers, l + 1).weight, mask));
      return mask;
    });

  return {
    step: (x, targets, done) =>
      tf.tidy(() => {
        const masks = fold(sharpness(smax, done));
        const { value, gradients } = differentiator.run(x, targets);
        layers.forEach((layer, l) => {
          const { weight, bias } = at(gradients, l);
          const [mask, rate] = [masks[l - 1], at(rates, l)];
          if (mask) {
            const embedding = at(embeddings, l - 1);
            const slope = tf.add(tf.sum(tf.mul(weight, layer.weight), 1, true), at(room, l - 1));
            embedding.assign(movedEmbedding(embedding, compensated(slope, embedding, smax), learningRate));
          }
          layer.weight.assign(tf.sub(layer.weight, tf.mul(mask ? tf.mul(weight, mask) : weight, rate.weight)));
          layer.bias.assign(tf.sub(layer.bias, tf.mul(bias, rate.bias)));
        });
        return value;
      }),
    predict: (x) =>
      tf.tidy(() => {
        fold(smax);
        return predict(model, effective, x);
      }),
    masks: () => Promise.all(embeddings.map((embedding) => read(() => maskOf(embedding, smax)).then((a) => Float32Array.from(a)))),
    dispose() {
      differentiator.dispose();
      dispose([embeddings, room, masked, rates.map((rate) => [rate.weight, rate.bias])]);
    },
  };
}

/** The learning rate of every weight and bias: less where earlier tasks use both ends. Pixels and biases' inputs are always on. */
function ratesOf({ model, learningRate, head }: AttentionSpec, before: readonly Float32Array[]): LayerTensors[] {
  const taken = before.some((layer) => layer.some((a) => a > 0));
  const always = Float32Array.of(1);
  const outputs = new Float32Array(at(shapesOf(model), model.layers.length - 1)[0] ?? 0).fill(head === 'shared' && taken ? 1 : 0);
  const scaled = (open: Float32Array) => open.map((o) => o * learningRate);
  return [...before, outputs].map((above, l) => {
    const below = before[l - 1] ?? always; // one row for all pixels
    return {
      weight: tf.tensor2d(scaled(openness(below, above)), [below.length, above.length]),
      bias: tf.tensor1d(scaled(openness(always, above))),
    };
  });
}
