/**
 * Tests of the WebGL training step in a real browser: `node tests/browser-engine/run.mjs [--bench] [--only TEXT]`.
 *
 * The tests are bundled into one script, put into an empty page of a headless Chromium that draws in software (or as
 * $CHROMIUM_WEBGL_FLAGS says), and called one after the other. Exit status 1 when one fails.
 */
import { chromium } from 'playwright';
import { build } from 'vite';
import { BROWSER_ARGS, ensureBrowser, WEBGL_ARGS } from '../tools/ensure-browser.mjs';

const options = process.argv.slice(2);
const only = options.includes('--only') ? (options[options.indexOf('--only') + 1] ?? '') : '';

async function bundled() {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { mainFields: ['module', 'main'] },
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      rollupOptions: { input: new URL('page.ts', import.meta.url).pathname, output: { format: 'iife' } },
    },
  });
  const { output } = Array.isArray(made) ? made[0] : made;
  return output[0].code;
}

const { executablePath, env } = await ensureBrowser();
const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, args: [...BROWSER_ARGS, ...WEBGL_ARGS] });
let failed = 0;
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error('page:', error.message));
  page.on('console', (message) => message.type() === 'error' && console.error('console:', message.text()));
  await page.addScriptTag({ content: await bundled() });
  await page.evaluate(() => tests.start());
  const kind = options.includes('--bench') ? 'bench' : 'test';
  const names = (await page.evaluate((k) => tests.names(k), kind)).filter((name) => name.match(only));
  const start = process.hrtime.bigint();
  for (const name of names) {
    const { ok, text, ms } = await page.evaluate(([k, n]) => tests.run(k, n), [kind, name]);
    if (!ok) failed++;
    console.log(`${ok ? '✓' : '✗'} ${name} (${ms.toFixed(0)} ms)${text ? `\n    ${text.replaceAll('\n', '\n    ')}` : ''}`);
  }
  console.log(`\n${names.length - failed} passed, ${failed} failed, ${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(0)} s`);
  if (names.length === 0) failed = 1;
} finally {
  await browser.close();
}
process.exit(failed > 0 ? 1 : 0);
