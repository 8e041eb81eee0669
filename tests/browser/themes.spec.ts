/** Themes, print and motion. */
import { expect, LINE, openFigure, test } from './book.ts';

test('the theme is chosen once and kept on every page', async ({ page }) => {
  await page.goto('');
  const theme = page.locator('#theme');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await theme.selectOption('light');
  const light = await paper();
  await theme.selectOption('dark');
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.goto('forget/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await paper()).toBe(dark);
  await expect(theme).toHaveValue('dark');
  await page.reload();
  expect(await paper()).toBe(dark);
  await theme.selectOption('auto');
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await paper()).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper()).toBe(dark);
});

test('the projector theme has larger type', async ({ page }) => {
  await page.goto('forget/');
  await page.locator('#theme').selectOption('light');
  const size = () =>
    page
      .locator('main p')
      .first()
      .evaluate((p) => Number.parseFloat(getComputedStyle(p).fontSize));
  const small = await size();
  await page.locator('#theme').selectOption('projector');
  expect(await size()).toBeGreaterThan(1.3 * small);
});

test('print shows the text and the picture, without the controls', async ({ page }) => {
  const f = await openFigure(page, LINE);
  await page.emulateMedia({ media: 'print' });
  await expect(f.root.locator('.plots svg').first()).toBeVisible();
  await expect(f.button('Run')).toBeHidden();
  await expect(page.locator('#theme')).toBeHidden();
  expect((await page.pdf()).length).toBeGreaterThan(20_000);
});

test('nothing moves by itself for readers who ask for that', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openFigure(page, LINE);
  const moving = await page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length);
  expect(moving).toBe(0);
});
