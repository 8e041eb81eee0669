/**
 * The training step of a variational autoencoder as a list of kernel calls on WASM: the same as the tape's in vae.ts, but
 * nothing is recorded or allocated while it runs. The two networks are laid out as any compiled network; between them
 * stands the code, a few numbers a picture, which is drawn and differentiated here:
 *
 *   ∂/∂μ = ∂/∂z + μ/n,   ∂/∂ln σ² = ½ (∂/∂z · σ·ε + (σ² − 1)/n)   for a batch of n pictures.
 */
import { exp } from '../../core/exact.ts';
import { context } from '../../kernels/current.ts';
import { type Buffers, type Call, type Slot } from '../compiled/buffers.ts';
import { checker, variablesOf } from '../compiled/check.ts';
import { denseBackward } from '../compiled/dense.ts';
import type { Place, Weights } from '../compiled/place.ts';
import { at, building, forwardOf, layOut, lossCalls } from '../compiled/plan.ts';
import { makeUpdater, type Trained } from '../compiled/update.ts';
import type { Model } from '../model.ts';
import { adam } from '../optimisers.ts';
import type { Params } from '../net.ts';
import * as tf from '../tf.ts';
import { modelsOf, type VaeParts, type VaeSpec, type VaeStep } from './vae.ts';

/** The parameters must not be assigned to as long as the step lives: their numbers are changed where they lie. */
export function compileVaeStep(spec: VaeSpec, params: VaeParts<tf.Variable>): VaeStep {
  const started = context();
  const { heap } = started;
  const models = modelsOf(spec);
  const whole = building(started, (buffers) => {
    const encoder = trainedOf(buffers, models.encoder, params.encoder);
    const decoder = trainedOf(buffers, models.decoder, params.decoder);
    const trained = [...encoder, ...decoder].flatMap(({ weight, bias }) => [weight, bias]);
    for (const t of trained) t.value.address = heap.address(t.variable);
    return { encoder, decoder, trained };
  });
  const updater = makeUpdater(started, adam(spec.learningRate), whole.trained, 1, [spec.learningRate], [0]);
  const check = checker(models.encoder, undefined);
  let list: ReturnType<typeof planOf> | undefined;
  return {
    run(x, noise) {
      const { batch } = check(x);
      if (noise.length !== batch * spec.codes) throw new Error(`vae: ${batch} pictures need ${batch * spec.codes} numbers of noise, got ${noise.length}`);
      if (list?.batch !== batch) {
        list?.dispose();
        list = undefined;
        list = planOf(spec, models.encoder, models.decoder, whole.encoder, whole.decoder, batch);
      }
      const out = heap.output([]);
      list.x.address = heap.address(x);
      list.loss.address = heap.address(out);
      list.run(noise);
      updater.apply();
      const loss = tf.engine().makeTensorFromTensorInfo(out);
      if (!isScalar(loss)) throw new Error(`vae: the loss has shape [${loss.shape.join()}]`);
      return loss;
    },
    dispose() {
      list?.dispose();
      updater.dispose();
      whole.dispose();
    },
  };
}

const isScalar = (t: tf.Tensor): t is tf.Scalar => t.rank === 0;

interface TrainedLayer {
  readonly weight: Trained & { readonly variable: tf.Variable };
  readonly bias: Trained & { readonly variable: tf.Variable };
}

function trainedOf(buffers: Buffers, model: Model, params: Params<tf.Variable>): TrainedLayer[] {
  const train = (variable: tf.Variable) => ({ variable, shape: variable.shape, value: { address: 0 }, gradient: buffers.make(variable.shape) });
  return variablesOf(model, params, undefined).flatMap((v) => (v ? [{ weight: train(v.weight), bias: train(v.bias) }] : []));
}

