/** Two figures on one page: one trains at a time, and neither disturbs the other. */
import type { Page } from '@playwright/test';
import { expect, FigureOnPage, LINE, PERTURBATION, test } from './book.ts';

/** Serves the chapter on forgetting with the other chapter's figure below it, as the built pages have them. */
async function bothOnOnePage(page: Page): Promise<{ line: FigureOnPage; perturbation: FigureOnPage }> {
  const island = (html: string) => /<x-island[\s\S]*?<\/x-island>/.exec(html)?.[0] ?? '';
  await page.route(/\/forget\/(\?.*)?$/, async (route) => {
    const [response, other] = [await route.fetch(), await page.request.get(PERTURBATION.page)];
    const html = await response.text();
    const added = island(await other.text());
    expect(added).not.toBe('');
    await route.fulfill({ response, body: html.replace(/<\/x-island>/, `</x-island>${added}`) });
  });
  await page.goto(`${LINE.page}?backend=wasm&dumb-errors.perturbation=1~trainingDigits:20000~hidden:512~epochs:10`);
  const there = { line: new FigureOnPage(page, LINE.declaration), perturbation: new FigureOnPage(page, PERTURBATION.declaration) };
  await there.line.ready();
  await there.perturbation.ready();
  return there;
}

test('the second run makes the first one wait', async ({ page }) => {
  test.setTimeout(150_000);
  await page.setViewportSize({ width: 1440, height: 4000 });
  const { line, perturbation } = await bothOnOnePage(page);
  await perturbation.button('Run').click();
  await perturbation.expectStatus('running', 60_000);
  await line.button('Run').click();
  await perturbation.expectStatus('paused');
  await expect(perturbation.root.getByText('Paused: another run is training.', { exact: true })).toBeVisible();
  await line.expectStatus('done', 60_000);
  await perturbation.expectStatus('paused');
  await perturbation.button('Resume').click();
  await perturbation.expectStatus('running');
  await perturbation.button('Stop').click();
  await perturbation.expectStatus('cancelled');
  await expect(line.root).toHaveAttribute('data-status', 'done');
});

test('each figure keeps its own settings in the address', async ({ page }) => {
  const { line, perturbation } = await bothOnOnePage(page);
  await perturbation.slide('ε', 'ArrowRight', 2);
  await line.slide(LINE.declaration.params.angle.label, 'ArrowRight');
  await expect(page).toHaveURL(/forget\.line=1~[^&]*angle:/);
  await expect(page).toHaveURL(/dumb-errors\.perturbation=1~[^&]*epsilon:0\.12/);
});
