/** From the bytes of a compressed file to images, with every check that tells damage from data. */
import type { SetEntry, ShardEntry } from './data-index.ts';
import { DataFault } from './faults.ts';
import { unfilterPaeth } from './paeth.ts';

export interface Shard {
  readonly images: Uint8Array; // [count, height, width]
  readonly labels: Uint8Array; // [count]
}

/**
 * Checks and decodes one file. Throws a DataFault: `page`, `truncated`, `damaged` or `unsupported`.
 * On an insecure origin there is no `crypto.subtle`; there gzip's own CRC-32 finds the damage.
 */
export async function decodeShard(bytes: Uint8Array<ArrayBuffer>, entry: ShardEntry, set: SetEntry): Promise<Shard> {
  if (bytes[0] === 0x3c) throw new DataFault('page', `${entry.file} starts with “<”, like a web page`);
  if (bytes.length < entry.bytes) throw new DataFault('truncated', `${entry.file} has ${bytes.length} bytes of ${entry.bytes}`);
  if (bytes.length > entry.bytes) throw new DataFault('damaged', `${entry.file} has ${bytes.length} bytes, more than ${entry.bytes}`);
  const digest = await sha256(bytes);
  if (digest !== undefined && digest !== entry.sha256) throw new DataFault('damaged', `${entry.file} has SHA-256 ${digest}, not ${entry.sha256}`);

  const raw = await gunzip(bytes, entry.file);
  if (raw.length !== entry.count * (1 + set.height * set.width))
    throw new DataFault('damaged', `${entry.file} holds ${raw.length} bytes, which are not ${entry.count} images`);
  const labels = raw.slice(0, entry.count);
  const images = raw.slice(entry.count);
  if (labels.some((label) => label >= set.classes.length)) throw new DataFault('damaged', `${entry.file} has a label that is no class`);
  if (set.filter === 'paeth') unfilterPaeth(images, set.height, set.width);
  return { images, labels };
}

/** Hexadecimal SHA-256, or undefined where the browser does not offer it. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) return undefined;
  return Array.from(new Uint8Array(await subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function gunzip(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<Uint8Array> {
  if (typeof DecompressionStream === 'undefined') throw new DataFault('unsupported', 'no DecompressionStream');
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    if (cause instanceof RangeError) throw cause; // out of memory, which is no fault of the file
    throw new DataFault('damaged', `${file} cannot be decompressed`, { cause });
  }
}
