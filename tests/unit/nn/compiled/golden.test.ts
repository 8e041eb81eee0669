import { beforeAll, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { NETS, trainedHash } from './five-nets.ts';
import { GOLDEN } from './golden.ts';

beforeAll(async () => {
  await startInNode('wasm');
});

for (const net of NETS)
  it(`trains to the same bits as ever: net ${net.id}, ${net.name}`, () => {
    const before = tf.memory().numTensors;
    expect(trainedHash(net)).toBe(GOLDEN[net.id]);
    expect(tf.memory().numTensors).toBe(before);
  });
