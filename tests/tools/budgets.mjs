/** What a reader may be asked to download, in bytes (1 KB = 1,000 bytes), compressed with gzip where not said otherwise. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export const KB = 1000;
export const MB = 1000 * KB;

export const BUDGETS = {
  /** The text of one page, and what each figure on it may add as the drawing of its recording. */
  html: 30 * KB,
  htmlOfFigure: 9 * KB,
  /** JavaScript of a page before a figure is near. */
  text: 6 * KB,
  /** What the first figure adds when it comes near. */
  figure: 91 * KB,
  /** What the first Run on WASM adds. */
  run: 100 * KB,
  wasm: 140 * KB,
  /** All stylesheets of a page. */
  css: 14 * KB,
  /** One recording. */
  recording: 150 * KB,
  /** All datasets, as they are stored. */
  data: 10 * MB,
};

/** @returns {number} bytes after gzip, as a server would send them. */
export const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** E.g. "3.9 KB". */
export const inKB = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
