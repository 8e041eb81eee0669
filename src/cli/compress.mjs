// Texts, compressed once and kept, as hosts of static files do it.
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TEXTS = new Set(['.html', '.css', '.js', '.json', '.svg', '.txt', '.wasm']);
const pack = promisify(gzip);

/** Files compressed before, with the time of their last change. */
const kept = new Map();

/**
 * Whether a client takes gzip; a weight of zero means that it does not.
 * @param {string | undefined} accepts its `accept-encoding`
 */
export const takesGzip = (accepts = '') => /(^|,)\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*(,|$))|,|$)/i.test(accepts);

/**
 * The file's bytes under gzip, or undefined where that is not worth it.
 * @param {string} file its path
 * @returns {Promise<Buffer | undefined>}
 */
export async function compressed(file) {
  if (!TEXTS.has(extname(file))) return undefined;
  const { mtimeMs, size } = await stat(file);
  if (size < 1024) return undefined;
  const known = kept.get(file);
  if (known?.mtimeMs === mtimeMs && known.size === size) return known.bytes;
  const bytes = await pack(await readFile(file));
  kept.set(file, { mtimeMs, size, bytes });
  return bytes;
}
