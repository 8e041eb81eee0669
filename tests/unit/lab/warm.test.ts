import { afterEach, describe, expect, it } from 'vitest';
import { declaration as perturbation } from '../../../src/figures/dumb-errors/perturbation/declaration.ts';
import { createSession } from '../../../src/lab/session.ts';
import { at, closePage, keep, LONG, state, status } from './figures.ts';
import { openPage, until } from './harness.ts';
import { newLedger, toy, toyDeclaration, type ToyParams, type ToyView } from './toys.ts';

afterEach(closePage);

/** A toy whose declaration names pictures, and what the worker was asked to bring. */
function setUp({ fails = false } = {}) {
  const ledger = newLedger();
  const asked: string[] = [];
  const plain = toy({ ledger });
  const declaration = { ...toyDeclaration(), data: [{ set: 'mnist' as const, split: 'train' as const, count: 7 }] };
  const page = keep(
    openPage({
      experiments: [{ ...plain, declaration }],
      async prepare() {
        asked.push('engine');
        if (fails) throw new Error('no engine');
        return { backend: 'wasm', reason: 'WASM, in a test.', device: { wasmSimd: true, gpu: 'none' } };
      },
      loadImages(set, split, count) {
        asked.push(`${set} ${split} ${count}`);
        return Promise.reject(new Error('offline'));
      },
    }),
  );
  return { ledger, asked, page, session: createSession<ToyParams, ToyView>(declaration, undefined, page.client) };
}

describe('warming', () => {
  it('starts the worker, the engine and the data, and trains nothing', async () => {
    const { ledger, asked, page, session } = setUp();
    const before = session.snapshot();
    session.warm();
    await until(() => asked.length === 2);
    expect(asked.toSorted()).toEqual(['engine', 'mnist train 7']);
    expect(page.workers).toHaveLength(1);
    expect(page.workers[0]?.messages).toEqual([]);
    expect(ledger.log).toEqual([]);
    expect(session.snapshot()).toBe(before);
  });

  it('leaves what fails to the run, which says so', async () => {
    const { asked, session } = setUp({ fails: true });
    session.warm();
    await until(() => asked.length === 2);
    expect(status(session)).toBe('idle');
    session.run(state(3));
    await until(() => status(session) === 'failed');
  });

  it('does not disturb a run under way', async () => {
    const { asked, session } = setUp();
    session.run(state(LONG));
    await until(() => at(session) > 3);
    const [then, before] = [at(session), asked.length];
    session.warm();
    await until(() => asked.length === before + 2 && at(session) > then);
    expect(status(session)).toBe('running');
    session.cancel();
  });

  it('knows what the figure on adversarial pushes reads', () => {
    const { trainingDigits } = perturbation.params;
    expect(perturbation.data?.map(({ count }) => count)).toEqual([trainingDigits.default, 2000]);
  });
});
