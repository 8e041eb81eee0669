/** Predict, then run: on both figures, by mouse, by touch and by keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { figureAnchor } from '../../src/ui/figure-props.ts';
import { expect, FIGURES, LINE, openFigure, PERTURBATION, test } from './book.ts';

/** The figure by its place: while it is veiled, its headline, which is its name elsewhere, is away. */
const placeOf = (page: Page, { declaration }: (typeof FIGURES)[number]): Locator => page.locator(`#${figureAnchor(declaration.id)}`).getByRole('figure');

const padOf = (figure: Locator): Locator => figure.getByRole('slider', { name: 'your guess', exact: true });

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await locator.evaluate((e) => e.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await locator.boundingBox();
  if (!box) throw new Error('nothing to press on');
  return box;
}

/** Draws from the top left to a height at the right, 0 at the top and 1 at the bottom. */
async function drawByMouse(page: Page, figure: Locator, end: number): Promise<void> {
  const box = await boxOf(padOf(figure));
  await page.mouse.move(box.x + 1, box.y + 1);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + (box.height * end) / 2, { steps: 6 });
  await page.mouse.move(box.x + box.width - 1, box.y + box.height * end, { steps: 6 });
  await page.mouse.up();
}

for (const which of FIGURES) {
  const { headline, question, predictions = [] } = which.declaration;

  test(`${which.declaration.id}: nothing tells before the guess, by mouse`, async ({ page }) => {
    const f = await openFigure(page, which);
    await f.button('Predict first').click();
    const figure = placeOf(page, which);
    await expect(figure).toHaveAttribute('data-veiled', 'true');
    await expect(figure.getByText(question)).toBeVisible();
    await expect(figure.getByText(predictions[0]?.ask ?? '')).toBeVisible();
    for (const telling of ['.readout', '.figure-caption', '.claims', '.figure-links', '.controls']) await expect(figure.locator(telling)).toBeHidden();
    await expect(figure.getByText(headline)).toHaveCount(0);
    expect((await new AxeBuilder({ page }).include(`#${figureAnchor(which.declaration.id)}`).analyze()).violations.map((v) => v.id)).toEqual([]);

    await drawByMouse(page, figure, 0.5);
    await expect(figure.getByText(/^Your guess: .* at .*, 5\d\s% at/)).toBeVisible();
    await figure.getByRole('button', { name: 'Reveal the recording' }).click();
    await expect(f.root).toBeVisible(); // the finding is its name again
    const told = figure.getByText(/^Your curve is on average \d+\spoints off; at .* you said \d+\s%, and it was [\d.]+\s%\.$/);
    await expect(told).toBeVisible();
    await expect(figure.getByText('your guess', { exact: true })).toBeVisible();
    await expect(figure.locator('.told')).toBeFocused();

    // remembered on the device, shown on request, cleared for good
    await page.reload();
    await f.ready();
    await f.button('Show your guess').click();
    await expect(told).toBeVisible();
    await f.button('Clear the guess').click();
    await expect(f.button('Predict first')).toBeVisible();
    await expect(figure.getByText('your guess', { exact: true })).toHaveCount(0);
    await page.reload();
    await f.ready();
    await expect(f.button('Predict first')).toBeVisible();
  });

  test(`${which.declaration.id}: skipped in one press, with the focus where it was`, async ({ page }) => {
    const f = await openFigure(page, which);
    await f.button('Predict first').focus();
    await page.keyboard.press('Enter');
    const figure = placeOf(page, which);
    await expect(figure.getByRole('button', { name: 'Skip' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(f.button('Predict first')).toBeFocused();
    await expect(f.root.locator('.readout')).toBeVisible();
  });

  test(`${which.declaration.id}: drawn by keyboard, each step said`, async ({ page }) => {
    const f = await openFigure(page, which);
    await f.button('Predict first').press('Enter');
    const figure = placeOf(page, which);
    await padOf(figure).waitFor();
    for (let k = 0; k < 12 && !(await padOf(figure).evaluate((e) => e === document.activeElement)); k++) await page.keyboard.press('Tab');
    await expect(padOf(figure)).toBeFocused();
    await expect(padOf(figure)).toHaveAttribute('aria-valuetext', /^nothing drawn at /);
    await page.keyboard.press('ArrowDown');
    const first = await padOf(figure).getAttribute('aria-valuetext');
    expect(first).toMatch(/^\d+\u202f% at /);
    await page.keyboard.press('PageDown');
    for (let k = 0; k < 8; k++) await page.keyboard.press('Shift+ArrowRight');
    await expect(padOf(figure)).not.toHaveAttribute('aria-valuetext', first ?? '');
    await figure.getByRole('button', { name: 'Reveal the recording' }).press('Enter');
    await expect(figure.getByText(/^Your curve is on average/)).toBeVisible();
  });

  test.describe('by touch', () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    test(`${which.declaration.id}: drawn by a finger, which does not scroll the page`, async ({ page }) => {
      const f = await openFigure(page, which);
      await f.button('Predict first').tap();
      const figure = placeOf(page, which);
      const box = await boxOf(padOf(figure));
      const finger = await page.context().newCDPSession(page);
      const before = await page.evaluate(() => window.scrollY);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
        finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + x * box.width, y: box.y + y * box.height }] });
      await touch('touchStart', 0.02, 0.02);
      for (let k = 1; k <= 10; k++) await touch('touchMove', 0.02 + 0.095 * k, 0.02 + 0.08 * k);
      await touch('touchEnd');
      await expect(figure.getByText(/^Your guess: /)).toBeVisible();
      expect(await page.evaluate(() => window.scrollY)).toBe(before);
      await figure.getByRole('button', { name: 'Reveal the recording' }).tap();
      await expect(figure.getByText(/^Your curve is on average/)).toBeVisible();
    });
  });
}

