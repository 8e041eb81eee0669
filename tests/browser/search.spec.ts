/** The search, by mouse and by keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './book.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search the book' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Search the book' });
const results = (page: Page) => dialog(page).getByRole('option');

test('by keyboard: slash, words, arrows, Enter; Escape gives the focus back', async ({ page }) => {
  await page.goto('prologue/');
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await page.getByRole('link', { name: 'Sources' }).first().focus();
  // from the second time on it is there at once, and not a letter is lost
  await page.keyboard.press('/');
  await page.keyboard.type('conflict');
  await expect(results(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(dialog(page).getByRole('status')).toHaveText(/^\d+ results$/);
  await page.keyboard.press('ArrowDown');
  await expect(results(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', 'search-result-1');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(results(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Sources' }).first()).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('hetherington');
  const first = results(page).first();
  await expect(first).toContainText('Chapter 9');
  const href = (await first.getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${href.replaceAll('/', '\\/')}$`));
});

test('by mouse: a section, a figure and a word are found; the hit is marked', async ({ page }) => {
  await page.goto('');
  await page.getByRole('button', { name: 'Search' }).click();
  await field(page).fill('random signs');
  await expect(results(page).first().locator('mark').first()).toHaveText(/random|signs/i);
  await field(page).fill('line serve both tasks');
  await expect(results(page).filter({ hasText: 'Figure 9.1' })).toBeVisible();
  await field(page).fill('softmax');
  await results(page).filter({ hasText: 'Glossary' }).first().click();
  await expect(page).toHaveURL(/glossary\/#term-softmax$/);
});

test('a result on the very same page closes the dialog and goes there', async ({ page }) => {
  await page.goto('forget/');
  await page.getByRole('button', { name: 'Search' }).click();
  await field(page).fill('forgetting or conflict');
  await results(page).filter({ hasText: 'Forgetting or conflict?' }).first().click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Forgetting or conflict?' })).toBeInViewport();
});

test('nothing found is said; a slash in a field is a slash', async ({ page }) => {
  await page.goto('forget/');
  const figure = page.locator('x-island').getByRole('figure').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-live', 'true');
  await figure.getByLabel('seed', { exact: true }).focus();
  await page.keyboard.press('/');
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Search' }).click();
  await field(page).fill('qqqqzzzz');
  await expect(dialog(page).getByRole('status')).toHaveText('Nothing found for “qqqqzzzz”.');
});

test('nothing of it is fetched before it is asked for', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('glossary/');
  await page.waitForLoadState('networkidle');
  expect(asked.filter((a) => /search|dialog/.test(a))).toEqual([]);
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await expect.poll(() => asked.filter((a) => a.endsWith('/search.json')).length).toBe(1);
});

test('the open dialog has no accessibility faults, on a phone too, in any theme', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('');
  for (const theme of ['light', 'dark', 'projector']) {
    await page.locator('#theme').selectOption(theme);
    await page.getByRole('button', { name: 'Search' }).click();
    await field(page).fill('task');
    await expect(results(page).nth(3)).toBeAttached();
    const { violations } = await new AxeBuilder({ page }).include('.search').analyze();
    expect.soft(violations.map((v) => `${theme} ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.keyboard.press('Escape');
  }
});

test.describe('when the index does not arrive', () => {
  test.use({ expected: /Failed to load resource/ });

  test('a sentence says so, and trying again works', async ({ page }) => {
    await page.route('**/search.json', (route) => route.abort());
    await page.goto('');
    await page.keyboard.press('/');
    await expect(dialog(page).getByText('The search could not be loaded.')).toBeVisible();
    await page.unroute('**/search.json');
    await page.keyboard.type('gradient');
    await dialog(page).getByRole('button', { name: 'Try again' }).click();
    await expect(results(page).first()).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('there is no search', async ({ page }) => {
    await page.goto('');
    await expect(page.locator('.search-button')).toBeHidden();
  });
});
