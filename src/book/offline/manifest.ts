/** The files of a finished book, as the copy for reading offline knows them. The prerender step writes this list. */

export interface SavedFile {
  /** From the book's root, as it is asked for: "", "forget/", "assets/main-1a2b.js". */
  readonly path: string;
  /** Beginning of the content's SHA-256, in hexadecimal. */
  readonly hash: string;
  readonly bytes: number;
}

export interface Manifest {
  /** Changes with every file. */
  readonly version: string;
  /** Where the book is served, with a slash at its end. */
  readonly base: string;
  readonly files: readonly SavedFile[];
}

export const MANIFEST_FILE = 'offline.json';
export const WORKER_FILE = 'sw.js';

/** The browser's cache of this book; another book at the same address has its own. */
export const cacheName = (base: string): string => `book ${base}`;

/** Under which address a file lies in the cache: the same content, the same address, so nothing is fetched twice. */
export const keyOf = (base: string, { path, hash }: SavedFile): string => `${base}${path}?saved=${hash}`;

export const bytesOf = (files: readonly SavedFile[]): number => files.reduce((sum, f) => sum + f.bytes, 0);

/** A manifest from what was fetched; undefined when it is none. */
export function readManifest(data: unknown): Manifest | undefined {
  const { version, base, files } = Object(data) as Partial<Record<keyof Manifest, unknown>>;
  return typeof version === 'string' && typeof base === 'string' && Array.isArray(files) && files.every(isFile) ? { version, base, files } : undefined;
}

function isFile(x: unknown): x is SavedFile {
  const { path, hash, bytes } = Object(x) as Partial<Record<keyof SavedFile, unknown>>;
  return typeof path === 'string' && typeof hash === 'string' && typeof bytes === 'number' && bytes >= 0;
}
