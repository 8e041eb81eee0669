/** The copy for reading offline: the list of all files with their contents' hashes, and the service worker that serves them. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { MANIFEST_FILE, WORKER_FILE, type Manifest, type SavedFile } from '../offline/manifest.ts';
import { filesUnder } from './files.ts';

/** What belongs to the host or to the copy itself, and the page for those who make the book. */
const APART = ['_headers', MANIFEST_FILE, WORKER_FILE, 'style/index.html'];

const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Every file of a finished book, under the address by which it is asked for. */
export function manifestOf(dist: string, base: string): Manifest {
  const files = filesUnder(dist)
    .filter((file) => !APART.includes(file))
    .map((file): SavedFile => {
      const content = readFileSync(join(dist, file));
      return { path: file.replace(/(^|\/)index\.html$/, '$1'), hash: hashOf(content), bytes: content.length };
    });
  return { version: hashOf(JSON.stringify(files)), base, files };
}

/** Writes both into a finished book. Comes last: whatever is written later would not be in the copy. */
export async function writeOffline(root: string, dist: string, base: string): Promise<void> {
  const manifest = manifestOf(dist, base);
  writeFileSync(join(dist, MANIFEST_FILE), JSON.stringify(manifest));
  writeFileSync(join(dist, WORKER_FILE), await workerText(root, manifest));
}

/** The service worker as one classic script. */
async function workerText(root: string, manifest: Manifest): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    define: { BOOK: JSON.stringify(manifest) },
    build: {
      write: false,
      copyPublicDir: false,
      target: 'es2023',
      rollupOptions: { input: join(root, 'src/book/offline/worker.ts'), output: { format: 'iife', entryFileNames: WORKER_FILE } },
    },
  });
  const bundle = Array.isArray(built) ? built[0] : built;
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error('the service worker was not built');
  return chunk.code;
}
