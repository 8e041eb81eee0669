import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from './tools/ensure-browser.mjs';
import { freePort } from './tools/free-port.mjs';

const { executablePath, env } = await ensureBrowser();
// the first process chooses; the workers, which read this file again, follow
process.env.BOOK_PORT ??= String(await freePort());
const address = `http://localhost:${process.env.BOOK_PORT}/`;
const root = join(import.meta.dirname, '..');

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
    launchOptions: { executablePath, env: { ...process.env, ...env }, args: BROWSER_ARGS },
    screenshot: 'only-on-failure',
  },
  webServer: {
    // `npm test` has built the book already
    command: `node src/cli/start.mjs --port ${process.env.BOOK_PORT}${process.env.BUILT ? ' --no-build' : ''}`,
    cwd: root,
    url: address,
    timeout: 240_000,
    reuseExistingServer: false,
  },
});
