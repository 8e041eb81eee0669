/**
 * Networks with one hidden layer of which, for each example, only the k most active units count; the others are set to
 * zero. Several such networks of one shape, with different k, train side by side: every parameter is [networks, …].
 * With k as large as the layer it is an ordinary network. Gradients flow through the winners alone.
 *
 * Codes of so few active units are the sparse or "sharpened" ones of French ("Using semi-distributed representations to
 * overcome catastrophic forgetting in connectionist networks", 1991), who sharpened by degrees what is cut here.
 */
import type { Random } from '../../core/random.ts';
import { stack } from '../compiled/replicas.ts';
import { canCompile } from '../compiled/step.ts';
import { init } from '../net.ts';
import * as tf from '../tf.ts';
import { dispose, variables } from '../tree.ts';
import { compileWinnersStep, selectWinners } from './compiled.ts';
import { layersOf, type WinnersSpec } from './spec.ts';
import { codesOf, keepWinners, makeWinnersTapeStep, outputsOf } from './tape.ts';

export interface Winners {
  train(x: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D;
  /** What the hidden layers say, [networks, batch, hidden], the losers at zero. The caller frees it. */
  codes(x: tf.Tensor2D): tf.Tensor3D;
  /** [networks, batch, outputs]. The caller frees it. */
  outputs(x: tf.Tensor2D): tf.Tensor3D;
  dispose(): void;
}

/**
 * `copies` networks for each number of winners: first one for each number, from one start, then the next ones from another.
 * The caller disposes of them.
 */
export function makeWinners(one: WinnersSpec, random: Random, copies = 1): Winners {
  layersOf(one); // its checks
  const times = <T>(list: readonly T[]) => Array.from({ length: copies }, () => list).flat();
  const spec: WinnersSpec = { ...one, winners: times(one.winners), ...(one.learningRates && { learningRates: times(one.learningRates) }) };
  const starts = Array.from({ length: copies }, () => init(one.model, random));
  const together = stack(starts.flatMap((start) => one.winners.map(() => start)));
  const params = variables(together);
  dispose([starts, together]);
  const step = canCompile() ? compileWinnersStep(spec, params) : makeWinnersTapeStep(spec, params);
  const keep = canCompile() ? selectWinners : keepWinners;
  return {
    train: (x, targets) => step.run(x, targets),
    codes: (x) => tf.tidy(() => codesOf(spec, params, x, keep)),
    outputs: (x) => tf.tidy(() => outputsOf(spec, params, x, keep)),
    dispose() {
      step.dispose();
      dispose(params);
    },
  };
}
