import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { emptyTrace } from '../../../src/core/trace.ts';
import type { Recording } from '../../../src/core/recordings.ts';

const made: Recording['made'] = { values: {}, seeds: { master: 0, streams: {} }, backend: 'wasm', tfjs: '0', code: '0', trace: '0' };
const recording = { made: { ...made, work: { in: 'dense', steps: 1700 } }, trace: emptyTrace([]) } as const;

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('window', {});
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
});
afterEach(() => vi.unstubAllGlobals());

it('tells what is known of the device, and starts nothing to find out more unless it is asked to', async () => {
  const { lab } = await import('../../../src/lab/page.ts');
  expect(await lab.estimate({}, recording)).toBeUndefined();
  (await lab.device()).measured({ on: 'here', steps: { dense: { wasm: 2.5 } } });
  const told = await lab.estimate({}, recording);
  expect(told).toEqual({ backend: 'wasm', seconds: 4.25, text: 'about 4\u202fs on this machine, on WASM' });
});

it('of an old recording tells nothing, whatever it is asked', async () => {
  const { lab } = await import('../../../src/lab/page.ts');
  (await lab.device()).measured({ on: 'here', steps: { dense: { wasm: 2.5 } } });
  expect(await lab.estimate({}, { ...recording, made }, { measure: true })).toBeUndefined();
});
