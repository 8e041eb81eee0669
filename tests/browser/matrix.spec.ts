/** A matrix as a knob: by mouse, by keyboard, by paste, and in the link. */
import { expect, openFigure, test, TRIVIAL } from './fixture-book.ts';

test('typed, walked by arrow keys, and in the link', async ({ page }) => {
  const f = await openFigure(page, TRIVIAL);
  const grid = f.root.getByRole('group', { name: 'kicks' });
  const cell = (row: number, column: number) => grid.getByRole('textbox', { name: `row ${row}, column ${column}` });
  await cell(1, 1).click();
  await page.keyboard.type('0.5');
  await expect(page).toHaveURL(/kicks:0\.5_0_0_0_0_0/);
  await page.keyboard.press('ArrowDown');
  await expect(cell(2, 1)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(cell(2, 2)).toBeFocused();
  await page.keyboard.type('-1');
  await page.keyboard.press('ArrowUp');
  await expect(cell(1, 2)).toBeFocused();
  await expect(page).toHaveURL(/kicks:0\.5_0_0_0_-1_0/);
  await page.reload();
  await f.ready();
  await expect(cell(2, 2)).toHaveValue('−1');
  await grid.getByRole('button', { name: 'reset' }).click();
  await expect(page).not.toHaveURL(/kicks/);
});

test('what it may not hold is said, and brought in when the field is left', async ({ page }) => {
  const f = await openFigure(page, TRIVIAL);
  const grid = f.root.getByRole('group', { name: 'kicks' });
  const first = grid.getByRole('textbox', { name: 'row 1, column 1' });
  await first.fill('7');
  await expect(first).toHaveAttribute('aria-invalid', 'true');
  await first.press('Tab');
  await expect(first).toHaveValue('1');
  await expect(grid.getByRole('status')).toHaveText('“kicks” goes from -1 to 1 in steps of 0.05; numbers that had to move: 1.');
  await first.fill('word');
  await first.press('Tab');
  await expect(first).toHaveValue('1');
});

test('a block is pasted; what does not fit is counted; ready-made ones are one press away', async ({ page }) => {
  const f = await openFigure(page, TRIVIAL);
  const grid = f.root.getByRole('group', { name: 'kicks' });
  const paste = (row: number, column: number, text: string) =>
    grid.getByRole('textbox', { name: `row ${row}, column ${column}` }).evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste(1, 1, '0,1\t0,2\t0,3\n0,4\t0,5\t0,6');
  await expect(page).toHaveURL(/kicks:0\.1_0\.2_0\.3_0\.4_0\.5_0\.6/);
  await paste(2, 3, '1\t1\n1\t1');
  await expect(grid.getByRole('status')).toHaveText('3 of the pasted cells did not fit or held no number.');
  await grid.getByRole('button', { name: 'to and fro' }).click();
  await expect(grid.getByRole('button', { name: 'to and fro' })).toHaveAttribute('aria-pressed', 'true');
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  test('it fits, and a finger reaches every field', async ({ page }) => {
    const f = await openFigure(page, TRIVIAL);
    const grid = f.root.getByRole('group', { name: 'kicks' });
    const last = grid.getByRole('textbox', { name: 'row 2, column 3' });
    await last.tap();
    // the press selects what is there, to type over
    await expect
      .poll(() => last.evaluate((e: HTMLInputElement) => e === document.activeElement && e.selectionEnd === e.value.length && e.selectionStart === 0))
      .toBe(true);
    await page.keyboard.type('0.25');
    await expect(page).toHaveURL(/kicks:0_0_0_0_0_0\.25/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const box = await last.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(24);
  });
});
