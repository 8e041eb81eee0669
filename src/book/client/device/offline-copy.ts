/** The copy for reading offline, from the page: what there is, saving it with progress, removing it. */
import { fill, missing } from '../../offline/copy.ts';
import { bytesOf, cacheName, MANIFEST_FILE, readManifest, WORKER_FILE, type Manifest } from '../../offline/manifest.ts';

export type Copy =
  /** Why there can be none, in a sentence. */
  | { readonly is: 'impossible'; readonly why: string }
  | { readonly is: 'absent' | 'partial' | 'saved'; readonly manifest: Manifest; readonly bytes: number; readonly here: number };

const INSECURE = 'A page can be saved only when it comes over https, which this one does not.';
const UNABLE = 'This browser does not let pages save themselves. A current version of Chrome, Edge, Firefox or Safari does, outside of private windows.';
const UNLISTED = 'The list of the book’s files did not arrive, so it cannot be saved now. Check the connection and load this page again.';

/** `known`: the list that the page has read before, which will do where the connection is lost meanwhile. */
export async function lookAtCopy(base: string, known?: Manifest): Promise<Copy> {
  if (!isSecureContext) return { is: 'impossible', why: INSECURE };
  if (!('serviceWorker' in navigator) || !('caches' in window)) return { is: 'impossible', why: UNABLE };
  try {
    const manifest = (await fetchManifest(base)) ?? known;
    if (!manifest) return { is: 'impossible', why: UNLISTED };
    const registered = (await navigator.serviceWorker.getRegistration(base)) !== undefined;
    const bytes = bytesOf(manifest.files);
    // only a cache that is there: to open it would make it
    const lacks = (await caches.has(cacheName(base))) ? await missing(await caches.open(cacheName(base)), manifest) : manifest.files;
    const here = bytes - bytesOf(lacks);
    return { is: registered ? 'saved' : here > 0 ? 'partial' : 'absent', manifest, bytes, here };
  } catch (error) {
    console.warn('the copy cannot be looked at', error);
    return { is: 'impossible', why: UNABLE };
  }
}

async function fetchManifest(base: string): Promise<Manifest | undefined> {
  try {
    const response = await fetch(base + MANIFEST_FILE, { cache: 'no-cache' });
    if (response.ok) return readManifest(await response.json());
  } catch {
    // offline: the saved list is as good
  }
  const saved = await caches.match(base + MANIFEST_FILE);
  return saved && readManifest(await saved.json());
}

/** Fetches what is missing, then lets the service worker take over. Rejects with a sentence as the error's message. */
export async function saveCopy(manifest: Manifest, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  const { base } = manifest;
  try {
    // asks that the browser does not tidy the copy away; it may say no
    await navigator.storage?.persist?.();
    const shelf = await caches.open(cacheName(base));
    await fill(shelf, manifest, { fetch: (address, init) => fetch(address, init), onProgress, signal });
    await navigator.serviceWorker.register(base + WORKER_FILE, { scope: base });
    await navigator.serviceWorker.ready;
  } catch (error) {
    throw new Error(whyNot(error), { cause: error });
  }
}

function whyNot(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'AbortError') return 'Stopped. What has arrived stays, and saving goes on from there.';
  if (name.includes('Quota')) return 'There is not enough room for the book in this browser’s storage. Make some room, or remove what has arrived.';
  if (name === 'SecurityError') return UNABLE;
  return 'The connection was lost before everything had arrived. What has arrived stays, and saving goes on from there.';
}

export async function removeCopy(base: string): Promise<void> {
  await (await navigator.serviceWorker.getRegistration(base))?.unregister();
  await caches.delete(cacheName(base));
}
