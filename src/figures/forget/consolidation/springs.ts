/** Which weights a task needs, how stiff that makes the springs of each network, and where the weights went. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { gather } from '../../../nn/batches.ts';
import { argMax, read } from '../../../nn/metrics.ts';
import type { Model } from '../../../nn/model.ts';
import type { Params } from '../../../nn/net.ts';
import { evenStiffness, stiffnessOf } from '../../../nn/remedies/anchor.ts';
import { fisherDiagonal } from '../../../nn/remedies/fisher.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose, leaves, size } from '../../../nn/tree.ts';
import type { Crowd } from './crowd.ts';
import { byPixel, byUnit, heaviest, ofUnit, shareOn, squaredWay } from './pixels.ts';
import { even, FREE, NETS, STRENGTHS, weighed } from './types.ts';

/** Share of the importance that is called heavy. */
const HEAVY = 0.9;

export interface Importance {
  /** Of each network's first layer, summed over a pixel's weights. */
  readonly pixels: readonly Float32Array[]; // [NETS][pixels]
  /** The fewest first-layer weights that carry `HEAVY` of the importance in the network without springs. */
  readonly heavy: Uint8Array; // [pixels · hidden]
  /** The unit whose weights matter most in that network, and how much each of them does, [pixels]. */
  readonly unit: number;
  readonly ofUnit: Float32Array;
}

/**
 * Holds every network where it stands, by the importance of its own weights for the task that it has just learned. Even
 * springs have in all the same stiffness as those by importance.
 * @param wait makes a frame for the page, between two networks
 */
export async function* holdAll<F>(
  lab: Lab,
  model: Model,
  crowd: Crowd,
  learned: ImageSet,
  task: number,
  examples: number,
  wait: () => F,
): AsyncGenerator<F, Importance, void> {
  const pixels: Float32Array[] = [];
  const stiffness: Params[] = [];
  let heavy: Uint8Array = new Uint8Array();
  let unit = 0;
  let ofThat: Float32Array = new Float32Array();
  const chosen = lab.random('noise', `examples ${task}`).permutation(learned.count).subarray(0, examples);
  const { x, y } = gather(learned, chosen);
  try {
    for (let net = 0; net < NETS; net++) {
      const params = crowd.copy(net);
      const fisher = await fisherDiagonal(model, params, x, lab.random('noise', `labels ${task}`));
      try {
        const weights = await firstOf(fisher);
        pixels.push(byPixel(weights, x.shape[1]));
        if (net === FREE) {
          heavy = heaviest(weights, HEAVY);
          const units = weights.length / x.shape[1];
          unit = argMax(byUnit(weights, units));
          ofThat = ofUnit(weights, unit, units);
        }
        const rung = (net - 1) % STRENGTHS.length;
        const strength = STRENGTHS[rung] ?? 0;
        if (net === weighed(rung)) stiffness.push(stiffnessOf(fisher, strength));
        else stiffness.push(evenStiffness(params, net === even(rung) ? strength * (await meanOf(fisher)) : 0));
      } finally {
        dispose([fisher, params]);
      }
      yield wait();
    }
    crowd.hold(stiffness);
  } finally {
    tf.dispose([x, y]);
    dispose(stiffness);
  }
  return { pixels, heavy, unit, ofUnit: ofThat };
}

/** Where the first layer's weights went while a task was learned. */
export interface Ways {
  /** How the weights of one unit changed in each network. */
  readonly ofUnit: readonly Float32Array[]; // [NETS][pixels]
  /** Share of the squared way that the heavy weights went. */
  readonly onHeavy: readonly number[]; // [NETS]
}

/** @param start the first layer before the task, [pixels · hidden] */
export async function waysOf(crowd: Crowd, start: Float32Array, { heavy, unit }: Importance, hidden: number): Promise<Ways> {
  const changes: Float32Array[] = [];
  const onHeavy: number[] = [];
  for (let net = 0; net < NETS; net++) {
    const weights = await firstLayer(crowd, net);
    const was = ofUnit(start, unit, hidden);
    changes.push(ofUnit(weights, unit, hidden).map((w, p) => w - (was[p] ?? NaN)));
    onHeavy.push(shareOn(squaredWay(weights, start), heavy));
  }
  return { ofUnit: changes, onHeavy };
}

/** A network's first-layer weights, [pixels · hidden]. */
export async function firstLayer(crowd: Crowd, net: number): Promise<Float32Array> {
  const params = crowd.copy(net);
  try {
    return await firstOf(params);
  } finally {
    dispose(params);
  }
}

async function firstOf(params: Params): Promise<Float32Array> {
  const numbers = await leaves(params)[0]?.data();
  if (!numbers) throw new Error('the network has no weights');
  return Float32Array.from(numbers);
}

async function meanOf(params: Params): Promise<number> {
  const sum = await read(() => tf.addN(leaves(params).map((leaf) => tf.sum(leaf))));
  return (sum[0] ?? NaN) / size(params);
}
