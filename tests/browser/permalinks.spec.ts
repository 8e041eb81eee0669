/** The address holds a figure's settings: there and back, and whatever strange things stand in it. */
import { LINKS } from './strange-links.ts';
import { expect, LINE, openFigure, PERTURBATION, test } from './book.ts';

test('settings go into the address and come back from it', async ({ page }) => {
  const f = await openFigure(page, LINE);
  await f.slide(LINE.declaration.params.angle.label, 'ArrowRight', 3);
  await f.root.getByLabel('seed', { exact: true }).fill('7');
  const angle = await f.slider(LINE.declaration.params.angle.label).inputValue();
  await expect(page).toHaveURL(/forget\.line=1~angle:\d+~seed:7/);
  await page.reload();
  await f.ready();
  await expect(f.slider(LINE.declaration.params.angle.label)).toHaveValue(angle);
  await expect(f.root.getByLabel('seed', { exact: true })).toHaveValue('7');
  await expect(f.root.getByRole('status').filter({ hasText: 'Dismiss' })).toHaveCount(0);
});

test('what is at its default is not in the address', async ({ page }) => {
  const f = await openFigure(page, LINE);
  await f.slide(LINE.declaration.params.angle.label, 'ArrowRight');
  await expect(page).toHaveURL(/forget\.line=/);
  await f.slide(LINE.declaration.params.angle.label, 'ArrowLeft');
  await expect(page).not.toHaveURL(/forget\.line=/);
});

test('a figure leaves what it does not know in the address alone', async ({ page }) => {
  const f = await openFigure(page, LINE, '?theme=dark&other.figure=1~x:2');
  await f.slide(LINE.declaration.params.angle.label, 'ArrowRight');
  await expect(page).toHaveURL(/theme=dark&other\.figure=1~x:2&forget\.line=1~angle/);
});

for (const { link, sentence } of LINKS) {
  test(`the link “${link.slice(0, 40)}” is answered with a sentence`, async ({ page }) => {
    const f = await openFigure(page, PERTURBATION, `?dumb-errors.perturbation=${encodeURIComponent(link)}`);
    await expect(f.root.getByText(sentence)).toBeVisible();
    await expect(f.button('Run')).toBeEnabled();
    await f.button('Dismiss').click();
    await expect(f.root.getByText(sentence)).toHaveCount(0);
  });
}
