/** Which backend a figure trains on here, and why, in a sentence for the reader. */
import { ReaderError } from '../core/failures.ts';
import type { Device, Gpu } from './device.ts';
import type { BackendWish } from './protocol.ts';

export interface Chosen {
  readonly backend: 'webgl' | 'wasm';
  readonly reason: string;
}

/** Why the graphics card is not used, as the end of "WASM, because …". */
const WHY_NOT: Readonly<Record<Exclude<Gpu, 'ready'>, string>> = {
  software: 'the processor only imitates a graphics card here, which is slower',
  'half-floats': 'the graphics card computes with too few digits to train a network',
  'not-in-workers': 'this browser does not lend its graphics card to background work',
  none: 'the browser offers no graphics card',
};

/** Whether WebGL computes correctly here, be it slowly. */
const worksOnWebgl = (device: Device): boolean => device.gpu === 'ready' || device.gpu === 'software';

/** Throws a ReaderError of kind no-backend when the device has neither. */
export function chooseBackend(device: Device, { choice, work, gpuLost }: BackendWish): Chosen {
  const webgl = (reason: string): Chosen => ({ backend: 'webgl', reason: `WebGL, ${reason}.` });
  const wasm = (reason: string): Chosen => ({ backend: 'wasm', reason: `WASM, ${reason}.` });
  if (!device.wasmSimd && !worksOnWebgl(device)) {
    const cause =
      device.gpu === 'none'
        ? 'it has neither WebAssembly with SIMD nor WebGL 2'
        : `it has no WebAssembly with SIMD, and ${WHY_NOT[device.gpu === 'half-floats' ? 'half-floats' : 'not-in-workers']}`;
    throw new ReaderError(
      'no-backend',
      `This browser cannot train networks: ${cause}. A current version of Chrome, Edge, Firefox or Safari can; the recording above shows what you would see.`,
      'retry',
    );
  }
  if (choice === 'webgl') {
    if (device.gpu === 'ready') return webgl('because you chose it');
    if (device.gpu === 'software') return webgl('because you chose it; the processor only imitates a graphics card here, so it is slow');
    return wasm(`although you chose WebGL, because ${WHY_NOT[device.gpu]}`);
  }
  if (!device.wasmSimd)
    return webgl(choice === 'wasm' ? 'although you chose WASM, because this browser’s WASM has no SIMD' : 'because this browser’s WASM has no SIMD');
  if (choice === 'wasm') return wasm('because you chose it');
  if (device.gpu !== 'ready') return wasm(`because ${WHY_NOT[device.gpu]}`);
  if (gpuLost) return wasm('because the graphics card gave up in an earlier run on this page');
  if (work === 'tiny') return wasm('because a network this small trains faster on the processor than on the graphics card');
  return webgl('because this device has a graphics card that computes with 32-bit floats');
}
