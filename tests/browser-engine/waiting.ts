/** Waiting for the card takes no timer, which browsers stretch to 4 ms, while the wait is short. */
import { waitEagerly } from '../../src/lab/backends/waiting.ts';
import * as tf from '../../src/nn/tf.ts';
import { expect, type Test, test } from './harness.ts';
import { NETS, ready } from './nets.ts';

export const waiting: readonly Test[] = [
  test('a step is waited for, and its loss read, without a timer', async () => {
    const [net] = NETS;
    if (!net) throw new Error('no nets');
    await tf.setBackend('webgl');
    const { platform } = tf.env();
    const { setTimeoutCustom: usual } = platform;
    const { setTimeout: timer } = globalThis;
    let timers = 0;
    waitEagerly(Infinity); // however slowly it is drawn here
    const { step, x, targets, dispose } = ready(net);
    try {
      Reflect.set(globalThis, 'setTimeout', (...rest: Parameters<typeof timer>) => {
        timers++;
        return timer(...rest);
      });
      for (let k = 0; k < 3; k++) {
        const loss = step.run(x, targets);
        const [value = NaN] = await loss.data();
        await step.settled();
        loss.dispose();
        expect(Number.isFinite(value), `a loss of ${value}`);
      }
      expect(timers === 0, `${timers} timers`);
    } finally {
      Reflect.set(globalThis, 'setTimeout', timer);
      platform.setTimeoutCustom = usual;
      dispose();
    }
    return undefined;
  }),
];
