/** Pinned runs: over the charts, with what was changed and by how much the measures differ; they outlive a run and a reload. */
import { expect, LINE, openFigure, PERTURBATION, test, TRIVIAL, type FigureOnPage } from './fixture-book.ts';

const panel = (f: FigureOnPage) => f.root.locator('.compare-panel');
const pins = (f: FigureOnPage) => panel(f).getByRole('list', { name: 'pinned runs' }).getByRole('listitem');
const drawn = (f: FigureOnPage, name: string) => f.root.locator(`.plot .pinned[data-pin="${name}"] .pin-line[d^="M"]`);

const run = async (f: FigureOnPage) => {
  await f.root.getByRole('button', { name: /^Run( again)?$/ }).click();
  await expect(f.root).not.toHaveAttribute('data-stale', 'true');
  await f.expectStatus('done', 60_000);
};

test('forget/line: the recording is pinned, a knob is turned, and the difference is named', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  await f.unfold('compare runs');
  await f.button('Pin the recording').click();
  await expect(pins(f)).toHaveText(/pin A\s*the same settings as the shown run/);
  await expect(f.button('Pin the recording')).toHaveAttribute('aria-disabled', 'true');
  await expect(drawn(f, 'A')).toHaveCount(2);
  await f.slide(LINE.declaration.params.angle.label, 'ArrowLeft', 2);
  await run(f);
  await expect(pins(f)).toContainText('angle φ: 130° → 120°');
  await expect(panel(f).getByRole('row', { name: /^task A after 100 steps on B/ })).toContainText(/\+[\d.]+ points/);
  await f.button('Pin this run').click();
  await expect(pins(f)).toHaveCount(2);
  await expect(f.root.locator('.plot .end text', { hasText: /^pin [AB]$/ })).toHaveText(['pin A', 'pin B']);
  await f.button('unpin A').click();
  await expect(pins(f)).toHaveCount(1);
  await expect(drawn(f, 'A')).toHaveCount(0);
  await expect(drawn(f, 'B')).toHaveCount(2);
});

test('dumb-errors/perturbation: pins lie over the chart of pushes', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await openFigure(page, PERTURBATION, '?backend=wasm&dumb-errors.perturbation=1~trainingDigits:1000~hidden:16~epochs:1');
  await f.unfold('compare runs');
  await f.button('Pin the recording').click();
  await run(f);
  await expect(drawn(f, 'A')).toHaveCount(3);
  await expect(pins(f)).toContainText('training digits: 10,000 → 1,000');
  await expect(pins(f)).toContainText('hidden units: 128 → 16');
  // ε asks for no run, so it is no difference between runs
  await f.slide('ε', 'ArrowRight', 3);
  await expect(pins(f)).not.toContainText('ε');
});

test('four pins by keyboard, and no fifth; they outlive a reload', async ({ page }) => {
  test.setTimeout(90_000);
  const f = await openFigure(page, TRIVIAL, '?backend=wasm');
  await f.root.locator('summary').filter({ hasText: 'compare runs' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(f)).toContainText('There is no run yet.');
  const press = async (name: string) => {
    await f.button(name).focus();
    await page.keyboard.press('Enter');
  };
  for (let k = 1; k <= 4; k++) {
    await press('new sample');
    await run(f);
    await press('Pin this run');
    await expect(pins(f)).toHaveCount(k);
  }
  await press('new sample');
  await run(f);
  await expect(f.button('Pin this run')).toHaveAttribute('aria-disabled', 'true');
  await expect(panel(f)).toContainText('Four runs are pinned. Unpin one to make room.');
  await expect(pins(f).first()).toContainText('seed: 1 → 5');
  // labels at the ends keep clear of one another
  const boxes = await f.root
    .locator('.plot')
    .first()
    .locator('.end text')
    .evaluateAll((texts) => texts.map((t) => t.getBoundingClientRect().top).sort((a, b) => a - b));
  expect(boxes.length).toBeGreaterThan(5);
  boxes.slice(1).forEach((top, k) => expect(top - (boxes[k] ?? 0)).toBeGreaterThan(8));
  await page.reload();
  await f.ready();
  await expect(pins(f)).toHaveCount(4);
  await expect(drawn(f, 'D')).toHaveCount(2);
  for (const name of ['A', 'B', 'C', 'D']) await press(`unpin ${name}`);
  await page.reload();
  await f.ready();
  await expect(panel(f)).toHaveCount(0);
});

test.describe('stored data that is damaged', () => {
  for (const [what, text] of [
    ['is no JSON', '{"v":1,"data":[{'],
    ['is something else', '{"v":1,"data":{"a":[1,2,3]}}'],
    ['is from a newer book', '{"v":99,"data":[]}'],
    [
      'has pins that are none',
      '{"v":1,"data":[{"name":"A","values":{"rate":0.5},"seeds":{"master":0,"streams":{}},"measures":{},"curves":{"position":[[0,"<img src=x onerror=alert(1)>"]]}},7]}',
    ],
  ] as const) {
    test(what, async ({ page }) => {
      await page.addInitScript((stored) => sessionStorage.setItem('book:pins:fixtures/trivial', stored), text);
      const f = await openFigure(page, TRIVIAL, '?backend=wasm');
      await expect(panel(f)).toBeVisible(); // something was kept, so it is open
      await run(f);
      await f.button('Pin this run').click();
      await expect(pins(f).last()).toContainText('the same settings as the shown run');
    });
  }
});
