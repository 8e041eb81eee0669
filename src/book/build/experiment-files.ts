/** The files that an experiment is made of, as they are written: itself, its declaration, and the parts beside it. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface SourceFile {
  /** In the figure's folder, e.g. "experiment.ts". */
  readonly name: string;
  readonly text: string;
}

/** What it imports from its own folder, in the order of first mention; the declaration and the experiment first. */
export function experimentFiles(root: string, figure: string): SourceFile[] {
  const folder = join(root, 'src/figures', figure);
  const found = new Map<string, string>();
  const take = (name: string) => {
    const file = join(folder, name);
    if (found.has(name) || !existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    found.set(name, text);
    for (const [, request = ''] of text.matchAll(/\bfrom\s+'(\.\/[^']+)'/g)) take(posix.join(posix.dirname(name), request));
  };
  for (const name of ['declaration.ts', 'experiment.ts']) take(name);
  return [...found].map(([name, text]) => ({ name, text }));
}
