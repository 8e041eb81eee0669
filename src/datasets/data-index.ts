/** The list of what lies in public/data: its form, and the check that a text really is one. */
import { DataFault } from './faults.ts';

export const DATA_SCHEMA = 1;
export const INDEX_FILE = 'index.json';

/** One compressed file: the labels of its images, one byte each, then their pixels, one byte each, all gzipped. */
export interface ShardEntry {
  readonly file: string;
  /** Place of its first image in the split. */
  readonly from: number;
  readonly count: number;
  /** Length and SHA-256 (hexadecimal) of the compressed file. */
  readonly bytes: number;
  readonly sha256: string;
}

export interface SplitEntry {
  readonly count: number;
  /** How these images were chosen, and their order. */
  readonly chosen: string;
  /** In order, without gaps. */
  readonly shards: readonly ShardEntry[];
}

export type Filter = 'none' | 'paeth';

export interface SetEntry {
  readonly title: string;
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  /** What the pixels went through before gzip. */
  readonly filter: Filter;
  readonly splits: { readonly train: SplitEntry; readonly test: SplitEntry };
  /** The package that the images were taken from; sha256 is that of its data files, one after the other. */
  readonly source: { readonly package: string; readonly version: string; readonly sha256: string; readonly note: string };
  readonly licence: { readonly name: string; readonly url: string };
  readonly attribution: string;
}

export interface DataIndex {
  readonly schema: typeof DATA_SCHEMA;
  readonly sets: Readonly<Record<string, SetEntry>>;
}

/** Reads an index. Throws a DataFault: `page`, `unreadable` or `schema`. */
export function readIndex(text: string): DataIndex {
  if (/^\s*</.test(text)) throw new DataFault('page', 'the index is a web page');
  let index: unknown;
  try {
    index = JSON.parse(text);
  } catch (cause) {
    throw new DataFault('unreadable', 'the index is not JSON', { cause });
  }
  if (!isRecord(index) || typeof index.schema !== 'number') throw new DataFault('unreadable', 'the index has no schema number');
  if (index.schema !== DATA_SCHEMA) throw new DataFault('schema', `the index has schema ${index.schema}, not ${DATA_SCHEMA}`);
  if (!isIndex(index)) throw new DataFault('unreadable', 'the index has not the form of its schema');
  return index;
}

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);
const isCount = (x: unknown): x is number => Number.isSafeInteger(x) && Number(x) > 0;
const isText = (x: unknown): x is string => typeof x === 'string';

function isIndex(x: Record<string, unknown>): x is Record<string, unknown> & DataIndex {
  return isRecord(x.sets) && Object.values(x.sets).every(isSet);
}

function isSet(x: unknown): x is SetEntry {
  if (!isRecord(x) || !isRecord(x.splits) || !isRecord(x.source) || !isRecord(x.licence)) return false;
  const told = [x.title, x.attribution, x.source.package, x.source.version, x.source.sha256, x.source.note, x.licence.name, x.licence.url];
  const shaped = isCount(x.height) && isCount(x.width) && (x.filter === 'none' || x.filter === 'paeth');
  return (
    told.every(isText) &&
    shaped &&
    Array.isArray(x.classes) &&
    x.classes.length > 0 &&
    x.classes.every(isText) &&
    isSplit(x.splits.train) &&
    isSplit(x.splits.test)
  );
}

function isSplit(x: unknown): x is SplitEntry {
  if (!isRecord(x) || !isText(x.chosen) || !isCount(x.count) || !Array.isArray(x.shards)) return false;
  let from = 0;
  for (const shard of x.shards) {
    if (!isShard(shard) || shard.from !== from) return false;
    from += shard.count;
  }
  return from === x.count;
}

function isShard(x: unknown): x is ShardEntry {
  // a plain file name: nothing in the index may lead out of the folder
  return (
    isRecord(x) &&
    isText(x.file) &&
    /^[\w.-]+$/.test(x.file) &&
    Number.isSafeInteger(x.from) &&
    isCount(x.count) &&
    isCount(x.bytes) &&
    isText(x.sha256) &&
    /^[0-9a-f]{64}$/.test(x.sha256)
  );
}
