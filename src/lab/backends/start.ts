/** Starts tfjs in the worker on the backend that suits the device and the run. */
import * as tf from '../../nn/tf.ts';
import { ReaderError } from '../../core/failures.ts';
import { chooseBackend, type Chosen } from '../choose-backend.ts';
import { probeDevice, type Device } from '../device.ts';
import type { BackendWish } from '../protocol.ts';

type BrowserBackend = Chosen['backend'];

let device: Device | undefined;
const started = new Set<BrowserBackend>();

/**
 * Chooses and starts a backend. `onLost` is called when the graphics card takes its memory back, after which nothing
 * that runs on WebGL in this worker is to be trusted. Rejects with a ReaderError.
 */
export async function prepareBackend(wish: BackendWish, note: (text: string) => void, onLost: () => void): Promise<Chosen & { readonly device: Device }> {
  device ??= probeDevice();
  const chosen = chooseBackend(device, wish);
  try {
    await start(chosen.backend, note, onLost);
    return { ...chosen, device };
  } catch (thrown) {
    const mayFallBack = chosen.backend === 'webgl' && wish.choice === 'auto' && device.wasmSimd;
    if (!mayFallBack) throw thrown;
    await start('wasm', note, onLost);
    return { backend: 'wasm', reason: 'WASM, because the graphics card is there but did not start.', device };
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
