/** The same nets in Chromium, in a worker: compiled and stock, on WASM and on WebGL. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { chromium } from 'playwright';
import type { Net } from './nets.ts';
import type { BrowserTiming, Order } from './worker.ts';

export interface BrowserResult {
  readonly net: string;
  readonly name: string;
  readonly timings: readonly BrowserTiming[];
}

export interface InBrowser {
  readonly browser: string;
  /** Says whether a graphics card or software drew. */
  readonly renderer: string;
  readonly results: readonly BrowserResult[];
}

/** What tests/tools/ensure-browser.mjs exports: it finds a Chromium, or gets one. */
interface EnsureBrowser {
  readonly BROWSER_ARGS: readonly string[];
  readonly WEBGL_ARGS: readonly string[];
  ensureBrowser(): Promise<{ readonly executablePath: string; readonly env: Readonly<Record<string, string>> }>;
}

type Answer = { readonly timings: readonly BrowserTiming[]; readonly renderer: string } | { readonly error: string };

/** Each net with a worker of its own, one after the other. */
export async function inBrowser(nets: readonly Net[], rounds: number, report: (result: BrowserResult) => void): Promise<InBrowser> {
  const code = await bundledWorker();
  const tools: EnsureBrowser = await import(/* @vite-ignore */ pathToFileURL(join(process.cwd(), 'tests/tools/ensure-browser.mjs')).href);
  const { executablePath, env } = await tools.ensureBrowser();
  const surroundings = Object.entries({ ...process.env, ...env }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const browser = await chromium.launch({ executablePath, env: Object.fromEntries(surroundings), args: [...tools.BROWSER_ARGS, ...tools.WEBGL_ARGS] });
  try {
    const page = await browser.newPage();
    const results: BrowserResult[] = [];
    let renderer = 'unknown';
    for (const { id, name } of nets) {
      const answer: Answer = await page.evaluate(
        ([source, order]) =>
          new Promise<Answer>((resolve) => {
            const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
            worker.addEventListener('error', (event) => resolve({ error: event.message }));
            worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
              worker.terminate();
              resolve(data);
            });
            worker.postMessage(order, []);
          }),
        [code, { net: id, rounds } satisfies Order] as const,
      );
      if ('error' in answer) throw new Error(`net ${id} in the browser: ${answer.error}`);
      renderer = answer.renderer;
      const result = { net: id, name, timings: answer.timings };
      results.push(result);
      report(result);
    }
    return { browser: `Chromium ${browser.version()}`, renderer, results };
  } finally {
    await browser.close();
  }
}

/** worker.ts and all that it needs, tfjs's WASM included, in one script. */
async function bundledWorker(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      mainFields: ['module', 'main'],
      alias: [{ find: /^.*\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/, replacement: `${process.cwd()}/src/lab/backends/no-threads.ts` }],
    },
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      assetsInlineLimit: 1e8,
      rollupOptions: { input: 'src/cli/bench/worker.ts', output: { format: 'iife' } },
    },
  });
  const { output } = 'output' in made ? made : Array.isArray(made) && made[0] ? made[0] : { output: [] };
  const [script] = output;
  if (script?.type !== 'chunk') throw new Error('the worker could not be bundled');
  return script.code;
}
