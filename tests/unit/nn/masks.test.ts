import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { makeMaskedStep, weightsOf } from '../../../src/nn/masked-step.ts';
import { kept, prune, scattered, scatteredInRows, whole } from '../../../src/nn/masks.ts';
import { conv, flatten, mlp } from '../../../src/nn/model.ts';
import { init } from '../../../src/nn/net.ts';
import { adam } from '../../../src/nn/optimisers.ts';
import * as tf from '../../../src/nn/tf.ts';
import { makeTrainingStep } from '../../../src/nn/training.ts';
import { dispose, variables } from '../../../src/nn/tree.ts';
import { expectNoLeak, numbers, randomFor } from './support.ts';

describe('masks', () => {
  it('cuts the smallest of what is left, and of equal ones the later', () => {
    const weights = Float32Array.of(0.1, -5, 2, -2, 3, 2);
    expect([...prune(weights, whole(6), 3)]).toEqual([0, 1, 1, 0, 1, 0]);
    expect([...prune(weights, Uint8Array.of(1, 0, 1, 1, 0, 1), 2)]).toEqual([0, 0, 1, 1, 0, 0]);
    // a cut weight stays cut, however large
    expect([...prune(weights, Uint8Array.of(1, 0, 0, 0, 0, 0), 1)]).toEqual([1, 0, 0, 0, 0, 0]);
    expect([...prune(weights, whole(6), 6)]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(kept(prune(new Float32Array(10), whole(10), 7))).toBe(7);
    expect(kept(prune(weights, whole(6), 0))).toBe(0);
    expect(() => prune(weights, whole(6), 7)).toThrow('7 of 6 weights cannot be left');
    expect(() => prune(weights, whole(5), 2)).toThrow('6 weights, but a mask for 5');
  });

  it('scatters as many, anywhere or in each row', () => {
    const mask = Uint8Array.from({ length: 400 }, (_, k) => (k < 100 ? 1 : 0));
    const anywhere = scattered(mask, randomFor('scattered'));
    expect(kept(anywhere)).toBe(100);
    expect(kept(anywhere.subarray(0, 100))).toBeLessThan(50);
    const rows = scatteredInRows(Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 1), 4, randomFor('rows'));
    expect([kept(rows.subarray(0, 4)), kept(rows.subarray(4))]).toEqual([2, 1]);
  });
});

describe('a masked step', () => {
  beforeAll(() => startInNode('wasm'));
  const spec = (inputs: number) => ({ model: mlp([inputs, 2]), loss: 'cross-entropy' as const, optimiser: adam(0.1) });
  const params = (rows: readonly (readonly number[])[]) => {
    const start = [{ weight: tf.tensor2d(rows.flat(), [rows.length, 2]), bias: tf.zeros([2]) }];
    const made = variables(start);
    dispose(start);
    return made;
  };

  it('learns as a network does that never had the weights', async () => {
    await expectNoLeak(() => {
      const [masked, small] = [
        params([
          [9, -9],
          [0.5, -0.2],
          [0.1, 0.3],
        ]),
        params([
          [0.5, -0.2],
          [0.1, 0.3],
        ]),
      ];
      const x = tf.tensor2d([1, 2, -1, 3, 0.5, 1], [2, 3]);
      const [part, y] = [tf.tidy(() => tf.slice(x, [0, 1])), tf.tensor2d([1, 0, 0, 1], [2, 2])];
      const steps = [makeMaskedStep(spec(3), masked, [Uint8Array.of(0, 0, 1, 1, 1, 1)]), makeTrainingStep(spec(2), small)] as const;
      for (let k = 0; k < 5; k++) {
        const [loss, wanted] = [steps[0].run(x, y), steps[1].run(part, y)];
        expect(numbers(loss)[0]).toBeCloseTo(numbers(wanted)[0] ?? NaN, 5);
        tf.dispose([loss, wanted]);
      }
      const at = (net: typeof masked) => weightsOf(net).flatMap((w) => Array.from(numbers(w)));
      const [first = NaN, second = NaN, ...rest] = at(masked);
      expect([Math.abs(first), Math.abs(second)]).toEqual([0, 0]);
      at(small).forEach((w, k) => expect(rest[k]).toBeCloseTo(w, 5));
      for (const step of steps) step.dispose();
      dispose([masked, small, x, part, y]);
    });
  });

  it('refuses masks that do not fit, and layers that are no tables', () => {
    const net = params([[1, 1]]);
    expect(() => makeMaskedStep(spec(1), net, [])).toThrow('1 layers, but 0 masks');
    expect(() => makeMaskedStep(spec(1), net, [whole(3)])).toThrow('layer 0 has 2 weights, but a mask for 3');
    dispose(net);
    const start = init({ input: [4, 4, 1], layers: [conv(2, 3), flatten()] }, randomFor('conv'));
    const pictures = variables(start);
    expect(() => weightsOf(pictures)).toThrow('layer 0 is not fully connected');
    dispose([start, pictures]);
  });
});
