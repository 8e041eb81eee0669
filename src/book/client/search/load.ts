/** The index, fetched and built once a page. */
import { readEntries, SEARCH_FILE } from '../../search/entry.ts';
import { finder, type Find } from '../../search/find.ts';

let ready: Promise<Find> | undefined;

/** Rejects when the file cannot be fetched or read; the next call tries again. */
export function loadIndex(base: string): Promise<Find> {
  ready ??= fetchIndex(base).catch((cause: unknown) => {
    ready = undefined;
    throw cause;
  });
  return ready;
}

async function fetchIndex(base: string): Promise<Find> {
  const response = await fetch(base + SEARCH_FILE);
  if (!response.ok) throw new Error(`${SEARCH_FILE}: ${response.status}`);
  const entries = readEntries(await response.json());
  if (!entries) throw new Error(`${SEARCH_FILE} is no list of entries`);
  return finder(entries);
}
