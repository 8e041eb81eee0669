/** Many seeds at the same settings: drawn on the charts, counted claim by claim, stopped, kept, and shown one by one. */
import { expect, LINE, openFigure, PERTURBATION, test, TRIVIAL, type FigureOnPage } from './fixture-book.ts';

/** Each with settings at which a seed takes a moment, and the claims are still tested or known not to be. */
const CASES = [
  { figure: TRIVIAL, search: '', seeds: 8, claims: 1, curves: 2 },
  { figure: LINE, search: '', seeds: 4, claims: 1, curves: 2 },
  { figure: PERTURBATION, search: '&dumb-errors.perturbation=1~trainingDigits:1000~hidden:16~epochs:1', seeds: 2, claims: 0, curves: 3 },
];

const panel = (f: FigureOnPage) => f.root.locator('.spread-panel');
const curves = (f: FigureOnPage) => f.root.locator('.plot .spread .median[d^="M"]');

for (const { figure, search, seeds, claims, curves: drawn } of CASES) {
  test(`${figure.declaration.id}: seeds are drawn and counted`, async ({ page }) => {
    test.setTimeout(150_000);
    const f = await openFigure(page, figure, `?backend=wasm${search}`);
    await f.unfold('many seeds');
    await panel(f).getByLabel('seeds', { exact: true }).fill(String(seeds));
    await f.button(`Run ${seeds} seeds`).click();
    await expect(panel(f).getByText(`${seeds} seeds are done.`).first()).toBeVisible({ timeout: 120_000 });
    // a median a measured curve of the charts on show, and a hairline in it for every seed
    await expect(curves(f)).toHaveCount(drawn);
    const hair = await f.root.locator('.plot .spread .hair:not(.growing)').first().getAttribute('d');
    expect(hair?.match(/M/g)).toHaveLength(seeds);
    await expect(panel(f).locator('.spread-claims strong')).toHaveCount(claims);
    if (claims === 0) await expect(panel(f)).toContainText('No claim of this figure is tested at these settings.');
    else await expect(panel(f).locator('.spread-claims strong').first()).toHaveText(new RegExp(`^Held in \\d+ of ${seeds} seeds$`));
    await f.unfold(`each of the ${seeds} seeds`);
    const rows = panel(f).getByRole('row', { name: /show seed \d+/ });
    await expect(rows).toHaveCount(seeds);
    await expect(rows.first().getByRole('rowheader')).toHaveText('1');
    // the figure itself still shows what it did
    await expect(f.root).toHaveAttribute('data-source', 'recording');
  });
}

test('a seed of the spread is loaded into the figure, and it is the very run that was counted', async ({ page }) => {
  const f = await openFigure(page, TRIVIAL, '?backend=wasm');
  await f.unfold('many seeds');
  await f.button('Run 10 seeds').click();
  await expect(panel(f).getByText('10 seeds are done.').first()).toBeVisible({ timeout: 60_000 });
  await f.unfold('each of the 10 seeds');
  const row = panel(f).getByRole('row', { name: /show seed 4/ });
  const counted = await row.getByRole('cell').nth(1).textContent();
  await f.button('show seed 4').click();
  await f.expectStatus('done', 60_000);
  await expect(page).toHaveURL(/seed:4/);
  await expect(panel(f).locator('tr[aria-current]').getByRole('rowheader')).toHaveText('4');
  await expect(
    f.root
      .getByRole('list', { name: 'claims' })
      .getByRole('row', { name: /distance from one/ })
      .first(),
  ).toContainText(counted ?? '?');
  // the same by a dot of the strip
  const dot = panel(f)
    .locator('.dot', { has: page.locator('title', { hasText: /^seed 7:/ }) })
    .first();
  await dot.click();
  await expect(page).toHaveURL(/seed:7/);
  await f.expectStatus('done', 60_000);
});

test('by keyboard: started, paused, gone on with, stopped, more, cleared', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await openFigure(page, LINE, '?backend=wasm');
  const press = async (name: string | RegExp) => {
    await panel(f).getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await f.root.locator('summary').filter({ hasText: 'many seeds' }).focus();
  await page.keyboard.press('Enter');
  await panel(f).getByLabel('seeds', { exact: true }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('50');
  await press('Run 50 seeds');
  await expect(panel(f).locator('.spread-state')).toContainText(/[1-9]\d* of 50 done/, { timeout: 60_000 });
  await press('Pause seeds');
  await expect(panel(f).locator('.spread-state')).toContainText(/^Paused; /);
  const held = await panel(f).locator('.spread-state').textContent();
  await page.waitForTimeout(700);
  await expect(panel(f).locator('.spread-state')).toHaveText(held ?? '');
  await press('Go on');
  await expect(panel(f).locator('.spread-state')).toContainText('is training');
  await press('Stop seeds');
  await expect(panel(f).locator('.spread-state')).toContainText(/^Stopped; \d+ of 50 done/);
  const kept = await panel(f)
    .getByText(/each of the \d+ seeds/)
    .textContent();
  expect(Number(/\d+/.exec(kept ?? '')?.[0])).toBeGreaterThan(0);
  await panel(f).getByLabel('seeds', { exact: true }).fill('2');
  await press('Run 2 more seeds');
  await expect(panel(f).locator('.spread-state')).toContainText('seeds are done', { timeout: 60_000 });
  await press('Clear');
  await expect(curves(f)).toHaveCount(0);
  await expect(panel(f).getByRole('table')).toHaveCount(0);
});

test('a run of the figure makes the seeds wait, and seeds off screen stand still', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await openFigure(page, LINE, '?backend=wasm');
  await f.unfold('many seeds');
  await panel(f).getByLabel('seeds', { exact: true }).fill('50');
  await f.button('Run 50 seeds').click();
  await expect(panel(f).locator('.spread-state')).toContainText(/[1-9]\d* of 50 done/, { timeout: 60_000 });
  await f.button('Run').click();
  await expect(panel(f).locator('.spread-state')).toContainText('Paused: another run is training');
  await f.expectStatus('done', 60_000);
  await f.button('Go on').click();
  await expect(panel(f).locator('.spread-state')).toContainText('is training');
  await page.getByRole('main').evaluate((main) => main.prepend(Object.assign(document.createElement('div'), { style: 'height: 300vh' })));
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await expect(panel(f).locator('.spread-state')).toContainText('Paused while the figure is off screen');
  await f.root.scrollIntoViewIfNeeded();
  await expect(panel(f).locator('.spread-state')).toContainText('is training');
  await f.button('Stop seeds').click();
});

test('changed knobs are told apart from the seeds that are shown', async ({ page }) => {
  const f = await openFigure(page, TRIVIAL, '?backend=wasm');
  await f.unfold('many seeds');
  await panel(f).getByLabel('seeds', { exact: true }).fill('3');
  await f.button('Run 3 seeds').click();
  await expect(panel(f).getByText('3 seeds are done.').first()).toBeVisible({ timeout: 60_000 });
  await expect(f.button('Run 3 more seeds')).toBeVisible();
  await f.slide('rate', 'ArrowRight');
  await expect(panel(f)).toContainText('These seeds ran at other settings: rate 0.1.');
  await expect(f.button('Run 3 seeds')).toBeVisible();
});
