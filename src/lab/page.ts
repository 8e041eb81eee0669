/** The lab, as a figure on a page uses it: all of it is fetched when it is first needed. */
import { createDeferredSession } from './deferred-session.ts';
import type { deviceStore } from './device-store.ts';

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
};
