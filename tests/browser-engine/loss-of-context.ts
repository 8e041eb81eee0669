/** The card takes its memory back in the middle of a run. */
import { compileWebGLStep } from '../../src/nn/compiled/webgl/step.ts';
import { keepSnapshots, restoreParameters } from '../../src/nn/compiled/webgl/snapshot.ts';
import { ContextLost, device } from '../../src/kernels/webgl/device.ts';
import { mlp } from '../../src/nn/model.ts';
import { adam } from '../../src/nn/optimisers.ts';
import * as tf from '../../src/nn/tf.ts';
import { makeTrainingStep } from '../../src/nn/training.ts';
import { examplesFor, expect, numbersOf, type Test, test, thrownBy, variablesFrom } from './harness.ts';

export const loss: readonly Test[] = [
  test('a lost context is an error, and the run goes on elsewhere from its last snapshot', async () => {
    await tf.setBackend('webgl');
    const spec = { model: mlp([3, 5, 3]), loss: 'cross-entropy', optimiser: adam(0.05) } as const;
    const { tree, values } = numbersOf(spec.model, 2);
    const params = variablesFrom(tree, [values], false);
    const examples = examplesFor(spec.model, spec.loss, 8, 2);
    const x = tf.tensor(examples.x, [8, 3]);
    const targets = tf.tensor(examples.targets, [8, 3]);
    const step = compileWebGLStep(spec, params);
    let clock = 0;
    const keeper = keepSnapshots(
      () => step.snapshot(),
      () => clock,
    );
    let last = NaN;
    for (let k = 0; k < 20; k++, clock += 500) {
      const value = step.run(x, targets);
      [last = NaN] = await value.data();
      value.dispose();
      keeper.tick();
      await step.settled();
    }
    await new Promise((done) => setTimeout(done, 50));
    const pending = step.snapshot().then(
      () => 'read',
      (thrown: unknown) => thrown,
    );
    device().gl.getExtension('WEBGL_lose_context')?.loseContext();
    const { name, message } = thrownBy(() => step.run(x, targets));
    expect(name === 'ContextLost', message);
    expect((await pending) instanceof ContextLost || (await pending) === 'read', `a pending snapshot: ${String(await pending)}`);
    expect(
      await step.snapshot().then(
        () => false,
        (thrown: unknown) => thrown instanceof ContextLost,
      ),
      'a new snapshot',
    );
    const { last: snapshot } = keeper;
    if (!snapshot) throw new Error('there is no snapshot');
    expect(snapshot.steps === 17, `snapshot of step ${snapshot.steps}`);
    await tf.setBackend('cpu');
    const again = variablesFrom(tree, [values], false);
    restoreParameters(again, snapshot);
    const plain = makeTrainingStep(spec, again);
    const value = plain.run(tf.tensor(examples.x, [8, 3]), tf.tensor(examples.targets, [8, 3]));
    const [resumed = NaN] = value.dataSync();
    expect(resumed > last && resumed < last * 1.5, `loss ${resumed} after, ${last} before`);
    return `loss ${last.toFixed(4)} after 20 steps; ${resumed.toFixed(4)} from the snapshot of step ${snapshot.steps}`;
  }),
];
