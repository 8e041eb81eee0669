// Runs one command of src/cli: `node src/cli/run.mjs verify --seeds 20`.
// The command is bundled first (tfjs publishes ES modules that Node cannot load as they are), then imported.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const command = process.argv[2];
if (!command || !/^[a-z]+$/.test(command)) {
  console.error('Usage: node src/cli/run.mjs COMMAND [options], where COMMAND is a file of src/cli without its ending');
  process.exit(2);
}
process.chdir(root);
process.argv.splice(1, 2, join(root, 'src/cli', `${command}.ts`));
const out = join(root, 'node_modules/.cache/cli', `${command}-${process.pid}`);
mkdirSync(out, { recursive: true });
process.on('exit', () => rmSync(out, { recursive: true, force: true }));
await build({
  configFile: false,
  root,
  logLevel: 'error',
  resolve: {
    mainFields: ['module', 'main'],
    alias: [{ find: /^.*\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/, replacement: join(root, 'src/lab/backends/no-threads.ts') }],
  },
  ssr: { noExternal: /@tensorflow/, target: 'node' },
  build: {
    ssr: `src/cli/${command}.ts`,
    outDir: out,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: 'inline',
    copyPublicDir: false,
    rollupOptions: { output: { entryFileNames: 'main.mjs', codeSplitting: false } },
  },
});
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(out, 'main.mjs')).href);
