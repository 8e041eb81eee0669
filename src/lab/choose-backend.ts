/** Which backend a figure trains on here, and why, in a sentence for the reader. */
import { ReaderError } from '../core/failures.ts';
import type { Device, Gpu } from './device.ts';
import type { BackendWish } from './protocol.ts';
import type { StepTimes, Timings } from './timings.ts';

export interface Chosen {
  readonly backend: 'webgl' | 'wasm';
  readonly reason: string;
}

/** A backend that has been chosen and started, and what was found out on the way. */
export interface Prepared extends Chosen {
  readonly device: Device;
  readonly timings?: Timings;
}

/** Why the graphics card is not used, as the end of "WASM, because …". */
const WHY_NOT: Readonly<Record<Exclude<Gpu, 'ready'>, string>> = {
  software: 'the processor only imitates a graphics card here, which is slower',
  'half-floats': 'the graphics card computes with too few digits to train a network',
  'not-in-workers': 'this browser does not lend its graphics card to background work',
  failed: 'the graphics card is there but did not start',
  none: 'the browser offers no graphics card',
};

/** Whether WebGL computes correctly here, be it slowly. */
const worksOnWebgl = (device: Device): boolean => device.gpu === 'ready' || device.gpu === 'software';

/** Backends whose times differ by no more than this factor count as equally fast. */
const ALIKE = 1.25;

/**
 * Seconds that a graphics card must save a run before it is worth starting for it. Its first run in a visit waits for
 * some 200 programs to be compiled: 6 to 9 s on the one real card that this was measured on (an NVIDIA H200).
 */
const WORTH_STARTING = 6;

/** E.g. "3", "2.4", "17". */
const ratioText = (ratio: number): string => String(Number(ratio.toPrecision(2)));

/** `times` are measured on this device, if they were. Throws a ReaderError of kind no-backend when the device has neither. */
export function chooseBackend(
  device: Device,
  { choice, work, amount, gpuLost }: Pick<BackendWish, 'choice' | 'work' | 'amount' | 'gpuLost'>,
  times: StepTimes = {},
): Chosen {
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
  if (times.wasm !== undefined && times.webgl !== undefined) {
    const ratio = times.wasm / times.webgl;
    const whole = amount?.in === work ? (amount.steps * times.wasm) / 1000 : undefined; // seconds on WASM
    if (ratio > ALIKE && whole !== undefined && whole * (1 - 1 / ratio) < WORTH_STARTING)
      return wasm(`because it does the whole run in about ${Math.max(1, Math.round(whole))}\u202fs here, before the graphics card is ready`);
    const step = 'because a step of a network of this kind took';
    if (ratio > ALIKE) return webgl(`${step} ${ratioText(ratio)} times as long on WASM here`);
    if (ratio * ALIKE < 1) return wasm(`${step} ${ratioText(1 / ratio)} times as long on the graphics card here`);
    return wasm(`${step} about as long on the graphics card here, and WASM gives the same numbers everywhere`);
  }
  if (work === 'tiny') return wasm('because a network this small trains faster on the processor than on the graphics card');
  return webgl('because this device has a graphics card that computes with 32-bit floats');
}
