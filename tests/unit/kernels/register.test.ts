import { beforeAll, describe, expect, it } from 'vitest';
import { isWasmBackend, type WasmBackendInternals } from '../../../src/kernels/heap.ts';
import { context, hasKernels } from '../../../src/kernels/current.ts';
import { registerKernels, unregisterKernels } from '../../../src/kernels/register.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import * as tf from '../../../src/nn/tf.ts';

beforeAll(async () => {
  await startInNode('wasm');
  unregisterKernels(); // tfjs as it comes
});

function internals(): WasmBackendInternals {
  const backend = tf.backend();
  if (!isWasmBackend(backend)) throw new Error('not the WASM backend');
  return backend;
}

/** One step of everything: products, convolutions, pooling, gather, with all gradients, and two fallbacks. */
function everything(): void {
  tf.tidy(() => {
    const x = tf.ones([2, 9, 9, 3]) as tf.Tensor4D;
    const filter = tf.ones([3, 3, 3, 5]) as tf.Tensor4D;
    const dense = tf.ones([5 * 5 * 5, 4]);
    tf.grads((f: tf.Tensor, w: tf.Tensor) => {
      const pooled = tf.maxPool(tf.conv2d(x, f as tf.Tensor4D, 1, 'same'), 2, 2, 'same');
      return tf.sum(tf.gather(tf.matMul(tf.reshape(pooled, [2, -1]), w), tf.tensor1d([1, 0, 1], 'int32')));
    })([filter, dense]);
    tf.conv2d(x, filter, 1, 'valid', 'NHWC', 2);
    tf.fused.matMul({ a: tf.ones([3, 4]), b: tf.ones([4, 5]), bias: tf.ones([5]), activation: 'elu' });
    tf.matMul(tf.ones([2, 1, 3, 4]), tf.ones([1, 3, 4, 2]));
  });
}

describe('registerKernels', () => {
  it('has not run yet', () => {
    expect(hasKernels()).toBe(false);
  });

  it('makes convolutional nets trainable on WASM, which they are not without it', async () => {
    const gradient = () =>
      tf.tidy(() =>
        tf
          .grad((f: tf.Tensor) => tf.sum(tf.conv2d(tf.ones([1, 3, 3, 1]) as tf.Tensor4D, f as tf.Tensor4D, 1, 'valid')))(tf.ones([2, 2, 1, 1]))
          .dataSync(),
      );
    expect(gradient).toThrow(/Conv2DBackpropFilter/);
    await Promise.all([registerKernels(), registerKernels()]);
    expect(hasKernels()).toBe(true);
    expect([...gradient()]).toEqual([4, 4, 4, 4]);
  });

  it('does nothing the second time', async () => {
    const kernel = tf.getKernel('BatchMatMul', 'wasm');
    const before = context();
    await registerKernels();
    expect(context()).toBe(before);
    expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(kernel);
  });

  it('leaves no tensor and no memory behind in 1,000 calls', () => {
    const backend = internals();
    everything();
    const [tensors, bytes] = [tf.memory().numTensors, backend.wasm.asm.memory.buffer.byteLength];
    const data = (tf.backend() as unknown as { numDataIds(): number }).numDataIds();
    for (let i = 0; i < 1000; i++) everything();
    expect(tf.memory().numTensors).toBe(tensors);
    expect((tf.backend() as unknown as { numDataIds(): number }).numDataIds()).toBe(data);
    expect(backend.wasm.asm.memory.buffer.byteLength).toBe(bytes);
  });

  it('leaves nothing behind when it throws', () => {
    const before = tf.memory().numTensors;
    const data = (tf.backend() as unknown as { numDataIds(): number }).numDataIds();
    const { stock } = context();
    expect(() => stock('NoSuchKernel', {})).toThrow(/NoSuchKernel/);
    expect(() =>
      tf.tidy(() =>
        tf.engine().runKernel('_FusedMatMul', { a: tf.ones([2, 3]), b: tf.ones([3, 2]) }, { transposeA: false, transposeB: false, activation: 'swish' }),
      ),
    ).toThrow(/swish/);
    expect(() =>
      tf.tidy(() => tf.engine().runKernel('BatchMatMul', { a: tf.ones([2, 3]), b: tf.ones([4, 2]) }, { transposeA: false, transposeB: false })),
    ).toThrow(/3 and 4/);
    expect(tf.memory().numTensors).toBe(before);
    expect((tf.backend() as unknown as { numDataIds(): number }).numDataIds()).toBe(data);
  });

  it('goes on when the memory grows under it', () => {
    const memory = internals().wasm.asm.memory;
    const [a, b] = [tf.randomUniform([40, 50], -1, 1, 'float32', 1), tf.randomUniform([50, 30], -1, 1, 'float32', 2)];
    const before = tf.matMul(a, b).dataSync();
    const size = memory.buffer.byteLength;
    const large = tf.zeros([64 << 20]);
    expect(memory.buffer.byteLength).toBeGreaterThan(size);
    expect(tf.matMul(a, b).dataSync()).toEqual(before);
    large.dispose();
    expect(tf.matMul(a, b).dataSync()).toEqual(before);
  });

  it('gives large scratch back', () => {
    const { heap } = context();
    const small = heap.scratch(1000);
    expect(heap.scratch(500)).toBe(small);
    heap.scratch(32 << 20);
    heap.scratch(1000);
    const [first, size] = [tf.zeros([6 << 20]), internals().wasm.asm.memory.buffer.byteLength];
    first.dispose();
    for (let i = 0; i < 20; i++) {
      heap.scratch(32 << 20);
      heap.scratch(1000);
    }
    expect(internals().wasm.asm.memory.buffer.byteLength).toBeLessThanOrEqual(size + (32 << 20));
  });

  it('follows tfjs to a new WASM backend', async () => {
    const before = context();
    tf.removeBackend('wasm');
    const factory = (await import('@tensorflow/tfjs-backend-wasm')).BackendWasm;
    const { init } = (await import('@tensorflow/tfjs-backend-wasm/dist/backend_wasm')) as {
      init(): Promise<{ wasm: ConstructorParameters<typeof factory>[0] }>;
    };
    tf.registerBackend('wasm', async () => new factory((await init()).wasm));
    await tf.setBackend('wasm');
    expect(hasKernels()).toBe(false);
    await registerKernels();
    expect(hasKernels()).toBe(true);
    expect(context()).not.toBe(before);
    everything();
  });

  it('gives tfjs its kernels back', () => {
    unregisterKernels();
    expect(hasKernels()).toBe(false);
    expect(tf.getKernel('Conv2DBackpropFilter', 'wasm')).toBeUndefined();
    expect(tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])).dataSync()[0]).toBe(3);
  });
});
