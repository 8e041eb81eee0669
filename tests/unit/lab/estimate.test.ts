import { describe, expect, it } from 'vitest';
import { ReaderError } from '../../../src/core/failures.ts';
import { estimate, estimateText } from '../../../src/lab/estimate.ts';
import { measureDevice } from '../../../src/lab/measure-device.ts';
import type { StepTimes } from '../../../src/lab/timings.ts';
import { openPage, until } from './harness.ts';

const AUTO = { choice: 'auto', gpuLost: false } as const;
const trace = { t: Float64Array.of(0, 50, 200), columns: {} };
const recording = (work?: { in: 'tiny' | 'dense'; steps: number }) => ({ made: work ? { work } : {}, trace });
const device = (dense: StepTimes) => ({ on: 'here', steps: { dense } });

describe('an estimate', () => {
  it('is the recorded work at this device’s pace, on the backend that the run would get', () => {
    const work = recording({ in: 'dense', steps: 1000 });
    expect(estimate({}, work, device({ wasm: 4 }), AUTO)).toEqual({ backend: 'wasm', seconds: 4 });
    expect(estimate({}, work, device({ wasm: 4, webgl: 1 }), AUTO)).toEqual({ backend: 'wasm', seconds: 4 }); // over before the card is ready
    expect(estimate({}, work, device({ wasm: 40, webgl: 10 }), AUTO)).toEqual({ backend: 'webgl', seconds: 10 });
    expect(estimate({}, work, device({ wasm: 4, webgl: 9 }), AUTO)).toEqual({ backend: 'wasm', seconds: 4 });
    expect(estimate({}, work, device({ wasm: 4, webgl: 1 }), { choice: 'wasm', gpuLost: false })).toEqual({ backend: 'wasm', seconds: 4 });
    expect(estimate({}, work, device({ wasm: 4, webgl: 1 }), { choice: 'auto', gpuLost: true })).toEqual({ backend: 'wasm', seconds: 4 });
    expect(estimate({}, work, device({ webgl: 2 }), AUTO)).toEqual({ backend: 'webgl', seconds: 2 });
  });

  it('is no shorter than the pace at which the run can be watched', () => {
    expect(estimate({ watch: 40 }, recording({ in: 'dense', steps: 10 }), device({ wasm: 1 }), AUTO)?.seconds).toBe(5);
    expect(estimate({ watch: 40 }, recording({ in: 'dense', steps: 9000 }), device({ wasm: 1 }), AUTO)?.seconds).toBe(9);
  });

  it('is not given where something is not known: an old recording, another kind of net, a card that nobody timed', () => {
    expect(estimate({}, recording(), device({ wasm: 1 }), AUTO)).toBeUndefined();
    expect(estimate({}, recording({ in: 'tiny', steps: 9 }), device({ wasm: 1 }), AUTO)).toBeUndefined();
    expect(estimate({}, recording({ in: 'dense', steps: 9 }), device({}), AUTO)).toBeUndefined();
    expect(estimate({}, recording({ in: 'dense', steps: 9 }), device({ wasm: 1 }), { choice: 'webgl', gpuLost: false })).toBeUndefined();
  });

  it.each([
    [0.3, 'less than a second'],
    [0.97, 'about 1 s'],
    [4.4, 'about 4 s'],
    [23, 'about 25 s'],
    [100, 'about 1.5 min'],
    [600, 'about 10 min'],
  ])('of %d seconds reads “%s”', (seconds, text) => {
    expect(estimateText({ seconds, backend: 'wasm' }).replaceAll('\u202f', ' ')).toBe(`${text} on this machine, on WASM`);
  });
});

describe('timing the device from the page', () => {
  it('asks the worker, and says why when there is no answer', async () => {
    const timings = { on: 'here', steps: { tiny: { wasm: 1 } } };
    let fails = false;
    const page = openPage({
      experiments: [],
      measure: async () => {
        if (fails) throw new ReaderError('no-backend', 'There is neither.');
        return timings;
      },
    });
    expect(await measureDevice(page.client)).toEqual(timings);
    fails = true;
    await expect(measureDevice(page.client)).rejects.toMatchObject({ kind: 'no-backend', message: 'There is neither.' });
    page.close();
    const silent = openPage({ experiments: [], measure: () => new Promise(() => {}) });
    const asked = measureDevice(silent.client);
    await until(() => silent.workers.length > 0);
    silent.workers[0]?.crash();
    await expect(asked).rejects.toMatchObject({ kind: 'worker-died' });
    silent.close();
  });
});
