/** The figures of chapter 1, each used from start to end. */
import { declaration as noise } from '../../../src/figures/dumb-errors/noise/declaration.ts';
import { declaration as spheres } from '../../../src/figures/dumb-errors/spheres/declaration.ts';
import { expect, openFigure, test, type FigureOnPage } from '../book.ts';

const PAGE = 'dumb-errors/';

/** The recording is this very run, made in Node: not a bit may differ. */
async function expectRecorded({ page, root, declaration }: FigureOnPage): Promise<void> {
  const response = await page.request.get(`recordings/${declaration.id}.json`);
  const { made } = (await response.json()) as { made: { trace: string } };
  await expect(root).toHaveAttribute('data-trace', made.trace);
}

test('noise: trained, read by pointer and keyboard, and on a drawing', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: noise, page: PAGE }, '?backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  const readout = f.root.locator('.readout');
  await expect(readout).toContainText(/Predicted and found distance correlate at 0\.\d+/);
  await expect(f.root.getByRole('list', { name: 'claims' }).getByRole('listitem').first()).toContainText(/✓ held/i);
  await expectRecorded(f);

  // all dots are one slider: the digit follows
  const dots = f.slider('test digits, by their predicted distance');
  await dots.focus();
  await page.keyboard.press('Home');
  const first = await dots.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await expect(dots).not.toHaveAttribute('aria-valuetext', first ?? '');
  const second = /digit (\d+), a (\d)/.exec((await dots.getAttribute('aria-valuetext')) ?? '');
  await expect(f.root.getByLabel('test digit number')).toHaveValue(second?.[1] ?? '');
  await expect(f.root.getByText(new RegExp(`noisy copies of this ${second?.[2]},`))).toBeVisible();

  // another network, more noise: the same digit is asked again
  await f.root.getByRole('radio', { name: 'trained on pushes' }).check();
  await expect(readout).toContainText('noise misleads the network trained on pushes');
  await f.slide(noise.params.sigma.label, 'End');
  await expect(readout).toContainText('At σ = 0.5 noise');
  await expect(f.root.getByText(/The noise itself is 14 long/)).toBeVisible();

  // by pointer: along the dashed line there are dots
  await dots.scrollIntoViewIfNeeded();
  const box = await dots.boundingBox();
  if (!box) throw new Error('no dots');
  const before = (await dots.getAttribute('aria-valuetext')) ?? '';
  const picked = async () => (await dots.getAttribute('aria-valuetext')) !== before;
  for (let k = 1; k < 20 && !(await picked()); k++) await page.mouse.click(box.x + (k / 20) * box.width, box.y + (1 - k / 20) * box.height);
  expect(await picked()).toBe(true);

  await f.unfold('draw one');
  await f.root.getByRole('application', { name: 'drawing pad for a digit' }).focus();
  for (let k = 0; k < 10; k++) await page.keyboard.press('Shift+ArrowDown');
  await expect(f.root.getByText(/noisy copies of what it reads as a \d/)).toBeVisible();
});

test('spheres: networks in several dimensions, a walk from another point, a dimension of one’s own', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: spheres, page: PAGE }, '?backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  const readout = f.root.locator('.readout');
  await expect(readout).toContainText(/^In 100 dimensions the network errs on [\d.]+\u202f% of the inner sphere\. On average the nearest error is 0\.\d+ away/);
  await expect(f.root.getByRole('list', { name: 'claims' }).getByRole('listitem').first()).toContainText(/✓ held/i);
  await expectRecorded(f);

  const walk = f.root.locator('.waiting', { hasText: /^In 100 dimensions/ });
  const first = await walk.textContent();
  await f.slide(spheres.params.point.label, 'ArrowRight', 3);
  await expect(walk).not.toHaveText(first ?? '');

  // the points of the run before stay, beside one of the reader's own
  await f.slide(spheres.params.dimension.label, 'Home');
  await f.unfold('more knobs');
  await f.root.getByLabel('only in this dimension').check();
  await f.button('Run again').click();
  await f.expectStatus('done', 60_000);
  await expect(readout).toContainText('In 10 dimensions the network errs on');
  const dots = f.root.getByRole('img', { name: 'How far it is to the nearest error' }).locator('path.points');
  await expect.poll(async () => ((await dots.first().getAttribute('d')) ?? '').split('M').length - 1).toBe(4);
  await expect.poll(async () => ((await dots.last().getAttribute('d')) ?? '').split('M').length - 1).toBe(1);
});
