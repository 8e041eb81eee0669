/**
 * Anchors: springs that hold weights near the values they had after a task, some tighter than others.
 *
 * Elastic weight consolidation (James Kirkpatrick et al., PNAS 114:3521, 2017) adds to the loss of a new task
 *
 *   Σ over old tasks k of ½ Σ_i s_ki · (w_i − w*_ki)²,   s = λF,
 *
 * with the Fisher information F of fisher.ts. With s = λ for every weight it is plain L2. The paper adds the springs'
 * gradient to the loss's. That step diverges where rate · s > 2, which a single important weight is enough for; so the
 * loss takes its own step first, and then the springs are followed exactly, to the least of ½(w − v)²/η + ½s(v − w*)²:
 *
 *   w ← (w + η Σ_k s_k w*_k) / (1 + η Σ_k s_k)
 *
 * which agrees with the paper's step to first order in ηs, and never overshoots.
 */
import type { Params } from '../net.ts';
import * as tf from '../tf.ts';
import { leaves, map } from '../tree.ts';

export interface Anchors {
  /** From now on the weights are also held at `at`, as tightly as `stiffness` says, s ≥ 0. Keeps no tensor of either. */
  hold(stiffness: Params, at: Params): void;
  /** After each step on the loss: the springs pull the weights, in place. */
  pull(): void;
  dispose(): void;
}

/**
 * Where several tasks are held: each at weights of its own, as in the paper; or all at the newest task's weights, with
 * the sum of their stiffness (Ferenc Huszár, PNAS 115:E2496, 2018, who derives that the first counts early tasks twice).
 */
export type Centre = 'each' | 'newest';

/** What one weight tensor needs: w ← w · keep + towards. */
interface Spring {
  readonly stiffness: tf.Tensor; // Σ s
  readonly moment: tf.Tensor; // Σ s · w*
  readonly keep: tf.Tensor; // 1 / (1 + η Σ s)
  readonly towards: tf.Tensor; // η Σ s · w* / (1 + η Σ s)
}

/**
 * Springs on the variables, none of them tight yet. Any tree will do, also parameters of replicas, [replicas, …].
 * @param learningRate that of the steps on the loss, η
 */
export function makeAnchors(params: Params<tf.Variable>, learningRate: number, centre: Centre = 'each'): Anchors {
  if (!(Number.isFinite(learningRate) && learningRate > 0)) throw new Error(`anchors: the learning rate must be a positive number, got ${learningRate}`);
  const variables = leaves<tf.Variable>(params);
  let springs: Spring[] = [];

  function tightened(old: Spring | undefined, added: tf.Tensor, at: tf.Tensor): Spring {
    return tf.tidy(() => {
      const stiffness = old ? tf.add(old.stiffness, added) : tf.add(added, 0);
      const moment = centre === 'newest' || !old ? tf.mul(stiffness, at) : tf.add(old.moment, tf.mul(added, at));
      const keep = tf.div(1, tf.add(1, tf.mul(learningRate, stiffness)));
      return { stiffness, moment, keep, towards: tf.mul(tf.mul(learningRate, moment), keep) };
    });
  }

  function free(): void {
    for (const { stiffness, moment, keep, towards } of springs) tf.dispose([stiffness, moment, keep, towards]);
    springs = [];
  }

  return {
    hold(stiffness, at) {
      const [tight, places] = [leaves(stiffness), leaves(at)];
      const next = variables.map((variable, k): Spring => {
        const [added, place] = [tight[k], places[k]];
        const shapes = [variable, added, place].map((t) => t && `[${t.shape.join()}]`);
        if (!added || !place || new Set(shapes).size > 1)
          throw new Error(`anchors: weight tensor ${k} is ${shapes[0]}, but its stiffness ${shapes[1]}, at weights ${shapes[2]}`);
        return tightened(springs[k], added, place);
      });
      free();
      springs = next;
    },
    pull() {
      for (const [k, { keep, towards }] of springs.entries()) {
        const w = variables[k];
        if (w) tf.tidy(() => w.assign(tf.add(tf.mul(w, keep), towards)));
      }
    },
    dispose: free,
  };
}

/** λF from an importance F: one λ, or one for each replica of a tree of [replicas, …]. The caller owns the result. */
export function stiffnessOf(importance: Params, strength: number | readonly number[]): Params {
  return map(importance, (f) => tf.tidy(() => tf.mul(f, typeof strength === 'number' ? strength : column(strength, f))));
}

/** The same for every weight: plain L2. */
export function evenStiffness(params: Params, strength: number | readonly number[]): Params {
  return map(params, (w) => tf.tidy(() => tf.mul(tf.ones(w.shape), typeof strength === 'number' ? strength : column(strength, w))));
}

/** [replicas, 1, …], to be spread over the rest of the tensor. */
function column(each: readonly number[], like: tf.Tensor): tf.Tensor {
  if (each.length !== like.shape[0]) throw new Error(`anchors: ${each.length} strengths, but the weights are [${like.shape.join()}]`);
  return tf.reshape(tf.tensor1d([...each]), [each.length, ...like.shape.slice(1).map(() => 1)]);
}
