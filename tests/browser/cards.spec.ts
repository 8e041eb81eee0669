/** Cards of words and citations: hover, focus, tap, Escape, and the keyboard's way into them. */
import { expect, test } from './book.ts';

const TERM = 'logistic regression';

test('by mouse: a word that the pointer rests on, the card under the pointer, away', async ({ page }) => {
  await page.goto('forget/');
  const word = page.locator('a.term', { hasText: TERM }).first();
  const card = page.locator('#card');
  await word.scrollIntoViewIfNeeded();
  await word.hover();
  await expect(card).toBeVisible();
  await expect(card).toContainText('separates two classes');
  await expect(word).toHaveAttribute('aria-describedby', 'card');
  await card.hover();
  await page.waitForTimeout(500);
  await expect(card).toBeVisible();
  await page.getByRole('heading', { level: 1 }).hover({ force: true });
  await page.mouse.move(2, 2);
  await expect(card).toBeHidden();
  await expect(word).not.toHaveAttribute('aria-describedby');
});

test('by keyboard: focus opens, Tab goes into a citation’s card and on from there, Escape closes', async ({ page }) => {
  await page.goto('forget/');
  const card = page.locator('#card');
  const cited = page.locator('.prose a.cite', { hasText: 'Soudry' });
  await page.keyboard.press('Tab'); // from here on the keyboard is in use
  await cited.focus();
  await expect(card).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(card.locator('a').first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(cited).toBeFocused();
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(cited).toBeFocused();
});

test('the card follows its word when the page scrolls, and goes with it', async ({ page }) => {
  await page.goto('forget/');
  const word = page.locator('a.term', { hasText: TERM }).first();
  const card = page.locator('#card');
  await word.scrollIntoViewIfNeeded();
  await word.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(card).toBeVisible();
  const apart = async () => Math.abs(((await card.boundingBox())?.y ?? 0) - ((await word.boundingBox())?.y ?? 0));
  const before = await apart();
  await page.evaluate(() => scrollBy({ top: 60, behavior: 'instant' }));
  await expect.poll(apart).toBeLessThan(before + 40);
  await page.evaluate(() => scrollBy({ top: 3000, behavior: 'instant' }));
  await expect(card).toBeHidden();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true });
  test('a tap opens the card and stays on the page; a tap elsewhere closes it', async ({ page }) => {
    await page.goto('forget/');
    const word = page.locator('a.term', { hasText: TERM }).first();
    const card = page.locator('#card');
    await word.tap();
    await expect(card).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
    await page.getByRole('heading', { name: 'What happens' }).tap();
    await expect(card).toBeHidden();
  });
});
