import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { dot, norm } from '../../../src/nn/flat.ts';
import { principalDirections } from '../../../src/nn/principal.ts';
import * as tf from '../../../src/nn/tf.ts';
import { expectNoLeak, randomFor } from './support.ts';

beforeAll(() => startInNode('wasm'));

/** Directions of the rows, which are centred already. */
async function directionsOf(rows: number[][], count: number): Promise<Float32Array[]> {
  const centred = tf.tensor2d(rows);
  try {
    return await principalDirections(centred, count, randomFor('principal'));
  } finally {
    centred.dispose();
  }
}

describe('principal directions', () => {
  it('are those along which the examples vary, the greatest variance first', async () => {
    const along = [3, 4, 0].map((n) => n / 5);
    const across = [0, 0, 1];
    const rows = [2, -2, 1, -1].map((s) => along.map((n) => s * n)).concat([0.5, -0.5].map((s) => across.map((n) => s * n)));
    const [first, second] = await expectNoLeak(() => directionsOf(rows, 2));
    expect(Math.abs(dot(first ?? [], along))).toBeCloseTo(1, 5);
    expect(Math.abs(dot(second ?? [], across))).toBeCloseTo(1, 5);
  });

  it('are orthogonal and of length 1, and hold nearly the variance of the best ones', async () => {
    const random = randomFor('rows');
    const spreads = Array.from({ length: 30 }, (_, k) => 1 / (1 + k));
    const rows = Array.from({ length: 200 }, () => spreads.map((s) => s * random.normal()));
    const basis = await directionsOf(rows, 5);
    basis.forEach((a, i) => basis.forEach((b, j) => expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 5)));
    const held = basis.reduce((sum, d) => sum + rows.reduce((s, row) => s + dot(row, d) ** 2, 0), 0);
    // no five directions hold more than the first five axes do, but for the sample's own tilt
    const axes = rows.reduce((sum, row) => sum + norm(row.slice(0, 5)) ** 2, 0);
    expect(held).toBeGreaterThanOrEqual(axes * 0.9999);
  });

  it('are as many as there is variance for', async () => {
    expect(
      await directionsOf(
        [
          [1, 0, 0],
          [-1, 0, 0],
        ],
        2,
      ),
    ).toHaveLength(1); // prettier-ignore
    await expect(directionsOf([[1, 0]], 0)).rejects.toThrow('0 were asked for');
  });
});
