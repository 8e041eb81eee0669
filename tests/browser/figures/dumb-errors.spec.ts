/** The figures of chapter 1, each used from start to end. */
import { declaration as blackBox } from '../../../src/figures/dumb-errors/black-box/declaration.ts';
import { declaration as fooling } from '../../../src/figures/dumb-errors/fooling-images/declaration.ts';
import { declaration as illusions } from '../../../src/figures/dumb-errors/illusions/declaration.ts';
import { declaration as noise } from '../../../src/figures/dumb-errors/noise/declaration.ts';
import { declaration as patch } from '../../../src/figures/dumb-errors/patch/declaration.ts';
import { declaration as perturbation } from '../../../src/figures/dumb-errors/perturbation/declaration.ts';
import { declaration as spheres } from '../../../src/figures/dumb-errors/spheres/declaration.ts';
import { declaration as transfer } from '../../../src/figures/dumb-errors/transfer/declaration.ts';
import { expect, openFigure, test, type FigureOnPage } from '../book.ts';

const PAGE = 'dumb-errors/';

/** The recording is this very run, made in Node: not a bit may differ. */
async function expectRecorded({ page, root, declaration }: FigureOnPage): Promise<void> {
  const response = await page.request.get(`recordings/${declaration.id}.json`);
  const { made } = (await response.json()) as { made: { trace: string } };
  await expect(root).toHaveAttribute('data-trace', made.trace);
}

/** While the reader guesses, nothing with this text is there; after skipping it is back. */
async function expectVeiled({ page, root, declaration }: FigureOnPage, text: RegExp): Promise<void> {
  const island = page.locator(`#figure-${declaration.id.replace('/', '-')}`); // the headline is veiled, and with it the figure's name
  await expect(root.getByText(text)).toBeVisible();
  await island.getByRole('button', { name: 'Predict first' }).click();
  await expect(island.getByText(text)).toHaveCount(0);
  await island.getByRole('button', { name: 'Skip' }).click();
  await expect(root.getByText(text)).toBeVisible();
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

test('perturbation: clothes go by their names, and the time of training has something to say', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: perturbation, page: PAGE }, '?backend=wasm&dumb-errors.perturbation=1~set:fashion-mnist~epochs:1');
  const readout = f.root.locator('.readout');
  await expect(f.root.getByRole('img', { name: 'the digit: 7' })).toBeVisible(); // the recording's
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  await expect(f.root.getByRole('img', { name: /^the garment: [a-z]/ })).toBeVisible();
  await expect(f.root.getByText(/^The network reads [A-Za-z-]+ \(/)).toBeVisible();
  await f.root
    .getByRole('group', { name: 'test garments to push' })
    .getByRole('button', { name: /, bag$/ })
    .first()
    .click();
  await expect(f.root.getByRole('img', { name: 'the garment: bag' })).toBeVisible();
  await f.slide(perturbation.params.epsilon.label, 'Home');
  await expect(f.root.getByText(/and still [A-Za-z-]+ after the push/)).toBeVisible();
  await f.slide(perturbation.time, 'Home');
  await expect(readout).toContainText(/^After 0 of \d+ training steps the network reads \d/);
});

test('transfer: guessed first, run, another digit pushed against another network', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: transfer, page: PAGE }, '?backend=wasm');
  await f.button('Predict first').click();
  const veiled = page.locator('#figure-dumb-errors-transfer'); // its headline is hidden, and with it its name
  await expect(veiled.getByText('Who misleads whom')).toHaveCount(0);
  await expect(veiled.getByText(/^Pushed against A, this/)).toBeHidden();
  await veiled.getByRole('button', { name: 'Skip' }).click();
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  const told = f.root.getByText(/^Pushed against [ABC], this \d /);
  const first = await told.textContent();
  await f.slide(transfer.params.digit.label, 'ArrowRight');
  await expect(told).not.toHaveText(first ?? '');
  await f.root.getByRole('radio', { name: 'C', exact: true }).check();
  await expect(told).toContainText('Pushed against C');
  await f.slide(transfer.params.epsilon.label, 'Home');
  await expect(f.root.locator('.readout')).toContainText('At ε = 0 network B reads');
  await expect(f.root.getByText('Who misleads whom at ε = 0.00')).toBeVisible();

  await f.unfold('draw a digit of your own');
  await f.root.getByRole('application', { name: 'drawing pad for a digit' }).focus();
  for (let k = 0; k < 10; k++) await page.keyboard.press('Shift+ArrowDown');
  await expect(f.root.getByText('Pushed against C, your digit changes no answer.')).toBeVisible(); // by nothing
  await f.slide(transfer.params.digit.label, 'ArrowRight');
  await expect(told).toContainText('Pushed against C'); // back to a test digit
});

