/** What a run depends on besides its parameters and seeds, as one hash: when it changes, a recording is stale. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FigureId } from '../../core/experiment.ts';
import { build } from 'vite';
import { readIndex, type SetEntry } from '../../datasets/data-index.ts';
import { loadDeclaration } from '../experiments.ts';

/** Fields of a declaration that readers read and runs do not. */
const PROSE: readonly string[] = [
  'label',
  'help',
  'note',
  'name',
  'headline',
  'question',
  'caption',
  'text',
  'says',
  'cite',
  'differs',
  'presets',
  'time',
  'concept',
  'unit',
  'advanced',
  'work',
  'watch',
  'pictures',
  'charts',
  'predictions',
  'notes',
  'data',
];

/**
 * The experiment's own code with everything that it imports, without comments and white space; its declaration without
 * the prose; the WASM kernels; the datasets that the code names. tfjs is left out: the recording names its version.
 */
export async function fingerprint(figure: FigureId, indexFile = 'public/data/index.json'): Promise<string> {
  const code = (await Promise.all([`src/figures/${figure}/experiment.ts`, 'src/kernels/register.ts'].map(bundle))).join('\n');
  const hash = createHash('sha256').update(code);
  hash.update(JSON.stringify(await loadDeclaration(figure), (key, value: unknown) => (PROSE.includes(key) ? undefined : value)));
  const { sets } = readIndex(readFileSync(indexFile, 'utf8'));
  for (const [name, set] of Object.entries(sets).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (new RegExp(`["'\`]${name}["'\`]`).test(code)) hash.update(`${name}:${shardsOf(set)}`);
  }
  return hash.digest('hex').slice(0, 16);
}

const shardsOf = ({ splits }: SetEntry) => [splits.train, splits.test].flatMap((split) => split.shards.map((shard) => shard.sha256)).join();

/** The code of a module and of all that it imports, in the bundler's own form. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      copyPublicDir: false,
      lib: { entry, formats: ['es'], fileName: 'x' },
      rollupOptions: { external: [/^@tensorflow\//, /\/declaration\.ts$/] },
    },
  });
  return [built]
    .flat()
    .flatMap((b) => ('output' in b ? b.output : []))
    .map((part) => (part.type === 'chunk' ? part.code : String(part.source)))
    .join('\n');
}
