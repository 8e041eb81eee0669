/** Starts tfjs in the worker on the backend that suits the device and the run. */
import * as tf from '../../nn/tf.ts';
import { ReaderError } from '../../core/failures.ts';
import { chooseBackend, type Chosen, type Prepared } from '../choose-backend.ts';
import { now } from '../clock.ts';
import { probeDevice, type Device } from '../device.ts';
import type { Work } from '../../core/experiment.ts';
import type { BackendWish } from '../protocol.ts';
import { WORKS, type Timings } from '../timings.ts';

type BrowserBackend = Chosen['backend'];

let probed: Device | undefined;
let timings: Timings | undefined;
/** The graphics card did not start, or failed in its first steps. */
let cardFailed = false;
const started = new Set<BrowserBackend>();

/**
 * Chooses and starts a backend. `onLost` is called when the graphics card takes its memory back, after which nothing
 * that runs on WebGL in this worker is to be trusted. Rejects with a ReaderError.
 */
export async function prepareBackend(wish: BackendWish, note: (text: string) => void, onLost: () => void): Promise<Prepared> {
  const automatic = wish.choice === 'auto';
  await timeIfNeeded(deviceFor(wish), wish, note, onLost);
  const device = deviceFor(wish);
  const chosen = chooseBackend(device, wish, timings?.steps[wish.work]);
  try {
    await start(chosen.backend, note, onLost);
    return { ...chosen, device, ...(timings && { timings }) };
  } catch (thrown) {
    if (chosen.backend !== 'webgl' || !automatic || !device.wasmSimd) throw thrown;
    cardFailed = true;
    return prepareBackend(wish, note, onLost);
  }
}

/** The device, as far as this wish is concerned. */
function deviceFor({ choice, trustSoftware }: BackendWish): Device {
  probed ??= probeDevice();
  if (cardFailed && choice === 'auto') return { ...probed, gpu: 'failed' };
  return probed.gpu === 'software' && trustSoftware ? { ...probed, gpu: 'ready' } : probed;
}

/** Measures both backends where the choice depends on it and nobody has yet. Never rejects. */
async function timeIfNeeded(device: Device, wish: BackendWish, note: (text: string) => void, onLost: () => void): Promise<void> {
  const { choice, work, gpuLost } = wish;
  recall(device, wish);
  if (choice !== 'auto' || gpuLost || device.gpu !== 'ready' || !device.wasmSimd || timings?.steps[work]?.webgl !== undefined) return;
  try {
    await time(device, [work, ...WORKS.filter((w) => w !== work)], {}, note, onLost);
  } catch {
    // then it is chosen by rule
  }
}

/** Times every kind of step on what the device has. Rejects with a ReaderError when that is nothing. */
export async function measureDevice(wish: BackendWish, onLost: () => void): Promise<Timings> {
  const device = deviceFor(wish);
  recall(device, wish);
  chooseBackend(device, wish); // has a sentence for a device without any
  return time(device, WORKS, { budget: Infinity }, () => {}, onLost);
}

const placeOf = (device: Device): string => [device.renderer, navigator.userAgent, self.location.pathname].join(' | ');

/** Takes over what an earlier visit measured, if it was here. */
function recall(device: Device, { timings: kept }: BackendWish): void {
  if (kept?.on === placeOf(device)) timings ??= kept;
}

/** Times the kinds that have not been timed. Rejects when WASM does not start; a card that fails is noted and left out. */
async function time(device: Device, works: readonly Work[], how: { budget?: number }, note: (text: string) => void, onLost: () => void): Promise<Timings> {
  const backends: BrowserBackend[] = [...(device.wasmSimd ? (['wasm'] as const) : []), ...(device.gpu === 'ready' ? (['webgl'] as const) : [])];
  const missing = works.filter((work) => backends.some((backend) => timings?.steps[work]?.[backend] === undefined));
  const on = placeOf(device);
  if (device.wasmSimd) await start('wasm', note, onLost);
  const { measure } = await loaded(import('./measure.ts'));
  const add = (steps: Timings['steps']) => (timings = { on, steps: { ...timings?.steps, ...steps } });
  if (missing.length === 0) return add({});
  try {
    if (device.gpu === 'ready') await start('webgl', note, onLost);
    note('timing a step on WASM and on WebGL');
    return add(await measure({ works: missing, backends, enter: enterBackend, now, ...how }));
  } catch (thrown) {
    if (device.gpu !== 'ready' || !device.wasmSimd) throw thrown;
    cardFailed = true;
    return time({ ...device, gpu: 'failed' }, works, how, note, onLost);
  }
}

async function start(backend: BrowserBackend, note: (text: string) => void, onLost: () => void): Promise<void> {
  if (started.has(backend)) return enterBackend(backend);
  note(backend === 'wasm' ? 'starting the engine (WASM)' : 'starting the graphics card (WebGL)');
  if (backend === 'wasm') await loaded(import('./wasm.ts'));
  else (await loaded(import('./webgl.ts'))).openContext(onLost);
  await enterBackend(backend);
  await tf.ready();
  if (backend === 'wasm') await (await loaded(import('../../kernels/register.ts'))).registerKernels();
  started.add(backend);
}

/** Makes a backend the one that tfjs computes on, and starts it if need be. */
export async function enterBackend(backend: string): Promise<void> {
  if (started.size > 0 && tf.getBackend() === backend) return;
  if (await tf.setBackend(backend)) return;
  throw new ReaderError(
    'no-backend',
    backend === 'webgl'
      ? 'The graphics card did not start. Run it on WASM, which does not need the card.'
      : 'WASM did not start; its program may not have arrived. Check the connection and run it again.',
    backend === 'webgl' ? 'other-backend' : 'retry',
  );
}

/** A part of the program, or a sentence when it does not arrive. */
async function loaded<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch (cause) {
    throw new ReaderError('data', 'A part of the program could not be loaded. Check the connection and run it again.', 'retry', { cause });
  }
}
