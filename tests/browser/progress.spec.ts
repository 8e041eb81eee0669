/** What was read and run is marked, on this device only; it can be looked at, taken away and erased. */
import { readFileSync } from 'node:fs';
import { expect, LINE, openFigure, test } from './book.ts';

const stored = (page: import('@playwright/test').Page) => page.evaluate(() => localStorage.getItem('book:reading') ?? '');

test('a section counts as read when the reader rests at its end, and not when it flies past', async ({ page }) => {
  await page.goto('prologue/');
  const section = page.getByRole('heading', { name: 'How to read a figure' });
  await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'An invitation' }).click();
  await expect(section).not.toBeInViewport();
  await page.waitForTimeout(2500);
  expect(await stored(page)).not.toContain('how-to-read-a-figure');
  // its last paragraph
  await page.getByText('Every number in these pages was measured by the code').scrollIntoViewIfNeeded();
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await expect(contents.locator('.contents-sections a.done', { hasText: 'How to read a figure' })).toBeVisible();
  await expect(contents.getByRole('img', { name: /of 4 sections read$/ })).toBeVisible();
  await page.goto('');
  await page.getByRole('button', { name: 'Contents' }).click();
  await expect(contents.getByRole('img', { name: /of 4 sections read$/ })).toBeVisible();
});

test('a run to its end is counted, in the list of experiments and on the cover', async ({ page }) => {
  await page.goto('experiments/');
  const line = page.locator('.experiment', { hasText: LINE.declaration.headline });
  await expect(line.getByText('not yet run here')).toBeVisible();
  await expect(line).toContainText(/Held in \d+ of \d+ recorded seeds\./);
  await line.getByRole('link', { name: LINE.declaration.headline }).click();
  const f = await openFigure(page, LINE, '?backend=wasm');
  for (const name of ['Run', 'Run again']) {
    await f.button(name).click();
    await f.expectStatus('running');
    await f.expectStatus('done', 60_000);
  }
  await page.goto('experiments/');
  await expect(line.getByText('✓ run here 2 times')).toBeVisible();
  await page.goto('');
  await expect(page.getByRole('link', { name: 'They forget what they learned' }).filter({ hasText: 'one figure run' })).toBeVisible();
});

test('this device: told in words, exported, erased one by one and all at once, by keyboard', async ({ page }) => {
  await page.goto('prologue/');
  await page.evaluate(() => {
    localStorage.setItem('book:reading', JSON.stringify({ v: 1, data: { sections: { forget: ['', 'what-happens'] }, runs: { 'forget/line': 3 } } }));
    localStorage.setItem('book:unheard-of', '{');
    localStorage.setItem('somebody-else', 'stays');
  });
  await page.locator('#theme').selectOption('dark');
  await page.getByRole('contentinfo').getByRole('link', { name: 'This device' }).click();
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: /what you have read and run/ })).toContainText('2 sections read; one figure run.');
  await expect(table.getByRole('row', { name: /the theme/ })).toContainText('You chose “dark”.');
  await expect(table.getByRole('row', { name: /unheard of/ })).toBeVisible();

  const arrives = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as JSON' }).click();
  const file = await (await arrives).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ stored: { 'book:theme': 'dark', 'book:reading': { v: 1 } } });

  await page.getByRole('button', { name: 'Erase the theme' }).press('Enter');
  await expect(table.getByRole('row', { name: /the theme/ })).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Erased: the theme.' })).toBeVisible();

  await page.getByRole('button', { name: 'Erase all of it' }).press('Enter');
  const sure = page.getByRole('dialog', { name: /Erase everything/ });
  await sure.getByRole('button', { name: 'Keep it' }).press('Enter');
  await expect(table.getByRole('row', { name: /read and run/ })).toBeVisible();
  await page.getByRole('button', { name: 'Erase all of it' }).press('Enter');
  await sure.getByRole('button', { name: 'Erase it' }).press('Enter');
  await expect(page.getByText('Nothing: no settings')).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['somebody-else']);
  // the marks in the contents went with it
  await expect(page.getByRole('navigation', { name: 'Contents' }).getByRole('img', { name: /read$/ })).toHaveCount(0);
});

test('a full storage is no trouble for the reader', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto('prologue/');
  await page.getByText('Every number in these pages was measured by the code').scrollIntoViewIfNeeded();
  await expect(page.locator('.contents-sections a.done')).not.toHaveCount(0);
});

test('the device check says how long every figure takes here, and remembers it', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('device/?backend=wasm');
  const table = page.getByRole('table').filter({ hasText: 'a run takes' });
  const times = table.locator('[data-timed]');
  await expect(times.first()).toHaveText('not known yet');
  await page.getByRole('button', { name: 'Check this device' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Checked.' })).toBeVisible({ timeout: 90_000 });
  for (const time of await times.all()) await expect(time).toHaveText(/, on WASM$|its recording does not say/);
  await expect(table.getByRole('row', { name: new RegExp(LINE.declaration.headline) })).toContainText('on WASM');
  await expect(page.getByRole('row', { name: /how fast this device trains/ })).toBeVisible();
  await page.reload();
  await expect(table.getByRole('row', { name: new RegExp(LINE.declaration.headline) })).toContainText('on WASM');
  await expect(page.getByRole('row', { name: /how fast this device trains/ })).toBeVisible();
});
