import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser, WEBGL_ARGS } from './tools/ensure-browser.mjs';
import { freePort } from './tools/free-port.mjs';

const { executablePath, env } = await ensureBrowser();
// the first process chooses; the workers, which read this file again, follow
process.env.BOOK_PORT ??= String(await freePort());
const address = `http://localhost:${process.env.BOOK_PORT}/`;
const root = join(import.meta.dirname, '..');

const started = (args: string[]) => ({ executablePath, env: { ...process.env, ...env }, args });

export default defineConfig({
  testDir: 'browser',
  outputDir: '../test-results',
  // two cores: one for the page, one for its worker
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'book', testIgnore: /webgl/, use: { launchOptions: started(BROWSER_ARGS) } },
    { name: 'webgl', testMatch: /webgl/, use: { launchOptions: started([...BROWSER_ARGS, ...WEBGL_ARGS]) } },
  ],
  webServer: {
    command: `node tests/tools/serve.mjs ${process.env.BOOK_PORT}`,
    cwd: root,
    url: address,
    timeout: 240_000,
    reuseExistingServer: false,
  },
});
