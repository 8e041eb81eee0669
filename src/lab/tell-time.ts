/** The page's estimates: from what is known of the device, or after timing it. */
import type { Declaration } from '../core/experiment.ts';
import { deviceStore } from './device-store.ts';
import { estimate, estimateText, type Estimate, type Recorded } from './estimate.ts';
import { measureDevice } from './measure-device.ts';
import { pageClient } from './page-client.ts';
import type { Timings } from './timings.ts';

export interface Told extends Estimate {
  /** E.g. "about 4 s on this machine, on WASM". */
  readonly text: string;
}

let measuring: Promise<Timings> | undefined;

/** Times the device once, however many figures ask. */
async function measured(): Promise<Timings> {
  measuring ??= measureDevice(pageClient()).finally(() => {
    measuring = undefined;
  });
  const timings = await measuring;
  if (timings !== deviceStore.snapshot().timings) deviceStore.measured(timings);
  return timings;
}

export async function tellTime(
  declaration: Pick<Declaration, 'watch'>,
  recording: Recorded,
  { measure = false }: { readonly measure?: boolean } = {},
): Promise<Told | undefined> {
  const { timings, choice, gpuLost } = deviceStore.snapshot();
  const from = (known: Timings | undefined) => known && estimate(declaration, recording, known, { choice, gpuLost });
  const found = from(timings) ?? (measure && recording.made.work ? from(await measured()) : undefined);
  return found && { ...found, text: estimateText(found) };
}