test('a number is guessed by slider, and set beside what was measured', async ({ page }) => {
  const f = await openFigure(page, LINE);
  await f.button('Predict first').click();
  const figure = placeOf(page, LINE);
  const slider = figure.getByRole('slider', { name: 'the most of A that some line keeps' });
  await expect(figure.getByText('not yet guessed')).toBeVisible();
  await expect(figure.getByRole('button', { name: 'Reveal without a guess' })).toBeVisible();
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await figure.getByRole('button', { name: 'Reveal the recording' }).click();
  await expect(figure.getByText(/^The most of A that some line keeps: you said 45\s%, and it was 9[\d.]+\s%, \d+\spoints away\.$/)).toBeVisible();
});

test('a choice is guessed by radio button; what came out is named', async ({ page }) => {
  const f = await openFigure(page, PERTURBATION);
  await f.button('Predict first').click();
  const figure = placeOf(page, PERTURBATION);
  await expect(figure.getByRole('radio', { checked: true })).toHaveCount(0);
  await figure.getByRole('radio', { name: 'about as far' }).check();
  await figure.getByRole('button', { name: 'Reveal the recording' }).click();
  await expect(figure.getByText(/^You chose “about as far”; it was 3[\d.]+×: “20 times as far, or more”\.$/)).toBeVisible();
});

test('run and reveal: the reader’s own run is set against the guess; another setting is named', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  await f.button('Predict first').click();
  const figure = placeOf(page, LINE);
  await drawByMouse(page, figure, 0.2);
  await figure.getByRole('button', { name: 'Run and reveal' }).click();
  await expect(figure.getByText('The run is under way; how far off you were is told when it is done.')).toBeVisible();
  await f.expectStatus('done', 60_000);
  await expect(figure.getByText(/^Your curve is on average/)).toBeVisible();
  await expect(figure.getByText(/^You guessed for/)).toHaveCount(0);
  await f.slide(LINE.declaration.params.angle.label, 'ArrowLeft');
  await f.button('Run again').click();
  await f.expectStatus('running');
  await f.expectStatus('done', 60_000);
  await expect(figure.getByText('You guessed for angle φ 130°, and this run has 125°.')).toBeVisible();
});

test('an address can ask for the guess, of every figure or of one', async ({ page }) => {
  await page.goto('forget/?predict');
  const figure = placeOf(page, LINE);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-veiled', 'true');
  await page.goto('forget/?predict=dumb-errors.perturbation');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-live', 'true');
  await expect(figure).not.toHaveAttribute('data-veiled');
});

test.describe('damaged and forbidden storage', () => {
  for (const [what, stored] of [
    ['text that is no JSON', '{"forget/line"'],
    ['a guess of another form', '{"v":1,"data":{"forget/line":{"settings":"1","guesses":{"accuracyA":"<script>"}}}}'],
    ['data of a newer version', '{"v":99,"data":{"forget/line":1}}'],
  ] as const) {
    test(`${what} is no harm`, async ({ page }) => {
      await page.addInitScript((text) => localStorage.setItem('book:guesses', text), stored);
      const f = await openFigure(page, LINE);
      const button = f.root.getByRole('button', { name: /^(Predict first|Show your guess)$/ });
      await button.click();
      const figure = placeOf(page, LINE);
      await expect(figure.locator('.told, .question').first()).toBeVisible();
    });
  }

  test('a full storage is told', async ({ page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    const f = await openFigure(page, LINE);
    await f.button('Predict first').click();
    const figure = placeOf(page, LINE);
    await drawByMouse(page, figure, 0.5);
    await figure.getByRole('button', { name: 'Reveal the recording' }).click();
    await expect(figure.getByText(/storage for this book is full, so this lasts only until you close the page/)).toBeVisible();
  });
});
