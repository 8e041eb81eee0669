/** Words in the text that set a figure: the note beside them, the run, the way there and back. */
import { expect, LINE, openFigure, PERTURBATION, test } from './book.ts';

test('by mouse: the page goes to the figure, which runs, and back to the words', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  const words = page.getByRole('button', { name: 'Set φ to 60°' });
  const far = page.getByRole('button', { name: 'At 170°' });
  await far.scrollIntoViewIfNeeded();
  await expect(f.root).not.toBeInViewport();
  await far.click();
  await expect(f.root).toBeInViewport();
  await expect(f.slider(LINE.declaration.params.angle.label)).toHaveAttribute('aria-valuetext', /170/);
  await f.expectStatus('done', 60_000);
  await page.getByRole('button', { name: 'Back to the text' }).click();
  await expect(far).toBeFocused();
  await expect(far).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Back to the text' })).toHaveCount(0);
  await expect(far.locator('xpath=following-sibling::*[1]')).toContainText('Figure 9.1');
  // one note at a time
  await words.click();
  await expect(page.locator('.set-note')).toHaveCount(1);
  await expect(words.locator('xpath=following-sibling::*[1]')).toContainText(/(set|running) in Figure\s9\.1/);
});

test('by keyboard: the focus goes along, Tab leads into the figure, Escape leads back', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const f = await openFigure(page, PERTURBATION);
  const words = page.getByRole('button', { name: 'At the paper’s ε = 0.25' });
  await words.focus();
  await expect(f.root).not.toBeInViewport();
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: 'Back to the text' });
  await expect(back).toBeFocused();
  await expect(f.root).toBeInViewport();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('x-island') !== null)).toBe(true);
  await page.keyboard.press('Shift+Tab');
  await expect(back).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(words).toBeFocused();
  await expect(words).toBeInViewport();
});

test('the reader who finds the way back alone is not followed by a button', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const f = await openFigure(page, PERTURBATION);
  const words = page.getByRole('button', { name: 'Switch to PGD' });
  await words.click();
  await expect(f.root).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Back to the text' })).toBeVisible();
  await words.scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: 'Back to the text' })).toHaveCount(0);
  await expect(words).toBeFocused();
});

test('where the author leaves the run to the reader, the note offers one', async ({ page }) => {
  await page.route('**/forget/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(',&quot;run&quot;:true', '') });
  });
  const f = await openFigure(page, LINE, '?backend=wasm');
  const words = page.getByRole('button', { name: 'Set φ to 60°' });
  await words.click();
  const note = page.locator('.set-note');
  await expect(note).toContainText(/set in Figure\s9\.1; run it/);
  await f.expectStatus('idle');
  await note.getByRole('button', { name: 'run it' }).click();
  await expect(note).toContainText(/running in Figure\s9\.1/);
  // the button is gone, and the focus is somewhere all the same
  await expect(page.locator(':focus')).toHaveText(/Back to the text|Figure\s9\.1/);
  await f.root.scrollIntoViewIfNeeded();
  await f.expectStatus('done', 60_000);
  await expect(note).toContainText(/set in Figure\s9\.1/);
  await expect(note.getByRole('button')).toBeHidden();
});
