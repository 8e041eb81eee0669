/** What readers bring: drawings, pictures, points; by mouse, touch and keyboard. */
import type { Locator, Page } from '@playwright/test';
import { png } from '../../src/plots/png.ts';
import { expect, type FigureOnPage, LINE, openFigure, PERTURBATION, test } from './book.ts';

/** A dark 1 on light paper, 60 × 60. */
const ONE = png(
  Uint8Array.from({ length: 3600 }, (_, i) => (i % 60 > 26 && i % 60 < 34 && i > 600 && i < 3000 ? 20 : 235)),
  60,
  60,
  1,
);
const NEEDS_RUN = /The recording has no answer to this\. Press Run/;

async function opened(page: Page): Promise<{ f: FigureOnPage; pad: Locator; drop: Locator }> {
  const f = await openFigure(page, PERTURBATION);
  await f.unfold('draw one');
  const pad = f.root.getByRole('application', { name: 'drawing pad for a digit' });
  await pad.evaluate((e) => e.scrollIntoView({ block: 'center', behavior: 'instant' }));
  return { f, pad, drop: f.root.getByRole('group', { name: 'a picture of your own' }) };
}

/** The share of ink on the pad, 0 … 1. */
const inkOn = (pad: Locator): Promise<number> =>
  pad.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let ink = 0;
    for (let i = 3; i < data.length; i += 4) ink += data[i] ?? 0;
    return ink / (255 * canvas.width * canvas.height);
  });

test('strokes are taken back one by one; an empty and a black pad are told', async ({ page }) => {
  const { f, pad } = await opened(page);
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  const line = async (y: number) => {
    await page.mouse.move(box.x + 20, box.y + y);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + y, { steps: 5 });
    await page.mouse.up();
  };
  await line(60);
  const one = await inkOn(pad);
  expect(one).toBeGreaterThan(0.02);
  await line(160);
  expect(await inkOn(pad)).toBeGreaterThan(1.5 * one);
  await f.button('undo').click();
  expect(await inkOn(pad)).toBeCloseTo(one, 6);
  await pad.focus();
  await page.keyboard.press('Backspace');
  expect(await inkOn(pad)).toBe(0);
  await expect(f.root.getByText('Nothing is drawn.')).toBeVisible();
  for (let y = 8; y < 224; y += 14) await line(y);
  await expect(f.root.getByText(/Almost all of it is black/)).toBeVisible();
  await f.button('clear').click();
  await expect(f.root.getByText(NEEDS_RUN)).toHaveCount(0);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  /** A finger that goes from one place to another. */
  async function swipe(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const finger = await page.context().newCDPSession(page);
    const at = (share: number) => [{ x: from[0] + share * (to[0] - from[0]), y: from[1] + share * (to[1] - from[1]) }];
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    for (let k = 1; k <= 8; k++) await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(k / 8) });
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  test('a digit is drawn by a finger, and the page stays where it is', async ({ page }) => {
    const { f, pad } = await opened(page);
    const box = await pad.boundingBox();
    if (!box) throw new Error('no pad');
    const before = await page.evaluate(() => window.scrollY);
    await swipe(page, [box.x + 110, box.y + 30], [box.x + 110, box.y + 190]);
    await expect.poll(() => inkOn(pad)).toBeGreaterThan(0.02);
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
    await expect(f.root.getByText(NEEDS_RUN).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test('a point is placed by a tap and dragged by a finger', async ({ page }) => {
    const f = await openFigure(page, LINE);
    const plane = f.root.getByRole('group', { name: 'Two tasks in the plane' });
    await plane.evaluate((e) => e.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const box = await plane.boundingBox();
    if (!box) throw new Error('no plane');
    await page.touchscreen.tap(box.x + 0.5 * box.width, box.y + 0.25 * box.height);
    const point = plane.getByRole('button', { name: /^your point 1: task A, class 0/ });
    await expect(point).toBeVisible();
    const before = await page.evaluate(() => window.scrollY);
    await swipe(page, [box.x + 0.5 * box.width, box.y + 0.25 * box.height], [box.x + 0.5 * box.width, box.y + 0.75 * box.height]);
    await expect(plane.getByRole('button', { name: /^your point 1: task A, class 0, at \S+, -\d/ })).toBeVisible();
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
    await expect(page).toHaveURL(/placed:0_[\d.-]+_-/);
  });
});

test('a picture is chosen, seen as the network sees it, swapped and taken away', async ({ page }) => {
  const { f, drop } = await opened(page);
  await drop.locator('input[type=file]').setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: Buffer.from(ONE) });
  const preview = drop.getByRole('img', { name: 'your picture, as the network sees it' });
  await expect(preview).toBeVisible();
  await expect(drop.getByRole('status')).toHaveText('This is what the network sees.');
  const first = await preview.getAttribute('src');
  await drop.getByRole('checkbox', { name: 'swap ink and paper' }).check();
  await expect(preview).not.toHaveAttribute('src', first ?? '');
  await expect(f.root.getByText(NEEDS_RUN).first()).toBeVisible();
  expect(page.url()).not.toContain('data:');
  await drop.getByRole('button', { name: 'take it away' }).click();
  await expect(preview).toHaveCount(0);
  await expect(f.root.getByText(NEEDS_RUN)).toHaveCount(0);
});

test('a picture is dropped, or pasted by keyboard', async ({ page }) => {
  const { drop } = await opened(page);
  const hand = (type: 'drop' | 'paste') =>
    drop.evaluate(
      (e, [kind, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes as number[])], 'one.png', { type: 'image/png' }));
        const about = { bubbles: true, cancelable: true };
        e.dispatchEvent(
          kind === 'drop' ? new DragEvent('drop', { ...about, dataTransfer: data }) : new ClipboardEvent('paste', { ...about, clipboardData: data }),
        );
      },
      [type, Array.from(ONE)] as const,
    );
  const preview = drop.getByRole('img', { name: 'your picture, as the network sees it' });
  await hand('drop');
  await expect(preview).toBeVisible();
  await drop.getByRole('button', { name: 'take it away' }).click();
  await hand('paste');
  await expect(preview).toBeVisible();
});

for (const [what, content, sentence] of [
  ['a text', Buffer.from('hello'), /no picture that can be read here/],
  ['an empty file', Buffer.alloc(0), /empty/],
  ['a HEIC picture', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'), /HEIC/],
  ['a drawing in SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>'), /SVG/],
  ['a damaged picture', Buffer.from(ONE.subarray(0, 60)), /damaged/],
  ['a picture of one grey', Buffer.from(png(new Uint8Array(100).fill(99), 10, 10, 1)), /one grey/],
  ['a file that is too large', Buffer.alloc(25_000_001, 1), /larger than 25 MB/],
] as const) {
  test(`${what} gets a sentence, and the digit stays`, async ({ page }) => {
    const { f, drop } = await opened(page);
    await drop.locator('input[type=file]').setInputFiles({ name: 'file.png', mimeType: 'image/png', buffer: content });
    await expect(drop.getByRole('status')).toHaveText(sentence);
    await expect(drop.getByRole('img')).toHaveCount(0);
    await expect(f.root.getByRole('img', { name: 'the digit: 7' })).toBeVisible();
  });
}
