/** Draw calls a step, and that nothing grows, compiles or is read back while training. */
import { device } from '../../src/kernels/webgl/device.ts';
import { mlp } from '../../src/nn/model.ts';
import { adam } from '../../src/nn/optimisers.ts';
import * as tf from '../../src/nn/tf.ts';
import { callsOf, drawing } from './calls.ts';
import { expect, type Test, test } from './harness.ts';
import { NETS, ready } from './nets.ts';

/** Everything that could leak. */
function held() {
  const { backend } = device();
  const { numTensors, numDataBuffers } = tf.memory();
  return { numTensors, numDataBuffers, numDataIds: backend.numDataIds(), usedTextures: backend.getTextureManager().getNumUsedTextures() };
}

const draws = NETS.map((net) =>
  test(`net ${net.id} (${net.name}) takes at most ${net.draws} draws a step`, async () => {
    await tf.setBackend('webgl');
    const net1 = ready(net);
    net1.run();
    net1.run();
    const calls = callsOf(() => net1.run());
    const fresh = callsOf(() => net1.runFresh());
    net1.dispose();
    expect(fresh.draws === calls.draws, `${fresh.draws} draws with examples that are sent over`);
    expect(calls.draws <= net.draws, `${calls.draws} draws`);
    expect(calls.links + calls.textures + calls.reads + calls.framebuffers === 0, `a step also made ${JSON.stringify(calls)}`);
    return `${calls.draws} draws`;
  }),
);

const leaks = test('nothing leaks over 1,000 steps', async () => {
  await tf.setBackend('webgl');
  const spec = { model: mlp([3, 8, 3]), loss: 'cross-entropy', optimiser: adam(0.01) } as const;
  const before = held();
  const net = ready({ id: '', name: '', spec, batch: 5, draws: 0 });
  net.run();
  net.run();
  const [started, textures] = [held(), device().backend.getTextureManager().getNumFreeTextures()];
  const calls = callsOf(() => {
    for (let k = 0; k < 1000; k++) {
      drawing.off = k >= 100; // what could leak is made by asking; the software rasteriser only takes time
      net.run();
    }
  });
  drawing.off = false;
  await net.step.settled();
  const ended = held();
  expect(JSON.stringify(ended) === JSON.stringify(started), `${JSON.stringify(started)} became ${JSON.stringify(ended)}`);
  expect(device().backend.getTextureManager().getNumFreeTextures() === textures, 'the pool of textures grew');
  expect(calls.textures + calls.links + calls.framebuffers + calls.reads === 0, JSON.stringify(calls));
  tf.dispose(net.step.predict(net.x));
  const { loss, gradients } = net.step.gradients(net.x, net.targets);
  tf.dispose([loss, gradients]);
  await net.step.snapshot();
  net.dispose();
  expect(JSON.stringify(held()) === JSON.stringify(before), `${JSON.stringify(before)} became ${JSON.stringify(held())} after dispose`);
  return `${calls.draws / 1000} draws a step`;
});

const programs = test('a second step of the same shapes compiles nothing', async () => {
  const net = NETS[0];
  if (!net) throw new Error('no nets');
  const calls = callsOf(() => {
    const again = ready(net);
    again.run();
    again.dispose();
  });
  // tfjs's own programs for the upload are known by now, too
  expect(calls.links === 0, `${calls.links} programs linked`);
  return undefined;
});

export const count: readonly Test[] = [...draws, leaks, programs];
