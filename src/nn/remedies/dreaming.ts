/**
 * Rehearsal with invented examples: something learns what the pictures of a task look like, and makes up pictures of it
 * when later tasks are practised. Robins ("Catastrophic forgetting, rehearsal and pseudorehearsal", 1995) rehearsed
 * random patterns with the answers that the network itself had given to them; Shin et al. ("Continual learning with deep
 * generative replay", 2017) train a second network to make up the pictures. Labels are no part of it: whoever rehearses
 * asks the old network for them.
 *
 * Generators forget, too. So this one, a variational autoencoder, practises its own dreams of the earlier tasks while it
 * learns the next one: a task's pictures are one of t parts of each batch, t tasks in all, and the rest is dreamt by a
 * copy from before.
 */
import type { ImageSet } from '../../core/experiment.ts';
import type { Random } from '../../core/random.ts';
import { gather, shuffled } from '../batches.ts';
import { canCompile } from '../compiled/step.ts';
import type { Model } from '../model.ts';
import { init, type Params } from '../net.ts';
import * as tf from '../tf.ts';
import { clone, dispose, variables } from '../tree.ts';
import { makeVaeTapeStep, modelsOf, picturesOf, type VaeSpec } from './vae.ts';
import { compileVaeStep } from './vae-compiled.ts';

/** A stretch of learning, some 30 ms of work. */
export interface Stretch {
  /** Share of the learning that is done, 0 … 1. */
  readonly progress: number;
  /** Mean loss of the stretch; NaN where nothing is descended on. A caller gives it to `lab.finite`. */
  readonly loss: number;
}

export interface Dreamer {
  /** Learns what the pictures of one more task look like. May be left in the middle. */
  learn(set: ImageSet, random: Random): AsyncGenerator<Stretch, void, void>;
  /** Pictures of all tasks so far, [count, pixels], 0 … 1. The caller frees them. Throws before anything was learned. */
  dream(count: number, random: Random): tf.Tensor2D;
  /** Numbers that it keeps: what the memory of a rehearsal is to be compared with. */
  readonly numbers: number;
  dispose(): void;
}

export interface DreamingSpec extends VaeSpec {
  readonly batch: number;
  /** Batches for each task. */
  readonly steps: number;
}

/**
 * Enough for dreams of handwritten digits: a network that learns two digits after another, and rehearses dreams of the
 * earlier ones, reads 86 % of all ten at the end (two seeds of 3,000 digits a task), as much as with Gaussian dreams.
 */
export const USUAL_DREAMER: Omit<DreamingSpec, 'pixels'> = { hidden: 100, codes: 10, learningRate: 0.003, batch: 100, steps: 300 };

/** Steps between two stretches. */
const STRETCH = 5;

/** `random` draws the first weights. */
export function makeVaeDreamer(spec: DreamingSpec, random: Random): Dreamer {
  const models = modelsOf(spec);
  const params = { encoder: fresh(models.encoder, random), decoder: fresh(models.decoder, random) };
  const step = canCompile() ? compileVaeStep(spec, params) : makeVaeTapeStep(spec, params);
  let tasks = 0;
  const dreamWith = (decoder: Params, count: number, source: Random) =>
    tf.tidy(() => picturesOf(spec, decoder, tf.tensor2d(source.normals(count * spec.codes), [count, spec.codes])));

  async function* learn(set: ImageSet, source: Random): AsyncGenerator<Stretch, void, void> {
    const own = Math.max(1, Math.round(spec.batch / (tasks + 1)));
    const before = tasks > 0 ? clone(params.decoder) : [];
    const batches = shuffled(source, set.count, Math.min(own, set.count));
    let losses: tf.Scalar[] = [];
    tasks++;
    try {
      for (let k = 1; k <= spec.steps; k++) {
        const { x: given, y } = gather(set, batches.next().value);
        const dreamt = spec.batch - own;
        const x = tasks > 1 && dreamt > 0 ? tf.tidy(() => tf.concat2d([given, dreamWith(before, dreamt, source)], 0)) : given;
        losses.push(step.run(x, source.normals((x.shape[0] ?? 0) * spec.codes)));
        tf.dispose([given, y, x]);
        if (k % STRETCH !== 0 && k < spec.steps) continue;
        const taken = losses;
        losses = [];
        yield { progress: k / spec.steps, loss: await meanOf(taken) };
      }
    } finally {
      dispose(before);
      tf.dispose(losses);
    }
  }

  return {
    learn,
    dream(count, source) {
      if (tasks === 0) throw new Error('dreaming: nothing was learned that could be dreamt of');
      return dreamWith(params.decoder, count, source);
    },
    numbers: params.decoder.flatMap((layer) => Object.values(layer)).reduce((sum, t) => sum + t.size, 0),
    dispose() {
      step.dispose();
      dispose([params.encoder, params.decoder]);
    },
  };
}

function fresh(model: Model, random: Random): Params<tf.Variable> {
  const start = init(model, random);
  const params = variables(start);
  dispose(start);
  return params;
}

/** Frees them. */
async function meanOf(losses: readonly tf.Scalar[]): Promise<number> {
  const mean = tf.tidy(() => tf.mean(tf.stack([...losses])));
  tf.dispose([...losses]);
  const [value = NaN] = await mean.data();
  mean.dispose();
  return value;
}