test('black-box: what the attacker hears, and pushes of every size', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: blackBox, page: PAGE }, '?backend=wasm&dumb-errors.black-box=1~seeds:20~rounds:1');
  await expectVeiled(f, /^Test digits, pushed against the substitute/);
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  const readout = f.root.locator('.readout');
  await expect(readout).toContainText(/^After 40 questions, pushes of ε\s=\s0\.2 against the substitute flip \d/);
  await f.slide(blackBox.params.epsilon.label, 'Home');
  await expect(readout).toContainText(/ε\s=\s0 against the substitute flip 0\s% .*random signs flip 0\s%/);
  await f.slide(blackBox.time, 'Home');
  await expect(readout).toContainText('Nobody has asked it anything yet');
});

test('fooling-images: bred, compared with plain noise, and with nonsense of one’s own', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: fooling, page: PAGE }, '?backend=wasm&dumb-errors.fooling-images=1~generations:50');
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  await expect(f.root.locator('.readout')).toContainText(/^The network is 99\.99\s% sure of \d+ of the 10 evolved pictures; of plain noise it is \d/);
  await f.root.getByRole('radio', { name: 'plain noise' }).check();
  await expect(f.root.getByText('Plain noise, and what it is read as')).toBeVisible();
  await f.root.getByRole('radio', { name: 'evolved again' }).check();
  await expect(f.root.getByText('Evolved again, against the network that refuses the first ten')).toBeVisible();

  await f.unfold('draw some nonsense');
  const bars = f.root.getByRole('img', { name: /^what the network makes of your drawing: 0 / });
  await expect(bars).toHaveCount(0); // of an empty pad nothing is asked
  await f.root.getByRole('application', { name: 'drawing pad for a digit' }).focus();
  for (let k = 0; k < 4; k++) await page.keyboard.press('Shift+ArrowRight');
  await expect(bars).toBeVisible();
});

test('patch: dragged, dragged out of the picture, and put elsewhere by keyboard', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: patch, page: PAGE }, '?backend=wasm&dumb-errors.patch=1~epochs:2~x:99~scale:9');
  await expect(f.root.getByText(/“across” goes from 0 to 28; 99 became 28/)).toBeVisible();
  await expect(f.root.getByText(/“scale” goes from 0\.5 to 2; 9 became 2/)).toBeVisible();
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  await expect(f.root.locator('.readout')).toContainText(/^At random places the sticker makes \d/);
  const picture = f.root.getByRole('img', { name: /^The network reads th/ });
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error('no picture');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await expect(f.slider(patch.params.x.label)).toHaveAttribute('aria-valuetext', '14.0');
  await page.mouse.move(box.x - 300, box.y + 2 * box.height, { steps: 4 });
  await page.mouse.up();
  await expect(f.slider(patch.params.x.label)).toHaveAttribute('aria-valuetext', '0.0');
  await expect(f.slider(patch.params.y.label)).toHaveAttribute('aria-valuetext', '28.0');
  await expect(picture).toBeVisible();
  const answer = f.root.getByText(/Drag it, or use the sliders\.$/);
  await f.root.getByRole('radio', { name: 'a real digit' }).check();
  await expect(answer).toContainText('a real digit');
  await f.slide(patch.params.y.label, 'Home');
  await expect(f.slider(patch.params.y.label)).toHaveAttribute('aria-valuetext', '0.0');
});

test('illusions: measured by hand, alone on the paper, and by a network', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: illusions, page: PAGE }, '?backend=wasm&dumb-errors.illusions=1~steps:500');
  await expectVeiled(f, /^what the network says the paper is/);
  const readout = f.root.locator('.readout');
  await f.slide(illusions.params.match.label, 'ArrowLeft', 3);
  await expect(readout).toContainText(/You made the second square 3\s% darker than the first\./);
  await f.root.getByLabel(illusions.params.hide.label).check();
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  await expect(readout).toContainText(/The two squares have the same grey\. The network calls/);
  const picture = f.root.getByRole('img', { name: /^a chessboard/ });
  await picture.hover({ force: true, position: { x: 3, y: 3 } }); // the numbers of the squares lie over it
  await expect(f.root.getByText('Here the grey is 1.', { exact: true })).toBeVisible(); // of what is to be seen: the paper
  await f.root.getByLabel(illusions.params.hide.label).uncheck();
  await picture.hover({ force: true });
  await expect(f.root.getByText(/^Here the grey is 0[\d.]+; the network says 0[\d.]+\.$/)).toBeVisible();
  await f.root.getByRole('radio', { name: 'circles' }).check();
  await expect(readout).toContainText(/You made the second circle 3\s% smaller than the first\. The two middle circles have the same size/);
  await expect(picture).toHaveCount(0);
});
