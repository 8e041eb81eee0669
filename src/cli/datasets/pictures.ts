/** What a set is made of, before it becomes files. */
import { createHash } from 'node:crypto';
import type { SetEntry } from '../../datasets/data-index.ts';

export interface Pictures {
  readonly images: Uint8Array; // [count, 28, 28]
  readonly labels: Uint8Array; // [count]
  /** How they were chosen, for the index. */
  readonly chosen: string;
}

export interface Source {
  readonly name: string;
  readonly about: Omit<SetEntry, 'splits'>;
  readonly splits: { readonly train: Pictures; readonly test: Pictures };
}

/** Stops when a package does not hold what the pinned version held. */
export function sameAs(expected: string, parts: readonly Uint8Array[], what: string): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const digest = hash.digest('hex');
  if (digest !== expected) throw new Error(`${what} has SHA-256 ${digest}, not ${expected}: not the files that this script was written for`);
  return digest;
}
