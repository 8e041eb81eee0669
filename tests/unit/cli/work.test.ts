import { beforeAll, expect, it } from 'vitest';
import { workOf } from '../../../src/cli/record/work.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { referenceStep } from '../../../src/lab/backends/reference.ts';
import * as tf from '../../../src/nn/tf.ts';

beforeAll(() => startInNode('wasm'));

it('a run of reference steps counts as about as many, on a machine that is as busy as it may be', async () => {
  const before = tf.memory().numTensors;
  const { in: kind, steps } = await workOf('dense', async () => {
    const step = referenceStep('dense');
    for (let k = 0; k < 100; k++) step.run().dispose();
    step.dispose();
  });
  expect(kind).toBe('dense');
  expect(steps).toBeGreaterThan(20);
  expect(steps).toBeLessThan(500);
  expect(tf.memory().numTensors).toBe(before);
});
