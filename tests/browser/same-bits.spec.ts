/** The same seed trains the same network in the browser as in Node, to the last bit. */
import { join } from 'node:path';
import { build } from 'vite';
import { GOLDEN } from '../unit/nn/compiled/golden.ts';
import { expect, test } from './book.ts';

const root = join(import.meta.dirname, '../..');

/** The page's files by name. */
async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const built = await build({
    configFile: false,
    root,
    base: '/same-bits/',
    logLevel: 'error',
    resolve: {
      mainFields: ['module', 'main'],
      alias: [{ find: /^.*\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/, replacement: join(root, 'src/lab/backends/no-threads.ts') }],
    },
    build: { write: false, copyPublicDir: false, rollupOptions: { input: 'tests/browser/same-bits/page.ts', output: { entryFileNames: 'page.js' } } },
  });
  const outputs = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  return new Map(outputs.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
}

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', wasm: 'application/wasm' };

test('the five nets train to the same bits as in Node', async ({ page }) => {
  test.setTimeout(180_000);
  const files = await bundle();
  await page.route('**/same-bits/**', (route) => {
    const name = new URL(route.request().url()).pathname.replace('/same-bits/', '');
    if (name === '') return route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/same-bits/page.js"></script>' });
    const body = files.get(name);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain', body: typeof body === 'string' ? body : Buffer.from(body) });
  });
  await page.goto('/same-bits/');
  await page.waitForFunction(() => 'trained' in globalThis);
  const hashes = await page.evaluate<Record<string, string>>('trained');
  expect(hashes).toEqual(GOLDEN);
});