/** Everything for batches of one size. */
function planOf(spec: VaeSpec, encoder: Model, decoder: Model, below: readonly TrainedLayer[], above: readonly TrainedLayer[], batch: number) {
  const { codes, pixels, hidden } = spec;
  const started = context();
  const loss: Slot = { address: 0 };
  return building(started, (buffers) => {
    const [into, from] = [encoder, decoder].map((model) => layOut(started, buffers, model, { replicas: 1, batch, sharedX: true }));
    if (!into || !from) throw new Error('vae: two networks are needed');
    const code = buffers.make([batch, codes]);
    from.x.address = code.address;
    const [dPixels, dHidden, dCode, dStatistics] = [pixels, hidden, codes, 2 * codes].map((width) => buffers.make([batch, width]));
    if (!dPixels || !dHidden || !dCode || !dStatistics) throw new Error('vae: no room for the gradients');
    const forward = [...callsForward(encoder, into.places, below)];
    const middle = [
      ...callsForward(decoder, from.places, above),
      ...lossCalls('logistic', at(from.places, 1), into.x, true, dPixels, loss),
      ...callsBackward(decoder, from.places, above, [dHidden, dPixels], dCode),
    ];
    const backward = callsBackward(encoder, into.places, below, [dHidden, dStatistics], undefined);
    const statistics = at(into.places, 1).y;
    const numbersAt = ({ address }: Slot, count: number) => new Float32Array(started.heap.memory.buffer, address, count);
    return {
      batch,
      x: into.x,
      loss,
      run(noise: Float32Array) {
        for (const call of forward) call();
        sample(numbersAt(statistics, 2 * batch * codes), noise, numbersAt(code, batch * codes), codes);
        for (const call of middle) call();
        const divergence = throughCode(
          numbersAt(statistics, 2 * batch * codes),
          noise,
          numbersAt(dCode, batch * codes),
          numbersAt(dStatistics, 2 * batch * codes),
          codes,
        );
        for (const call of backward) call();
        const total = numbersAt(loss, 1);
        total[0] = (total[0] ?? NaN) + divergence;
      },
    };
  });
}

const weightsOf = ({ weight, bias }: TrainedLayer): Weights => ({ weight: weight.value, bias: bias.value });
const gradientsOf = ({ weight, bias }: TrainedLayer): Weights => ({ weight: weight.gradient, bias: bias.gradient });

const callsForward = (model: Model, places: readonly Place[], layers: readonly TrainedLayer[]): Call[] =>
  model.layers.flatMap((layer, i) => forwardOf(layer, at(places, i), weightsOf(at(layers, i))));

/** `dy` are the gradients by each layer's output, `dx` is that by the network's input. */
function callsBackward(model: Model, places: readonly Place[], layers: readonly TrainedLayer[], dy: readonly Slot[], dx: Slot | undefined): Call[] {
  return model.layers
    .map((layer, i) => {
      if (layer.kind !== 'dense') throw new Error(`vae: a ${layer.kind} layer is not expected`);
      const back = { dy: at(dy, i), dx: i > 0 ? at(dy, i - 1) : dx, reluDone: false };
      return denseBackward(at(places, i), layer, weightsOf(at(layers, i)), gradientsOf(at(layers, i)), back);
    })
    .reverse()
    .flat();
}

/** z ← μ + σ·ε. `statistics` holds μ and ln σ² of each picture, [batch, 2 · codes]. */
function sample(statistics: Float32Array, noise: Float32Array, code: Float32Array, codes: number): void {
  for (let i = 0; i < code.length; i++) {
    const place = Math.floor(i / codes) * 2 * codes + (i % codes);
    code[i] = (statistics[place] ?? NaN) + exp(0.5 * (statistics[place + codes] ?? NaN)) * (noise[i] ?? NaN);
  }
}

/** Gradient by μ and ln σ² from that by z. Returns the mean divergence. */
function throughCode(statistics: Float32Array, noise: Float32Array, dCode: Float32Array, dStatistics: Float32Array, codes: number): number {
  const batch = dCode.length / codes;
  let divergence = 0;
  for (let i = 0; i < dCode.length; i++) {
    const place = Math.floor(i / codes) * 2 * codes + (i % codes);
    const [mean, logVariance, d] = [statistics[place] ?? NaN, statistics[place + codes] ?? NaN, dCode[i] ?? NaN];
    const deviation = exp(0.5 * logVariance);
    const variance = deviation * deviation;
    divergence += 0.5 * (mean * mean + variance - 1 - logVariance);
    dStatistics[place] = d + mean / batch;
    dStatistics[place + codes] = 0.5 * (d * deviation * (noise[i] ?? NaN) + (variance - 1) / batch);
  }
  return divergence / batch;
}
