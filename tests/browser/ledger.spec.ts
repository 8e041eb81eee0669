/** The ledger: a run leaves a verdict, which is counted, shown, exported and erased; stored data may be damaged or refused. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, LINE, openFigure, test } from './book.ts';

const PAGE = 'mind-the-gap/';
const [FORGETS, NOTHING] = LINE.declaration.claims;
const rowOf = (page: Page, text = FORGETS?.text ?? '?') => page.locator('tr').filter({ hasText: text.slice(0, 24) });
const counts = (page: Page) => page.getByRole('status').filter({ hasText: 'On this device' });

async function runLine(page: Page, seed: number, settings = ''): Promise<void> {
  const f = await openFigure(page, LINE, `?backend=wasm&forget.line=1~seed:${seed}${settings}`);
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('book:reading')?.includes('forget/line'))).toBe(true);
}

test('runs leave verdicts, counted by seed and at the claim’s own settings', async ({ page }) => {
  test.setTimeout(120_000);
  await runLine(page, 3);
  await runLine(page, 4);
  await runLine(page, 4);
  await runLine(page, 5, '~angle:60');
  await runLine(page, 6, '~angle:95');
  await page.goto(PAGE);
  await expect(rowOf(page)).toContainText(/✓ held in 2 of 2 seeds; WASM; \d{4}-\d\d-\d\d$/);
  await expect(rowOf(page, NOTHING?.text)).toContainText('✓ held in one seed; WASM');
  await expect(counts(page)).toContainText(/^On this device: 2 held, 0 missed, \d+ not run\.$/);
  await page.goto('');
  await expect(page.getByRole('link', { name: /They forget what they learned/ }).filter({ hasText: /2 of \d+ claims held here/ })).toBeVisible();
});

test('many seeds at a time enter too', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await openFigure(page, LINE, '?backend=wasm');
  await f.unfold('many seeds');
  await f.root.getByRole('button', { name: /^Run \d+ seeds$/ }).click();
  await expect
    .poll(
      () => page.evaluate(() => Object.keys(JSON.parse(localStorage.getItem('book:ledger') ?? '{"data":{}}').data['forget/line#forgets']?.seeds ?? {}).length),
      { timeout: 60_000 },
    )
    .toBeGreaterThan(2);
});

/** Stored as an earlier visit would have. */
const stored = (page: Page, held: boolean) =>
  page.evaluate(
    ([key, mark, good]) => {
      const record = { mark, seeds: { 1: { held: good, backend: 'wasm', day: '2026-03-01' } } };
      localStorage.setItem('book:ledger', JSON.stringify({ v: 1, data: { [String(key)]: record } }));
    },
    ['forget/line#forgets', '', held] as const,
  );

/** Enters a verdict under the mark that the page itself has. */
async function visited(page: Page, held: boolean): Promise<void> {
  await page.goto(PAGE);
  const mark = (await rowOf(page).getAttribute('data-mark')) ?? '';
  await stored(page, held);
  await page.evaluate((m) => localStorage.setItem('book:ledger', (localStorage.getItem('book:ledger') ?? '').replace('"mark":""', `"mark":"${m}"`)), mark);
  await page.reload();
}

test('filters, by keyboard', async ({ page }) => {
  await visited(page, false);
  await expect(rowOf(page)).toContainText('✗ missed in one seed');
  const rows = page.locator('tr[data-claim]:visible');
  const all = await rows.count();
  for (const [name, many] of [
    ['held', 0],
    ['missed', 1],
    ['differs', 1],
    ['not run here', all - 1],
    ['all', all],
  ] as const) {
    const filter = page.getByRole('group', { name: 'show claims' }).getByRole('button', { name, exact: true });
    await filter.focus();
    await page.keyboard.press('Enter');
    await expect(filter).toHaveAttribute('aria-pressed', 'true');
    await expect(rows).toHaveCount(many);
  }
});

test('is exported as JSON and CSV, and erased after a question; another tab follows', async ({ page, context }) => {
  await visited(page, true);
  const other = await context.newPage();
  await other.goto(PAGE);
  await expect(rowOf(other)).toContainText('held in one seed');
  for (const [name, has] of [
    ['Export as JSON', '"held": 1'],
    ['Export as CSV', 'forget/line#forgets,'],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    expect(readFileSync(await download.path(), 'utf8')).toContain(has);
  }
  await page.getByRole('button', { name: 'Erase what was found here' }).click();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await expect(rowOf(page)).toContainText('held in one seed');
  await page.getByRole('button', { name: 'Erase what was found here' }).click();
  await page.getByRole('button', { name: 'Erase them' }).click();
  await expect(rowOf(page)).toContainText('not run here');
  await expect(rowOf(other)).toContainText('not run here');
  expect(await page.evaluate(() => localStorage.getItem('book:ledger'))).toBeNull();
});

for (const damage of [
  '{',
  '[]',
  '{"v":1}',
  '{"v":1,"data":{"forget/line#forgets":{"mark":7,"seeds":[null]}}}',
  '{"v":1,"data":{"__proto__":{"mark":"x","seeds":{"1":{}}}}}',
]) {
  test(`damaged data do no harm: ${damage}`, async ({ page }) => {
    await page.addInitScript((text) => localStorage.setItem('book:ledger', text), damage);
    await page.goto(PAGE);
    await expect(counts(page)).toContainText('0 held, 0 missed');
    await page.goto('');
    await expect(page.getByRole('link', { name: /They forget what they learned/ }).first()).toBeVisible();
  });
}

test('a full storage does not disturb a run', async ({ page }) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (key === 'book:ledger') throw new DOMException('full', 'QuotaExceededError');
      set.call(this, key, value);
    };
  });
  await runLine(page, 1);
  await page.goto(PAGE);
  await expect(counts(page)).toContainText('0 held');
});

test('without JavaScript it is the table of the recorded verdicts', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto(PAGE);
  await expect(rowOf(page)).toContainText('✓ held in 20 of 20 seeds');
  await expect(page.getByRole('columnheader', { name: 'on this device' })).toBeHidden();
  await expect(page.getByRole('link', { name: /^1\.1 / }).first()).toBeVisible();
  await context.close();
});
