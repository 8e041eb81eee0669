import { beforeAll, describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../../src/core/random.ts';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { dot, norm } from '../../../../src/nn/flat.ts';
import { mlp } from '../../../../src/nn/model.ts';
import { hessianOf, hessianVectorProduct } from '../../../../src/nn/sweeps/hessian.ts';
import { topEigenpairs } from '../../../../src/nn/sweeps/lanczos.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, size } from '../../../../src/nn/tree.ts';
import { examples, freshParams, losses, random } from '../compiled/support.ts';
import { expectNoLeak } from '../support.ts';
import { draw, SMALL } from './cases.ts';
import { hessian64, hessianProduct64, jacobiEigenvalues } from './float64.ts';

const error = (got: ArrayLike<number>, wanted: readonly number[]) =>
  Math.max(...wanted.map((w, i) => Math.abs((got[i] ?? NaN) - w))) / Math.max(...wanted.map(Math.abs));

describe.each(['wasm', 'cpu'] as const)('Hessian products on %s', (backend) => {
  beforeAll(() => startInNode(backend));

  for (const [name, model] of Object.entries(SMALL))
    for (const loss of losses)
      it(`${name}, ${loss}: as second differences in float64`, async () => {
        const { params, x, targets, exact, dispose: drop } = draw(model, loss, 5);
        const v = Float32Array.from(random.normals(size(params)));
        const got = await expectNoLeak(() => hessianOf({ model, loss }, params, x, targets).apply(v));
        expect(error(got, hessianProduct64(exact, v))).toBeLessThan(1e-5);
        drop();
      });

  it('is the mean over a batch that is worked off in parts', async () => {
    const spec = { model: mlp([500, 3, 2], 'tanh'), loss: 'cross-entropy' } as const;
    const params = freshParams(spec.model);
    const { x, targets } = examples(spec.model, spec.loss, 2600); // two parts
    const v = random.normals(size(params));
    const ofRows = async (start: number, count: number) => {
      const some = [tf.slice(x, [start, 0], [count, -1]), tf.slice(targets, [start, 0], [count, -1])] as const;
      const product = await hessianOf(spec, params, ...some).apply(v);
      tf.dispose([...some]);
      return product;
    };
    await expectNoLeak(async () => {
      const [all, one, two] = [await ofRows(0, 2600), await ofRows(0, 1300), await ofRows(1300, 1300)];
      expect(
        error(
          all,
          Array.from(one, (h, i) => (h + (two[i] ?? NaN)) / 2),
        ),
      ).toBeLessThan(1e-5);
    });
    dispose(params);
    tf.dispose([x, targets]);
  });

  it('says what does not fit, and leaves nothing behind', async () => {
    const model = mlp([4, 5, 3]);
    const params = freshParams(model);
    const other = freshParams(mlp([4, 6, 3]));
    const { x, targets } = examples(model, 'cross-entropy', 6);
    const spec = { model, loss: 'cross-entropy' } as const;
    const v = tf.zeros<tf.Rank.R1>([size(params)]);
    await expectNoLeak(() => {
      expect(() => hessianVectorProduct(spec, other, x, targets, v)).toThrow('layer 0 (dense): its weight must be float32 [4,5], got float32 [4,6]');
      expect(() => tf.tidy(() => hessianVectorProduct(spec, params, tf.zeros([6, 5]), targets, v))).toThrow('x must be float32 [batch,4], got float32 [6,5]');
      expect(() => tf.tidy(() => hessianVectorProduct(spec, params, x, tf.zeros([5, 3]), v))).toThrow('6 examples, but targets for 5');
      expect(() => tf.tidy(() => hessianVectorProduct(spec, params, tf.zeros([0, 4]), tf.zeros([0, 3]), v))).toThrow('x of shape [0,4] has no example');
      expect(() => tf.tidy(() => hessianVectorProduct(spec, params, x, targets, tf.zeros([7])))).toThrow(
        'v must be [43], as many as there are parameters, got [7]',
      );
    });
    const broken = tf.fill([6, 4], NaN);
    await expect(topEigenpairs(hessianOf(spec, params, broken, targets), 2, random)).rejects.toThrow('not all finite');
    dispose(params);
    dispose(other);
    tf.dispose([x, targets, v, broken]);
  });

  for (const loss of losses)
    for (const activation of ['relu', 'tanh', 'sigmoid'] as const)
      it(`the greatest eigenvalues, ${activation}, ${loss}, are those of the dense Hessian`, async () => {
        const model = mlp([3, 4, 2], activation);
        const { params, x, targets, exact, dispose: drop } = draw(model, loss, 9);
        const wanted = jacobiEigenvalues(hessian64(exact)); // 26 of them
        const pairs = await expectNoLeak(() => topEigenpairs(hessianOf({ model, loss }, params, x, targets), 4, xoshiro128([1, 2, 3, 4])));
        const largest = Math.max(...wanted.map(Math.abs));
        pairs.forEach(({ value, vector, residual }, k) => {
          expect(Math.abs(value - (wanted[k] ?? NaN))).toBeLessThan(2e-6 * largest);
          expect(residual).toBeLessThan(2e-4 * largest);
          expect(norm(vector)).toBeCloseTo(1, 6);
          for (const other of pairs.slice(0, k)) expect(Math.abs(dot(vector, other.vector))).toBeLessThan(1e-4);
        });
        drop();
      });
});
