/** A mistake in what was written, with its place, so that the build's last line and the dev overlay both say where. */
import { relative } from 'node:path';

export class Mistake extends Error {
  override readonly name = 'Mistake';
  /** Vite prints a code frame from these two. */
  readonly id: string;
  readonly loc: { readonly file: string; readonly line: number; readonly column: number };

  constructor(file: string, line: number, column: number, sentence: string, options?: { cause?: unknown }) {
    super(`${near(file)}:${line}:${column}: ${sentence}`, options);
    this.id = file;
    this.loc = { file, line, column };
  }
}

/** As one would type it from the repository's root. */
function near(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}

/** The line, from 1, of a position in a text. */
export const lineAt = (text: string, index: number) => text.slice(0, Math.max(index, 0)).split('\n').length;
