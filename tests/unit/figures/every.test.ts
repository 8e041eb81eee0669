/** What every figure's experiment promises, whatever it is about. */
import { beforeAll, describe, expect, it } from 'vitest';
import { allFigures, loadExperiment } from '../../../src/cli/experiments.ts';
import { checkAll, defaults } from '../../../src/core/params.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import * as tf from '../../../src/nn/tf.ts';
import { BRIEF } from './brief.ts';
import { expectForward, labFor, runOnce, stepsOf, stopAfter } from './support.ts';

describe.each(allFigures())('%s', { timeout: 240_000 }, (id) => {
  beforeAll(() => startInNode('wasm'));

  async function load() {
    const experiment = await loadExperiment(id);
    const { values, problems } = checkAll(experiment.declaration.params, BRIEF[id] ?? {});
    expect(problems).toEqual([]);
    return { experiment, values };
  }

  it('goes forward from its first step to its end, and frees everything, also when it is stopped', async () => {
    const { experiment, values } = await load();
    const before = tf.memory().numTensors;
    const steps = await stepsOf(experiment, values);
    expect(tf.memory().numTensors).toBe(before);
    expectForward(steps);
    for (const step of steps) for (const name of Object.keys(step.series ?? {})) expect(experiment.declaration.series).toHaveProperty(name);
    for (const count of new Set([0, 1, Math.floor(steps.length / 2), steps.length - 1])) await stopAfter(experiment, values, count);
  });

  it('begins a run at the defaults with the pictures that it has said to fetch ahead of a lecture, if it has', async () => {
    const { experiment } = await load();
    const { data } = experiment.declaration;
    if (!data) return;
    const asked: unknown[] = [];
    const generator = experiment.run(
      labFor(0, (set, split, count) => asked.push({ set, split, count })),
      defaults(experiment.declaration.params),
    );
    await generator.next();
    await generator.return(undefined);
    expect(asked).toEqual(data);
  });

  it('is the same to the last bit from the same seed, and another from another, and measures what its claims ask for', async () => {
    const { experiment, values } = await load();
    const all = { views: 4, starters: true };
    const first = await runOnce(experiment, values, 3, all);
    expect(await runOnce(experiment, values, 3, all)).toEqual(first);
    expect((await runOnce(experiment, values, 4)).hash).not.toBe(first.hash);
    for (const claim of experiment.declaration.claims) for (const { measure } of claim.bounds) expect(Object.keys(first.measures)).toContain(measure);
  });
});
