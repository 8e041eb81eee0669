/** A saved book: every page opens and every figure trains with the server gone; newer editions are announced. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from '../../src/cli/serve.mjs';
import { freePort } from '../tools/free-port.mjs';
import { expect, FIGURES, FigureOnPage, LINE, PAGES, test } from './book.ts';

type Served = Awaited<ReturnType<typeof serve>>;
const DIST = join(import.meta.dirname, '../../dist');

let host: Served;
let stopped = false;
const stop = async () => {
  if (stopped) return;
  stopped = true;
  host.server.closeAllConnections();
  await new Promise((done) => host.server.close(done));
};
const start = async (root: string, port: number) => {
  host = await serve({ root, from: port });
  stopped = false;
  return port;
};
test.afterEach(stop);
// without its server a page complains, and so it should
test.use({ expected: /asked another site|Failed to load resource|ERR_|favicon/ });

async function save(page: Page): Promise<void> {
  await page.goto(`${host.address}device/`);
  await expect(page.getByText(/\d\sMB in \d+ files/)).toBeVisible();
  await page.getByRole('button', { name: 'Save for offline' }).press('Enter');
  await expect(page.getByText('The whole book is saved on this device')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeFocused();
}

test('save, server off: every page opens, the search finds, both figures train', async ({ page, context }) => {
  test.setTimeout(240_000);
  await start(DIST, await freePort());
  await save(page);
  await stop();
  await context.setOffline(true);
  for (const path of PAGES) {
    await page.goto(host.address + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page).not.toHaveTitle(/no such page/);
    // its faces came with it
    expect(await page.evaluate(async () => (await document.fonts.ready).check('1rem "Source Serif 4 Variable"'))).toBe(true);
  }
  await page.goto(`${host.address}no-such-page/`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search the book' }).fill('gradient');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  for (const figure of FIGURES) {
    await page.goto(`${host.address}${figure.page}?backend=wasm`);
    const f = new FigureOnPage(page, figure.declaration);
    await f.ready();
    await f.button('Run').click();
    await f.expectStatus('done', 120_000);
    await expect(f.root.getByText('live run', { exact: true })).toBeVisible();
  }
  // the copy is known, and can be removed, without a network too
  await page.goto(`${host.address}device/`);
  await page.getByRole('button', { name: 'Remove the copy' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The copy was removed.' })).toBeVisible();
  expect(await page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length])).toEqual([[], 0]);
});

test('saving can be stopped and goes on from there; a lost connection is a sentence', async ({ page, context }) => {
  await start(DIST, await freePort());
  // the data come slowly
  await context.route(/\.bin$/, async (route) => {
    await new Promise((later) => setTimeout(later, 400));
    await route.continue().catch(() => {});
  });
  await page.goto(`${host.address}device/`);
  await page.getByRole('button', { name: 'Save for offline' }).click();
  await expect(page.getByRole('progressbar', { name: 'Saving the book' })).toBeVisible();
  await expect(page.getByText(/[1-9][\d.]*\sMB of [\d.]+\sMB have arrived/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Stopped.' })).toBeVisible();
  await stop();
  await page.getByRole('button', { name: 'Go on saving' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The connection was lost' })).toBeVisible();
  // the way on stays
  await expect(page.getByRole('button', { name: 'Go on saving' })).toBeVisible();
});

test('a newer edition is announced, waits for a run, and is read when the reader says so', async ({ page }) => {
  test.setTimeout(120_000);
  const port = await freePort();
  const newer = mkdtempSync(join(tmpdir(), 'edition-'));
  cpSync(DIST, newer, { recursive: true });
  try {
    const edit = (file: string, from: string, to: string) => writeFileSync(join(newer, file), readFileSync(join(newer, file), 'utf8').replaceAll(from, to));
    await start(DIST, port);
    await save(page);
    // one page changed: its text, and its hash in the list and in the service worker
    const { files } = JSON.parse(readFileSync(join(DIST, 'offline.json'), 'utf8')) as { files: { path: string; hash: string }[] };
    const hash = files.find((f) => f.path === 'forget/')?.hash ?? '';
    edit('forget/index.html', 'They forget what they learned</h1>', 'They forget what they learned, second edition</h1>');
    for (const file of ['offline.json', 'sw.js']) edit(file, hash, '0123456789abcdef');
    await page.goto(`${host.address}forget/?backend=wasm`);
    const f = new FigureOnPage(page, LINE.declaration);
    await f.ready();
    await f.button('Run').click();
    await f.expectStatus('done', 60_000);
    await stop();
    await start(newer, port);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const notice = page.getByRole('complementary', { name: 'Newer edition' });
    await expect(notice.getByRole('status')).toHaveText(/A newer edition of this book has been saved/);
    // nothing happened to the page by itself
    await expect(f.root.getByText('live run', { exact: true })).toBeVisible();
    await notice.getByRole('button', { name: 'Read it now' }).press('Enter');
    await expect(notice.getByRole('status')).toHaveText('A run on this page would be lost.');
    await expect(f.root.getByText('live run', { exact: true })).toBeVisible();
    await notice.getByRole('button', { name: 'Read it all the same' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('They forget what they learned, second edition');
    await stop();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('They forget what they learned, second edition');
  } finally {
    rmSync(newer, { recursive: true });
  }
});

test('nobody who did not ask for a copy gets a service worker', async ({ page }) => {
  await start(DIST, await freePort());
  await page.goto(`${host.address}forget/`);
  await page.goto(`${host.address}device/`);
  await expect(page.getByRole('button', { name: 'Save for offline' })).toBeVisible();
  expect(await page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length])).toEqual([[], 0]);
});
