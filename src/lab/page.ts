/** The lab, as a figure on a page uses it: all of it is fetched when it is first needed. */
import { createDeferredSession } from './deferred-session.ts';
import type { Declaration } from '../core/experiment.ts';
import type { Recorded } from './estimate.ts';
import type { deviceStore } from './device-store.ts';
import type { Told } from './tell-time.ts';

let store: Promise<typeof deviceStore> | undefined;

export const lab = {
  createSession: createDeferredSession,
  /** The same promise on every call, unless the last one failed. */
  device(): Promise<typeof deviceStore> {
    store ??= import('./device-store.ts').then(
      (code) => code.deviceStore,
      (cause: unknown) => {
        store = undefined;
        throw cause;
      },
    );
    return store;
  },
  /**
   * How long a figure's default run will take here, with a sentence's end for the reader. Undefined when that is not
   * known; with `measure` the device is timed first, for which the engine is fetched and started. Rejects with a ReaderError.
   */
  async estimate(declaration: Pick<Declaration, 'watch'>, recording: Recorded, options?: { readonly measure?: boolean }): Promise<Told | undefined> {
    const { tellTime } = await import('./tell-time.ts');
    return tellTime(declaration, recording, options);
  },
};
