/** The whole way by keyboard: into the page, to the figure, a setting, a run, its result. */
import type { Page } from '@playwright/test';
import { expect, LINE, openFigure, test } from './book.ts';

/** Presses Tab until an element with this name has the focus. */
async function tabTo(page: Page, name: string, most = 80): Promise<void> {
  for (let k = 0; k < most; k++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const label = await focused.evaluate(
      (e: HTMLElement & { labels?: NodeListOf<HTMLLabelElement> }) => e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent ?? '',
    );
    if (label.trim() === name) {
      const outline = await focused.evaluate((e) => {
        const visible = (x: Element) => getComputedStyle(x).outlineStyle !== 'none' || getComputedStyle(x).boxShadow !== 'none';
        return visible(e) || (e.nextElementSibling !== null && visible(e.nextElementSibling)) || (e.parentElement !== null && visible(e.parentElement));
      });
      expect(outline, `the focus on “${name}” can be seen`).toBe(true);
      return;
    }
  }
  throw new Error(`no “${name}” within ${most} presses of Tab`);
}

test('skip link, slider, run and stop without a mouse', async ({ page }) => {
  await page.goto('forget/?backend=wasm');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to the text');
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  const f = await openFigure(page, LINE, '?backend=wasm');
  await tabTo(page, LINE.declaration.params.angle.label);
  const before = await f.slider(LINE.declaration.params.angle.label).inputValue();
  await page.keyboard.press('ArrowRight');
  await expect(f.slider(LINE.declaration.params.angle.label)).not.toHaveValue(before);
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  // the focus is where it was, on the button that now runs again
  await expect(f.button('Run again')).toBeFocused();
  await tabTo(page, 'Rewind');
  await page.keyboard.press('Space');
  await f.expectStatus('idle');
});

test('what happens is also said', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await expect(f.root.getByRole('status').filter({ hasText: 'The run is done.' })).toContainText(/task A .*task B/i);
});
