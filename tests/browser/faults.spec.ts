/** What goes wrong becomes a sentence and a way on, and never a blank page. */
import type { Page } from '@playwright/test';
import { expect, LINE, openFigure, PERTURBATION, test } from './book.ts';

/** The failures below are reported to the console too, for developers. */
test.use({ expected: /./ });

/** Keeps the page's workers where a test can end them, as the browser does when a device runs out of memory. */
async function holdWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(window, { workers });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
    };
  });
}

test('the worker dies in the middle of a run', async ({ page }) => {
  await holdWorkers(page);
  const f = await openFigure(page, PERTURBATION, '?backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('running', 60_000);
  await page.evaluate(() => {
    for (const worker of (window as unknown as { workers: Worker[] }).workers) {
      worker.dispatchEvent(new ErrorEvent('error', { message: 'killed by the test' }));
      worker.terminate();
    }
  });
  await f.expectStatus('failed');
  await expect(f.problem).toContainText(/\w+ .*\./);
  await f.problem.getByRole('button').click();
  await f.expectStatus('running', 60_000);
  await f.button('Stop').click();
});

for (const [how, answer] of [
  ['is missing', { status: 404, body: 'nothing here' }],
  ['is damaged', { status: 200, body: 'these are not digits' }],
] as const) {
  test(`a dataset ${how}, and is back at the second try`, async ({ page }) => {
    let broken = true;
    await page.context().route(/\/data\/.*\.bin$/, (route) => (broken ? route.fulfill(answer) : route.continue()));
    const f = await openFigure(page, PERTURBATION, '?backend=wasm');
    await f.button('Run').click();
    await f.expectStatus('failed', 30_000);
    await expect(f.problem).toContainText(/\w+ .*\./);
    broken = false;
    await f.problem.getByRole('button', { name: 'Try again' }).click();
    await f.expectStatus('running', 60_000);
    await f.button('Stop').click();
  });
}

test('the index of the datasets is missing', async ({ page }) => {
  await page.context().route(/\/data\/index\.json$/, (route) => route.fulfill({ status: 404, body: '' }));
  const f = await openFigure(page, PERTURBATION, '?backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('failed', 30_000);
  await expect(f.problem.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('the program that trains cannot be loaded', async ({ page }) => {
  await page.context().route(/worker[^/]*\.js$/, (route) => route.abort());
  const f = await openFigure(page, LINE, '?backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('failed', 30_000);
  await expect(f.problem).toContainText(/\w+ .*\./);
});
