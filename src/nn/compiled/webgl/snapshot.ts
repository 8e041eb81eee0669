/** The state of a training run as plain numbers, so that it can go on after the graphics card is gone, or elsewhere. */
import type { Params } from '../../net.ts';
import * as tf from '../../tf.ts';
import { leaves } from '../../tree.ts';

export interface Snapshot {
  /** Updates made so far; what Adam's corrections depend on. */
  readonly steps: number;
  /** The variables, in the order of the leaves. */
  readonly parameters: readonly Float32Array[];
  /** What the optimiser keeps of each variable: nothing, the velocity, or Adam's two moments. */
  readonly states: readonly (readonly Float32Array[])[];
}

/** Writes the parameters of a snapshot into variables of the same shapes, on whatever backend they live. */
export function restoreParameters(params: Params<tf.Variable>, { parameters }: Pick<Snapshot, 'parameters'>): void {
  const variables: tf.Variable[] = leaves(params);
  if (variables.length !== parameters.length) throw new Error(`snapshot: it has ${parameters.length} parameters, the model ${variables.length}`);
  variables.forEach((variable, k) => {
    const values = parameters[k];
    if (values?.length !== variable.size)
      throw new Error(`snapshot: parameter ${k} has ${values?.length ?? 0} numbers, the variable is [${variable.shape.join()}]`);
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
  });
}

/** Keeps a recent snapshot. */
export interface Keeper {
  /** To be called after each step: takes a snapshot when the last one is old enough, without waiting for it. */
  tick(): void;
  readonly last: Snapshot | undefined;
}

/**
 * @param take  reads a snapshot; when it fails, as it does with a lost context, the last one stays
 * @param now   a clock, in milliseconds
 * @param every milliseconds between two snapshots
 */
export function keepSnapshots(take: () => Promise<Snapshot>, now: () => number, every = 2000): Keeper {
  let last: Snapshot | undefined;
  let started = -Infinity;
  let underWay = false;
  const finish = () => {
    underWay = false;
  };
  return {
    tick() {
      if (underWay || now() - started < every) return;
      started = now();
      underWay = true;
      take().then((snapshot) => {
        last = snapshot;
        finish();
      }, finish);
    },
    get last() {
      return last;
    },
  };
}
