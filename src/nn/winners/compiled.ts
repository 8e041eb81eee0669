/**
 * The training step of winner-take-all networks as a list of kernel calls on WASM. Between the two layers the losers are set to zero
 * where they lie. Nothing else is needed: the derivatives of ReLU and of the sigmoid are taken from the layer's output,
 * and both are zero where that is zero.
 */
import { context } from '../../kernels/current.ts';
import type { Call, Slot } from '../compiled/buffers.ts';
import { checker, ratesFor, variablesOf } from '../compiled/check.ts';
import { denseBackward } from '../compiled/dense.ts';
import type { Weights } from '../compiled/place.ts';
import { at, building, forwardOf, layOut, lossCalls } from '../compiled/plan.ts';
import { makeUpdater, type Trained } from '../compiled/update.ts';
import type { Params } from '../net.ts';
import * as tf from '../tf.ts';
import { layersOf, type WinnersSpec, type WinnersStep } from './spec.ts';

/** The parameters, [networks, …], must not be assigned to as long as the step lives: their numbers are changed where they lie. */
export function compileWinnersStep(spec: WinnersSpec, params: Params<tf.Variable>): WinnersStep {
  layersOf(spec); // its checks
  const started = context();
  const { heap } = started;
  const networks = spec.winners.length;
  const whole = building(started, (buffers) => {
    const train = (variable: tf.Variable): Trained => ({
      shape: variable.shape,
      value: { address: heap.address(variable) },
      gradient: buffers.make(variable.shape),
    });
    const layers = variablesOf(spec.model, params, networks).flatMap((v): LayerParts[] => (v ? [{ weight: train(v.weight), bias: train(v.bias) }] : []));
    return { layers, trained: layers.flatMap(({ weight, bias }) => [weight, bias]) };
  });
  const rates = ratesFor('learning rate', networks, spec.learningRates, spec.optimiser.learningRate);
  const decays = new Array<number>(networks).fill(spec.optimiser.weightDecay ?? 0);
  const updater = makeUpdater(started, spec.optimiser, whole.trained, networks, rates, decays);
  const check = checker(spec.model, undefined);
  let list: ReturnType<typeof planOf> | undefined;
  return {
    run(x, targets) {
      const { batch } = check(x, targets);
      if (list?.batch !== batch) {
        list?.dispose();
        list = undefined;
        list = planOf(spec, whole.layers, batch);
      }
      const out = heap.output([networks]);
      list.x.address = heap.address(x);
      list.targets.address = heap.address(targets);
      list.loss.address = heap.address(out);
      list.run();
      updater.apply();
      const losses = tf.engine().makeTensorFromTensorInfo(out);
      if (!isRow(losses)) throw new Error(`winners: the losses have shape [${losses.shape.join()}]`);
      return losses;
    },
    dispose() {
      list?.dispose();
      updater.dispose();
      whole.dispose();
    },
  };
}

const isRow = (t: tf.Tensor): t is tf.Tensor1D => t.rank === 1;

interface LayerParts {
  readonly weight: Trained;
  readonly bias: Trained;
}

const weightsOf = ({ weight, bias }: LayerParts): Weights => ({ weight: weight.value, bias: bias.value });
const gradientsOf = ({ weight, bias }: LayerParts): Weights => ({ weight: weight.gradient, bias: bias.gradient });

/** Everything for batches of one size. */
function planOf(spec: WinnersSpec, layers: readonly LayerParts[], batch: number) {
  const [hidden, last] = layersOf(spec);
  const networks = spec.winners.length;
  const [targets, loss]: [Slot, Slot] = [{ address: 0 }, { address: 0 }];
  const started = context();
  return building(started, (buffers) => {
    const { x, places } = layOut(started, buffers, spec.model, { replicas: networks, batch, sharedX: true });
    const [lower, upper, below, above] = [at(places, 0), at(places, 1), at(layers, 0), at(layers, 1)];
    const [dHidden, dOutputs] = [buffers.make([networks, batch, hidden.units]), buffers.make([networks, batch, last.units])];
    const row = new Float32Array(hidden.units);
    const compete = () => {
      const values = new Float32Array(started.heap.memory.buffer, lower.y.address, networks * batch * hidden.units);
      silenceLosers(values, spec.winners, batch, row);
    };
    const calls: readonly Call[] = [
      ...forwardOf(hidden, lower, weightsOf(below)),
      compete,
      ...forwardOf(last, upper, weightsOf(above)),
      ...lossCalls(spec.loss, upper, targets, true, dOutputs, loss),
      ...denseBackward(upper, last, weightsOf(above), gradientsOf(above), { dy: dOutputs, dx: dHidden, reluDone: false }),
      ...denseBackward(lower, hidden, weightsOf(below), gradientsOf(below), { dy: dHidden, reluDone: false }),
    ];
    const run = () => {
      for (const call of calls) call();
    };
    return { batch, x, targets, loss, run };
  });
}

/** What `keepWinners` in tape.ts gives, several times faster, without a gradient. */
export function selectWinners(values: tf.Tensor3D, winners: readonly number[]): tf.Tensor3D {
  const [, batch, units] = values.shape;
  const kept = Float32Array.from(values.dataSync()); // at once on WASM
  silenceLosers(kept, winners, batch, new Float32Array(units));
  return tf.tensor3d(kept, values.shape);
}

/** Sets all but the greatest k of each row to zero. `row` is scratch for one. */
export function silenceLosers(values: Float32Array, winners: readonly number[], batch: number, row: Float32Array): void {
  const units = row.length;
  winners.forEach((k, network) => {
    if (k >= units) return;
    for (let example = 0; example < batch; example++) {
      const from = (network * batch + example) * units;
      row.set(values.subarray(from, from + units));
      const least = kthGreatest(row, k);
      for (let i = from; i < from + units; i++) if ((values[i] ?? 0) < least) values[i] = 0;
    }
  });
}

/** The k-th greatest of the numbers, which it reorders (Hoare's selection). */
export function kthGreatest(numbers: Float32Array, k: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const pivot = numbers[(low + high) >> 1] ?? NaN;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((numbers[i] ?? NaN) > pivot) i++;
      while ((numbers[j] ?? NaN) < pivot) j--;
      if (i > j) break;
      const swap = numbers[i] ?? NaN;
      numbers[i] = numbers[j] ?? NaN;
      numbers[j] = swap;
      i++;
      j--;
    }
    if (k - 1 <= j) high = j;
    else if (k - 1 >= i) low = i;
    else break;
  }
  return numbers[k - 1] ?? NaN;
}
