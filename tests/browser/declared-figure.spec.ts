/** What a figure gets from its declaration alone: the trivial one of tests/browser/fixtures/. */
import { expect, openFigure, test, TRIVIAL } from './fixture-book.ts';

test('charts, knobs, a run, claims and links come from the declaration', async ({ page }) => {
  const f = await openFigure(page, TRIVIAL, '?backend=wasm');
  for (const { title } of Object.values(TRIVIAL.declaration.charts ?? {})) await expect(f.root.getByRole('img', { name: title })).toBeVisible();
  await f.slide('rate', 'ArrowRight');
  await expect(page).toHaveURL(/fixtures\.trivial=1~rate:0\.2/);
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await expect(f.root.locator('.line.measured.c-train')).toHaveAttribute('d', /^M[\d.,L]+$/);
  await expect(f.root.getByRole('list', { name: 'claims' }).getByRole('listitem')).toHaveCount(TRIVIAL.declaration.claims.length);
  await page.getByRole('button', { name: 'Set the rate to 0.3' }).click();
  await expect(f.slider('rate')).toHaveValue('2');
});

test('what the server alone has drawn stays, however often the figure is drawn', async ({ page }) => {
  const f = await openFigure(page, TRIVIAL, '?backend=wasm');
  const { caption, differs, claims } = TRIVIAL.declaration;
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await f.slide('rate', 'ArrowRight', 2);
  await expect(f.root.getByText(caption)).toBeVisible();
  await f.unfold('what differs from the paper');
  for (const sentence of differs) await expect(f.root.getByText(sentence)).toBeVisible();
  await expect(f.root.locator('.paper').first()).toContainText(claims[0]?.paper.says ?? '?');
});

test('the real book has no such figure', async ({ page }) => {
  // the address of the real book, which this spec otherwise leaves alone
  const response = await page.request.get(`http://localhost:${process.env['BOOK_PORT'] ?? ''}/fixtures/`);
  expect(response.status()).toBe(404);
});
