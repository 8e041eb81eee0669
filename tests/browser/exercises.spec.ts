/** Checked exercises: numbers, choices, and what a figure must show; by mouse and keyboard, kept on the device. */
import type { Page } from '@playwright/test';
import { expect, LINE, openFigure, PERTURBATION, test } from './book.ts';

const exercise = (page: Page, part: string) => page.getByRole('region', { name: /^Exercise/ }).filter({ hasText: part });

test('a number: no number, a slip, too much, right; kept over a reload; all solved opens the answer', async ({ page }) => {
  await page.goto('forget/');
  const paper = exercise(page, 'On paper: up to which angle');
  await paper.scrollIntoViewIfNeeded();
  const five = paper.getByLabel('At a distance of 5');
  const four = paper.getByLabel('At a distance of 4');
  const said = paper.getByRole('status');
  await five.fill('perhaps');
  await five.press('Enter');
  await expect(said.first()).toHaveText('That is no number. Write, for example, 1.5.');
  await five.fill('62');
  await five.press('Enter');
  await expect(said.first()).toHaveText(/Add what A allows/);
  await expect(five).toHaveAttribute('aria-invalid', 'true');
  await five.fill('150');
  await five.press('Enter');
  await expect(said.first()).toHaveText('Not yet: that is too much.');
  await five.fill('137°');
  await five.press('Enter');
  await expect(said.first()).toHaveText('✓ Right. Solved at the third try.');
  await expect(five).not.toHaveAttribute('aria-invalid');
  await expect(paper.locator('details')).not.toHaveAttribute('open');
  await page.reload();
  await paper.scrollIntoViewIfNeeded();
  await expect(said.first()).toHaveText('✓ Solved at the third try.');
  await expect(five).toHaveValue('137°');
  await four.fill('126');
  await paper.getByRole('button', { name: 'Check' }).last().click();
  await expect(paper.locator('details')).toHaveAttribute('open');
});

test('a choice, by keyboard', async ({ page }) => {
  await page.goto('forget/');
  const angles = exercise(page, 'in steps of 5°');
  await angles.scrollIntoViewIfNeeded();
  await expect(angles.getByRole('button', { name: 'Check' })).toBeVisible();
  await angles.getByRole('button', { name: 'Check' }).click();
  await expect(angles.getByRole('status')).toHaveText('Choose one first.');
  await angles.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(angles.getByRole('status')).toHaveText(/^Not yet\. A sample/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(angles.getByRole('status')).toHaveText('✓ Right. Solved at the second try.');
  await expect(angles.locator('details')).toHaveAttribute('open');
});

test('a figure’s knob solves one: ε between what fools and what noise can do', async ({ page }) => {
  const f = await openFigure(page, PERTURBATION);
  const fair = exercise(page, 'fools 99 in 100');
  await fair.scrollIntoViewIfNeeded();
  const lines = fair.getByRole('group').getByRole('listitem');
  await expect(lines.first()).toContainText(/now 9\d/);
  await expect(fair.getByRole('status')).toHaveText('1 of 2 met.');
  await f.root.scrollIntoViewIfNeeded();
  await f.slide('ε', 'ArrowRight', 3);
  await expect(fair.getByRole('status')).toHaveText('✓ Solved.');
  await f.slide('ε', 'ArrowRight', 10);
  await expect(lines.last()).not.toHaveClass(/met/);
  await expect(fair.getByRole('status')).toHaveText('✓ Solved.');
  await expect(fair.locator('details')).toHaveAttribute('open');
});

test('a figure’s run solves one: rehearsal by hand, through the words in the answer', async ({ page }) => {
  test.setTimeout(90_000);
  const f = await openFigure(page, LINE, '?backend=wasm');
  const save = exercise(page, 'Save task A');
  await save.scrollIntoViewIfNeeded();
  await expect(save.getByRole('status').first()).toHaveText('2 of 3 met.');
  await save.getByText('Answer', { exact: true }).click();
  await save.getByRole('button', { name: 'Three in each cloud' }).click();
  await f.expectStatus('done', 60_000);
  await expect(save.locator('.check-said')).toHaveText('✓ Solved.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('there is the exercise and its answer, and nothing to press in vain', async ({ page }) => {
    await page.goto('forget/');
    const paper = exercise(page, 'On paper: up to which angle');
    await expect(paper.locator('.check').first()).toBeHidden();
    await paper.getByText('Answer', { exact: true }).click();
    await expect(paper.getByText(/The figure says about 140°/)).toBeVisible();
  });
});
