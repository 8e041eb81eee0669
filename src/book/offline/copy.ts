/** The copy in the browser's cache: what of it is there, filling it, and throwing away what no edition needs any more. */
import { keyOf, MANIFEST_FILE, type Manifest, type SavedFile } from './manifest.ts';

/** The part of `Cache` that is used; tests bring their own. */
export interface Shelf {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
  keys(): Promise<readonly { readonly url: string }[]>;
  delete(key: string): Promise<boolean>;
}

export interface Fill {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly signal?: AbortSignal;
  /** Called after every file with the bytes that are there now. */
  readonly onProgress?: (bytes: number) => void;
}

/** Few enough for a slow connection, enough for one with long ways. */
const AT_A_TIME = 4;

/** The files that are not there yet. */
export async function missing(shelf: Shelf, { base, files }: Manifest): Promise<SavedFile[]> {
  const here = new Set((await shelf.keys()).map(({ url }) => pathOf(url)));
  return files.filter((file) => !here.has(pathOf(keyOf(base, file))));
}

/** Fetches what is missing. Rejects with the first failure; what has arrived by then stays, and the next try goes on from there. */
export async function fill(shelf: Shelf, manifest: Manifest, { fetch, signal, onProgress }: Fill): Promise<void> {
  const wanted = await missing(shelf, manifest);
  const total = manifest.files.reduce((sum, f) => sum + f.bytes, 0);
  let bytes = total - wanted.reduce((sum, f) => sum + f.bytes, 0);
  onProgress?.(bytes);
  const next = wanted[Symbol.iterator]();
  const take = async () => {
    for (const file of next) {
      signal?.throwIfAborted();
      // past the browser's own cache, which may hold an older edition under the same address
      const response = await fetch(manifest.base + file.path, { cache: 'no-cache', ...(signal && { signal }) });
      if (!response.ok) throw new Error(`${file.path} answered ${response.status}`);
      // a page may not be opened by an answer that came by a detour
      const direct = response.redirected ? new Response(response.body, { headers: response.headers }) : response;
      await shelf.put(keyOf(manifest.base, file), direct);
      bytes += file.bytes;
      onProgress?.(bytes);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, take));
  await shelf.put(manifest.base + MANIFEST_FILE, Response.json(manifest)); // so that the page knows it without a network too
}

/** Deletes whatever this edition does not have. */
export async function prune(shelf: Shelf, { base, files }: Manifest): Promise<void> {
  const wanted = new Set([base + MANIFEST_FILE, ...files.map((file) => pathOf(keyOf(base, file)))]);
  for (const { url } of await shelf.keys()) if (!wanted.has(pathOf(url))) await shelf.delete(url);
}

/** Path and query: a cache gives whole addresses back. */
function pathOf(address: string): string {
  const { pathname, search } = new URL(address, 'http://book');
  return pathname + search;
}
