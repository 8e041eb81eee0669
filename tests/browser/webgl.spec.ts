/** A short run on WebGL, drawn in software here: it trains, says what it trains on, and gives numbers. */
import { expect, LINE, openFigure, PERTURBATION, test } from './book.ts';

test('forget/line trains on WebGL to its end', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, LINE, '?backend=webgl&forget.line=1~stepsA:20~stepsB:20');
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  await expect(f.root.getByText('on WebGL', { exact: true })).toBeVisible();
  await expect(f.root.getByText(/it is slow/)).toBeAttached();
});

test('dumb-errors/perturbation takes a few steps on WebGL', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, PERTURBATION, '?backend=webgl&dumb-errors.perturbation=1~trainingDigits:1000~hidden:16~epochs:1');
  await f.button('Step').click();
  await f.expectStatus('paused', 90_000);
  for (let k = 0; k < 3; k++) await f.button('Step').click();
  await expect.poll(() => f.progress(), { timeout: 30_000 }).toBeGreaterThan(0);
  await f.button('Stop').click();
  await f.expectStatus('cancelled');
});

test('left to itself the book avoids a graphics card that is none', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=auto');
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await expect(f.root.getByText('on WASM', { exact: true })).toBeVisible();
});
