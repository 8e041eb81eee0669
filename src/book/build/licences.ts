/** The licences of what the reader downloads, as one text file: the scripts themselves leave their licence comments out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Packages that the project depends on but does not ship: the umbrella fixes tfjs's version, cpu is for tests. */
const NOT_SHIPPED: readonly string[] = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-cpu'];

/** Apache-2.0 in full, from a package that carries nothing else; tfjs names the licence and leaves the text out. */
const APACHE = 'typescript/LICENSE';

const readPackage = (folder: string): Package => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** @param root the project's folder. Throws when a package names a licence whose text cannot be found. */
export function licences(root: string): string {
  const modules = join(root, 'node_modules');
  const project = readPackage(root);
  const names = Object.keys(project.dependencies ?? {}).filter((name) => !NOT_SHIPPED.includes(name));
  const d3 = names.includes('d3') ? Object.keys(readPackage(join(modules, 'd3')).dependencies ?? {}) : [];
  const sections = [...new Set([...names, ...d3])].sort().map((name) => {
    const { version, license = 'no licence named', author } = readPackage(join(modules, name));
    const by = typeof author === 'string' ? author : author?.name;
    return [`${name} ${version} (${license})${by ? `, ${by}` : ''}`, textOf(modules, name, license)].join('\n\n');
  });
  const head = 'The scripts, styles and fonts of this book contain the following packages. The data sets name theirs in data/index.json.';
  return `${[head, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function textOf(modules: string, name: string, license: string): string {
  const file = readdirSync(join(modules, name)).find((f) => /^(?:licence|license)(\.\w+)?$/i.test(f));
  if (file) return readFileSync(join(modules, name, file), 'utf8').trim();
  if (license === 'Apache-2.0') return readFileSync(join(modules, APACHE), 'utf8').trim();
  throw new Error(`${name}: the text of its licence (${license}) is missing, and the book may not be built without it`);
}
