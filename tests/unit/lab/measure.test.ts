import { beforeAll, describe, expect, it } from 'vitest';
import '@tensorflow/tfjs-backend-cpu';
import { measure } from '../../../src/lab/backends/measure.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { now } from '../../../src/lab/clock.ts';
import { WORKS } from '../../../src/lab/timings.ts';
import * as tf from '../../../src/nn/tf.ts';

beforeAll(() => startInNode('wasm'));

/** The cpu backend stands in for a graphics card that is slow at everything but the smallest nets. */
const enter = async (backend: 'wasm' | 'webgl') => {
  await tf.setBackend(backend === 'wasm' ? 'wasm' : 'cpu');
};

describe('timing the backends', () => {
  it('gives a time for every kind of network on both, and leaves no tensors', async () => {
    const before = tf.memory().numTensors;
    const steps = await measure({ works: WORKS, backends: ['wasm', 'webgl'], enter, now, cap: 10, budget: Infinity });
    expect(Object.keys(steps)).toEqual(WORKS);
    for (const work of WORKS) {
      expect(steps[work]?.wasm).toBeGreaterThan(0);
      expect(steps[work]?.webgl).toBeGreaterThan(0);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps to its budget: the first kind is timed in any case, the others while there is time', async () => {
    let time = 0;
    const slow = () => (time += 50);
    expect(Object.keys(await measure({ works: ['tiny', 'dense', 'conv'], backends: ['wasm'], enter, now: slow, cap: 1, budget: 100 }))).toEqual(['tiny']);
  });

  it('times no backend longer than it has to when one is far behind', async () => {
    let time = 0;
    let looks = 0;
    // a look at the clock costs 1 ms on WASM and 1 s on the other one, so a row of steps does too
    const clock = () => {
      looks++;
      return (time += tf.getBackend() === 'wasm' ? 1 : 1000);
    };
    const steps = await measure({ works: ['tiny'], backends: ['wasm', 'webgl'], enter, now: clock, cap: 5 });
    expect(steps.tiny?.webgl).toBe(1000);
    expect(steps.tiny?.wasm).toBeLessThan(1);
    expect(looks).toBeLessThan(20);
  });

  it('passes on what a backend throws, and leaves no tensors then either', async () => {
    const before = tf.memory().numTensors;
    const broken = async (backend: 'wasm' | 'webgl') => {
      if (backend === 'webgl') throw new Error('no card');
      await enter('wasm');
    };
    await expect(measure({ works: ['tiny'], backends: ['wasm', 'webgl'], enter: broken, now, cap: 1 })).rejects.toThrow('no card');
    expect(tf.memory().numTensors).toBe(before);
  });
});
