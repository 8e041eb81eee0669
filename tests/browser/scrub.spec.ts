/** Going back in time: in the recording and in a finished run, by keyboard, mouse and finger, for all that a figure shows. */
import type { Locator, Page } from '@playwright/test';
import { expect, LINE, openFigure, PERTURBATION, test, TRIVIAL, type FigureOnPage } from './fixture-book.ts';

const cursor = (f: FigureOnPage, title: string) => f.root.getByRole('img', { name: title }).locator('.cursor');
/** Where a chart's cursor stands, in the drawing's units. */
const xOf = async (place: Locator) => Number(/translate\(([\d.]+)/.exec((await place.getAttribute('transform')) ?? '')?.[1]);
/** What the scrubber prints. */
const timeOf = async (f: FigureOnPage) => Number((await f.root.locator('.scrubber output').textContent())?.replaceAll(',', ''));

/** Puts a pointer on a chart's plot, at a share of its width. */
async function placeIn(chart: Locator, share: number): Promise<{ x: number; y: number }> {
  await chart.scrollIntoViewIfNeeded();
  const axis = await chart.locator('.axis-line').boundingBox();
  if (!axis) throw new Error('the chart has no axis');
  return { x: axis.x + share * axis.width, y: axis.y - 40 };
}

async function run(f: FigureOnPage) {
  await f.root.getByRole('button', { name: /^Run( again)?$/ }).click();
  await f.expectStatus('done', 90_000);
}

test('forget/line: the recording, by keyboard; plane, chart and sentence go with it', async ({ page }) => {
  const f = await openFigure(page, LINE);
  const title = LINE.declaration.charts?.['accuracy']?.title ?? '';
  const end = await xOf(cursor(f, title));
  const plane = f.root.locator('.plot').first().locator('.line').first();
  const before = await plane.getAttribute('d');
  const slider = f.slider('training step');
  await slider.focus();
  await page.keyboard.press('Home');
  expect(await timeOf(f)).toBe(0);
  await expect(f.root.locator('.readout')).toContainText('still learning task A');
  expect(await xOf(cursor(f, title))).toBeLessThan(end);
  await expect(plane).not.toHaveAttribute('d', before ?? '');
  for (const [key, moves] of [
    ['ArrowRight', 1],
    ['PageUp', 1],
    ['ArrowLeft', -1],
    ['PageDown', -1],
  ] as const) {
    // prettier-ignore
    const was = await timeOf(f);
    await page.keyboard.press(key);
    await expect.poll(async () => Math.sign((await timeOf(f)) - was), { message: key }).toBe(moves);
  }
  await expect(slider).toHaveAttribute('aria-valuetext', /^training step [\d,]+: task A [\d.]+/);
  await page.keyboard.press('End');
  expect(await xOf(cursor(f, title))).toBe(end);
});

test('forget/line: by dragging on the chart, and a new run is followed again', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  await run(f);
  const chart = f.root.getByRole('img', { name: LINE.declaration.charts?.['accuracy']?.title ?? '' });
  const [from, to] = [await placeIn(chart, 0.8), await placeIn(chart, 0.1)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const first = await timeOf(f);
  expect(Math.abs(first - 240)).toBeLessThan(25);
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  expect(Math.abs((await timeOf(f)) - 30)).toBeLessThan(15);
  await f.button('Run again').click();
  await f.expectStatus('done', 60_000);
  expect(await timeOf(f)).toBe(300);
});

test('dumb-errors/perturbation: back into the time when it still learned to read', async ({ page }) => {
  const f = await openFigure(page, PERTURBATION);
  const charts = PERTURBATION.declaration.charts;
  const pushed = f.root.getByRole('img', { name: charts?.['pushed']?.title ?? '' });
  const learning = f.root.getByRole('img', { name: charts?.['learning']?.title ?? '' });
  await expect(pushed).toBeVisible();
  await f.slide('training step', 'Home');
  await expect(learning).toBeVisible();
  await expect(pushed).toHaveCount(0);
  // now the chart is over time, and can be dragged
  const place = await placeIn(learning, 0.5);
  await page.mouse.click(place.x, place.y);
  const steps = await f.latestStep();
  expect(Math.abs((await timeOf(f)) - steps / 2)).toBeLessThan(steps / 8);
  await f.slide('training step', 'End');
  await expect(pushed).toBeVisible();
});

test('a figure from its declaration alone: one cursor for all charts', async ({ page }) => {
  const f = await openFigure(page, TRIVIAL, '?backend=wasm');
  await run(f);
  const [way = '', share = ''] = Object.values(TRIVIAL.declaration.charts ?? {}).map((c) => c.title);
  await f.slide('step', 'Home');
  await f.slide('step', 'PageUp', 2);
  const t = await timeOf(f);
  expect(t).toBeGreaterThan(0);
  expect(t).toBeLessThan(60);
  for (const title of [way, share]) {
    const scale = await f.root
      .getByRole('img', { name: title })
      .locator('.axis-line')
      .first()
      .evaluate((line) => [Number(line.getAttribute('x1')), Number(line.getAttribute('x2'))]);
    const [left = NaN, right = NaN] = scale;
    expect(Math.abs((await xOf(cursor(f, title))) - (left + (t / 60) * (right - left)))).toBeLessThan(0.2);
  }
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  /** Playwright's touchscreen only taps. */
  async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
    const session = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
    await send('touchStart', from);
    for (let k = 1; k <= 5; k++) await send('touchMove', { x: from.x + ((to.x - from.x) * k) / 5, y: from.y });
    await send('touchEnd');
  }

  test('a drag along the chart goes through the recording', async ({ page }) => {
    const f = await openFigure(page, LINE);
    const chart = f.root.getByRole('img', { name: LINE.declaration.charts?.['accuracy']?.title ?? '' });
    const [from, to] = [await placeIn(chart, 0.9), await placeIn(chart, 0.2)];
    await drag(page, from, to);
    await expect.poll(() => timeOf(f)).toBeLessThan(90);
    expect(await timeOf(f)).toBeGreaterThan(30);
  });

  test('a tap on the scrubber’s track', async ({ page }) => {
    const f = await openFigure(page, LINE);
    await f.slider('training step').scrollIntoViewIfNeeded();
    const box = await f.slider('training step').boundingBox();
    if (!box) throw new Error('there is no scrubber');
    expect(box.height).toBeGreaterThanOrEqual(24);
    await page.touchscreen.tap(box.x + box.width * 0.3, box.y + box.height / 2);
    await expect.poll(() => timeOf(f)).toBeLessThan(150);
  });
});
