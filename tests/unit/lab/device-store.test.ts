import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { deviceStore as Store } from '../../../src/lab/device-store.ts';

const DEVICE = { wasmSimd: true, gpu: 'none' } as const;
const CHOSEN = { backend: 'wasm', reason: 'WASM, in a test.' } as const;

/** A fresh page at an address, with a storage that may refuse. */
async function openPage(search: string, stored: Record<string, string> | 'refuses'): Promise<typeof Store> {
  const refuse = () => {
    throw new Error('SecurityError');
  };
  const storage =
    stored === 'refuses'
      ? { getItem: refuse, setItem: refuse }
      : { getItem: (key: string) => stored[key] ?? null, setItem: (key: string, value: string) => void (stored[key] = value) };
  vi.stubGlobal('window', {});
  vi.stubGlobal('location', { search });
  vi.stubGlobal('localStorage', storage);
  return (await import('../../../src/lab/device-store.ts')).deviceStore;
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

it.each([
  ['', {}, 'auto'],
  ['', { backend: 'wasm' }, 'wasm'],
  ['?backend=webgl', { backend: 'wasm' }, 'webgl'],
  ['?backend=quantum', { backend: 'wasm' }, 'wasm'],
  ['', { backend: '<script>' }, 'auto'],
  ['', 'refuses', 'auto'],
  ['?backend=wasm', 'refuses', 'wasm'],
] as const)('at “%s” with %o stored, the choice is %s', async (search, stored, choice) => {
  const store = await openPage(search, stored === 'refuses' ? stored : { ...stored });
  expect(store.snapshot().choice).toBe(choice);
  expect(store.serverSnapshot().choice).toBe('auto');
});

it('keeps the reader’s choice, also where nothing can be stored', async () => {
  const stored: Record<string, string> = {};
  const store = await openPage('?backend=webgl', stored);
  store.choose('wasm');
  expect(store.snapshot().choice).toBe('wasm');
  expect(stored).toEqual({ backend: 'wasm' });
  vi.resetModules();
  const forgetful = await openPage('', 'refuses');
  forgetful.choose('webgl');
  expect(forgetful.snapshot().choice).toBe('webgl');
});

it('tells its listeners what a run found out, with a new object each time and the same one in between', async () => {
  const store = await openPage('', {});
  const seen: unknown[] = [];
  const stop = store.subscribe(() => seen.push(store.snapshot()));
  store.started('toy/a', CHOSEN, DEVICE);
  store.lostGpu();
  expect(store.snapshot()).toBe(store.snapshot());
  expect(store.snapshot()).toEqual({ choice: 'auto', device: DEVICE, chosen: { 'toy/a': CHOSEN }, gpuLost: true });
  stop();
  store.choose('wasm');
  expect(seen).toHaveLength(2);
});

const TIMINGS = { on: 'card | browser | book', steps: { tiny: { wasm: 0.1, webgl: 2 }, dense: { wasm: 9 } } };

it('keeps the timings for the next visit', async () => {
  const stored: Record<string, string> = {};
  const store = await openPage('', stored);
  store.started('toy/a', CHOSEN, DEVICE, TIMINGS);
  expect(store.snapshot().timings).toEqual(TIMINGS);
  store.started('toy/b', CHOSEN, DEVICE);
  expect(store.snapshot().timings).toEqual(TIMINGS);
  vi.resetModules();
  expect((await openPage('', stored)).snapshot().timings).toEqual(TIMINGS);
  vi.resetModules();
  const forgetful = await openPage('', 'refuses');
  forgetful.started('toy/a', CHOSEN, DEVICE, TIMINGS);
  expect(forgetful.snapshot().timings).toEqual(TIMINGS);
});

it.each(['', 'NaN', '{}', '{"v":1}', '{"v":1,"data":7}', '{"v":1,"data":{"on":7,"steps":{}}}', '{"v":1,"data":{"on":"x","steps":null}}', '{"v":2,"data":{}}'])(
  'stored timings that are none (%s) count as not there',
  async (text) => {
    const store = await openPage('', { 'book:timings': text });
    expect(store.snapshot().timings).toBeUndefined();
  },
);

it('of damaged timings the good ones are used', async () => {
  const steps = { tiny: { wasm: 1, webgl: -1 }, dense: { wasm: 'fast', webgl: 3 }, conv: 7, quantum: { wasm: 1 } };
  const store = await openPage('', { 'book:timings': JSON.stringify({ v: 1, data: { on: 'x', steps } }) });
  expect(store.snapshot().timings).toEqual({ on: 'x', steps: { tiny: { wasm: 1 }, dense: { webgl: 3 } } });
});

it('is the server’s where there is no window', async () => {
  const { deviceStore } = await import('../../../src/lab/device-store.ts');
  expect(deviceStore.snapshot()).toBe(deviceStore.serverSnapshot());
});
