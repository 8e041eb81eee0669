/** A lab for the tests of figures, and the promises that every experiment keeps. */
import { expect } from 'vitest';
import { judge, settingOf, type Claim } from '../../../src/core/claims.ts';
import type { Experiment, Lab, Step } from '../../../src/core/experiment.ts';
import type { ParamTable, Values } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import type { Seeds } from '../../../src/core/random.ts';
import { nodeImages } from '../../../src/datasets/node.ts';
import { runHeadless, type Finished } from '../../../src/lab/headless.ts';
import { makeLab } from '../../../src/lab/make-lab.ts';
import * as tf from '../../../src/nn/tf.ts';

const loader = nodeImages();

export const labFor = (seeds: Seeds | number, asked: (set: string, split: string, count: number) => void = () => {}): Lab =>
  makeLab({
    backend: 'wasm',
    seeds: typeof seeds === 'number' ? startSeeds(seeds) : seeds,
    loadImages: (set, split, count) => {
      asked(set, split, count);
      return loader.images(set, split, count);
    },
    note: () => {},
  });

/** Runs to the end, and expects as many tensors after as before. */
export async function runOnce<T extends ParamTable, S extends string, V, R>(
  experiment: Experiment<T, S, V, R>,
  values: Values<T>,
  seeds: Seeds | number,
  options: { views?: number; starters?: boolean } = {},
): Promise<Finished<V>> {
  const before = tf.memory().numTensors;
  const finished = await runHeadless(experiment, values, labFor(seeds), options);
  expect(tf.memory().numTensors).toBe(before);
  return finished;
}

/** Stops the run after some steps, as a reader who cancels does, and expects that nothing is left. */
export async function stopAfter<T extends ParamTable, S extends string, V, R>(
  experiment: Experiment<T, S, V, R>,
  values: Values<T>,
  steps: number,
  look = true,
): Promise<void> {
  const before = tf.memory().numTensors;
  const generator = experiment.run(labFor(0), values);
  for (let k = 0; k < steps; k++) {
    const next = await generator.next();
    if (next.done) throw new Error(`the run ended after ${k} steps`);
    if (look) await next.value.view?.();
  }
  await generator.return(undefined as R);
  expect(tf.memory().numTensors).toBe(before);
}

/** All steps of a run. */
export async function stepsOf<T extends ParamTable, S extends string, V, R>(experiment: Experiment<T, S, V, R>, values: Values<T>): Promise<Step<V, S>[]> {
  const steps: Step<V, S>[] = [];
  const generator = experiment.run(labFor(0), values);
  for (;;) {
    const next = await generator.next();
    if (next.done) {
      experiment.dispose(next.value);
      return steps;
    }
    steps.push(next.value);
  }
}

/** A run's steps go forward in time, and end at its end. */
export function expectForward(steps: readonly Step<unknown>[]): void {
  steps.forEach(({ t, progress }, k) => {
    const last = steps[k - 1];
    if (last) expect(t).toBeGreaterThanOrEqual(last.t);
    if (last) expect(progress).toBeGreaterThanOrEqual(last.progress);
  });
  expect(steps[0]?.progress).toBeLessThan(1);
  expect(steps.at(-1)?.progress).toBe(1);
  expect(steps.at(-1)?.view).toBeDefined();
}

/** The claim at its own setting on one seed, with a message that shows what was measured. */
export async function expectClaim<T extends ParamTable, S extends string, V, R>(
  experiment: Experiment<T, S, V, R>,
  claim: Claim<T>,
  seed: number,
): Promise<void> {
  const { measures } = await runOnce(experiment, settingOf(experiment.declaration.params, claim), seed);
  const { held, parts } = judge(claim as Claim, measures);
  expect(held, `seed ${seed}: ${parts.map((p) => `${p.bound.measure} = ${p.measured} ${p.bound.relation} ${p.bound.value}`).join(', ')}`).toBe(true);
}
