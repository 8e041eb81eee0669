/** Files of the data folder over the network, for the worker. */
import { DataFault } from './faults.ts';
import type { FetchBytes } from './images.ts';

/**
 * `base` is the data folder's absolute address, with a slash at its end. A connection that brings nothing for
 * `patience` milliseconds is given up, so that a retry does not wait for it.
 */
export function fetchBytesFrom(base: string, patience = 20_000): FetchBytes {
  return async (file, { cache, onBytes, signal }) => {
    const controller = new AbortController();
    let timer = setTimeout(() => controller.abort(), patience);
    const give = () => controller.abort();
    signal?.addEventListener('abort', give);
    try {
      const response = await fetch(new URL(file, base), { cache, signal: controller.signal });
      if (!response.ok) throw new DataFault([403, 404, 410].includes(response.status) ? 'missing' : 'refused', `${response.url} answered ${response.status}`);
      return await readAll(response, (received) => {
        clearTimeout(timer);
        timer = setTimeout(() => controller.abort(), patience);
        onBytes?.(received);
      });
    } catch (thrown) {
      throw thrown instanceof DataFault ? thrown : new DataFault('unreachable', `${file}: ${String(thrown)}`, { cause: thrown });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', give);
    }
  };
}

async function readAll(response: Response, onBytes: (received: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    onBytes(length);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
