/** Runs in the reader's hands, on WASM: to the end, pausing, stepping, stopping, rewinding, with another seed. */
import { expect, FIGURES, LINE, openFigure, PERTURBATION, test } from './book.ts';

/** Settings with which the digits train for several seconds on any machine. */
const LONG = '?backend=wasm&dumb-errors.perturbation=1~trainingDigits:20000~hidden:512~epochs:10';

for (const figure of FIGURES) {
  test(`${figure.declaration.id} trains to its end on WASM and judges its claims`, async ({ page }) => {
    test.setTimeout(150_000);
    const f = await openFigure(page, figure, '?backend=wasm');
    await expect(f.root.getByText('recording', { exact: true })).toBeVisible();
    await f.button('Run').click();
    await expect(f.root.getByRole('progressbar')).toBeVisible();
    await f.expectStatus('done', 120_000);
    await expect(f.root.getByText('live run', { exact: true })).toBeVisible();
    await expect(f.root.getByText(/^done in/)).toBeVisible();
    await expect(f.root.getByText('on WASM', { exact: true })).toBeVisible();
    await expect(f.button('Run again')).toBeVisible();
    const claims = f.root.getByRole('list', { name: 'claims' }).getByRole('listitem');
    await expect(claims.first()).toContainText(/✓ held|✗ missed/i);
    // the recording is this very run, made in Node: not a bit may differ
    const recorded = await page.request.get(`recordings/${figure.declaration.id}.json`);
    const { made } = (await recorded.json()) as { made: { trace: string } };
    await expect(f.root).toHaveAttribute('data-trace', made.trace);
  });
}

test('pause holds the run where it is, resume goes on', async ({ page }) => {
  const f = await openFigure(page, PERTURBATION, LONG);
  await f.button('Run').click();
  await f.expectStatus('running', 60_000);
  await f.button('Pause').click();
  await f.expectStatus('paused');
  const held = await f.progress();
  await page.waitForTimeout(500);
  expect(await f.progress()).toBe(held);
  await f.button('Resume').click();
  await f.expectStatus('running');
  await expect.poll(() => f.progress(), { timeout: 30_000 }).toBeGreaterThan(held);
  await f.button('Stop').click();
  await f.expectStatus('cancelled');
});

test('step moves the run by one step and holds it there', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  await f.button('Step').click();
  await f.expectStatus('paused');
  const first = await f.latestStep();
  for (let k = 1; k <= 3; k++) {
    await f.button('Step').click();
    await expect.poll(() => f.latestStep()).toBe(first + k);
  }
  await page.waitForTimeout(500);
  expect(await f.latestStep()).toBe(first + 3);
  await f.button('Resume').click();
  await f.expectStatus('done', 60_000);
});

test('stop ends the run and keeps what it showed; rewind brings the recording back', async ({ page }) => {
  const f = await openFigure(page, PERTURBATION, '?backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('running', 60_000);
  await expect.poll(() => f.progress(), { timeout: 30_000 }).toBeGreaterThan(0);
  await f.button('Stop').click();
  await f.expectStatus('cancelled');
  await expect(f.root.getByText('live run', { exact: true })).toBeVisible();
  await f.button('Rewind').click();
  await f.expectStatus('idle');
  await expect(f.root.getByText('recording', { exact: true })).toBeVisible();
  await expect(f.button('Run')).toBeVisible();
});

test('the same seed gives the same run, a new sample another one', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  const traceOfRun = async () => {
    await f.button('Run').click();
    await f.expectStatus('done', 60_000);
    const trace = await f.root.getAttribute('data-trace');
    await f.button('Rewind').click();
    await f.expectStatus('idle');
    return trace;
  };
  const first = await traceOfRun();
  expect(first).toMatch(/^[0-9a-f]{8}$/);
  expect(await traceOfRun()).toBe(first);
  await f.button('new sample').click();
  await expect(f.root.getByLabel('seed', { exact: true })).toHaveValue('1');
  expect(await traceOfRun()).not.toBe(first);
});

test('a seed that is no seed is refused in the field', async ({ page }) => {
  const f = await openFigure(page, LINE);
  const seed = f.root.getByLabel('seed', { exact: true });
  await seed.fill('12x');
  await expect(seed).toHaveAttribute('aria-invalid', 'true');
  await seed.fill('12');
  await expect(seed).not.toHaveAttribute('aria-invalid');
  await expect(page).toHaveURL(/forget\.line=1~seed:12/);
});

test('a run pauses when its figure leaves the screen and goes on when it is back', async ({ page }) => {
  const f = await openFigure(page, PERTURBATION, LONG);
  await f.button('Run').click();
  await f.expectStatus('running', 60_000);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.getByRole('main').evaluate((main) => main.prepend(Object.assign(document.createElement('div'), { style: 'height: 300vh' })));
  await expect(f.root).not.toBeInViewport();
  await f.expectStatus('paused');
  await expect(f.root.getByText('Paused while the figure is off screen.', { exact: true })).toBeAttached();
  await f.root.scrollIntoViewIfNeeded();
  await f.expectStatus('running');
  await f.button('Stop').click();
});

test('changed settings are told apart from the run that is shown', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await expect(f.root.getByText('Settings changed: run again.')).toHaveCount(0);
  await f.button('new sample').click();
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
});

test('going away and coming back leaves a page that works', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm&forget.line=1~angle:60');
  await page.goto('');
  await page.goBack();
  await f.ready();
  await expect(page).toHaveURL(/angle:60/);
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
});
