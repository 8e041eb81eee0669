/** Files of the data folder from the disk, for the command line and the tests. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFault } from './faults.ts';
import { createImageLoader, type FetchBytes, type ImageLoader } from './images.ts';

export function readBytesFrom(folder: string): FetchBytes {
  return async (file, { onBytes }) => {
    try {
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      onBytes?.(bytes.length);
      return bytes;
    } catch (cause) {
      throw new DataFault('missing', `${join(folder, file)} cannot be read; run “npm run datasets” to make it`, { cause });
    }
  };
}

/** A loader of the repository's own files. */
export const nodeImages = (folder = 'public/data'): ImageLoader => createImageLoader({ fetchBytes: readBytesFrom(folder), pause: 0 });
