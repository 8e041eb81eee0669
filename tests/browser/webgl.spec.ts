/** Short runs on WebGL, drawn in software here: what they say, and what happens when the card gives up. */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, LINE, openFigure, PERTURBATION, test } from './book.ts';

test('forget/line trains on WebGL to its end', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, LINE, '?backend=webgl&forget.line=1~stepsA:20~stepsB:20');
  await f.button('Run').click();
  await f.expectStatus('done', 120_000);
  await expect(f.root.getByText('on WebGL', { exact: true })).toBeVisible();
  await f.unfold('on WebGL');
  await expect(f.root.getByText(/because you chose it.* slow/)).toBeVisible();
});

test('dumb-errors/perturbation takes a few steps on WebGL', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, PERTURBATION, '?backend=webgl&dumb-errors.perturbation=1~trainingDigits:1000~hidden:16~epochs:1');
  await f.button('Step').click();
  await f.expectStatus('paused', 90_000);
  for (let k = 0; k < 3; k++) await f.button('Step').click();
  await expect.poll(() => f.progress(), { timeout: 30_000 }).toBeGreaterThan(0);
  await f.button('Stop').click();
  await f.expectStatus('cancelled');
});

test('left to itself the book avoids a graphics card that is none, and remembers the reader’s own choice', async ({ page }) => {
  const f = await openFigure(page, LINE);
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await f.unfold('on WASM');
  await expect(f.root.getByText(/^WASM, because/)).toBeVisible();
  await f.root.getByRole('radio', { name: 'WebGL', exact: true }).check();
  await page.reload();
  await f.ready();
  await f.unfold('device and seeds');
  await expect(f.root.getByRole('radio', { name: 'WebGL', exact: true })).toBeChecked();
});

test('on a graphics card both are timed once, the book goes by the measurement, and it is remembered', async ({ page }) => {
  test.setTimeout(150_000);
  const programs: string[] = [];
  page.on('request', (request) => programs.push(new URL(request.url()).pathname));
  const wasTimed = () => programs.some((path) => /measure[^/]*\.js$/.test(path));
  const reason = /^(WASM|WebGL), because a step of a network of this kind took .+ here/;
  // the imitated card counts as a real one
  const f = await openFigure(page, LINE, '?gpu=imitated&forget.line=1~stepsA:20~stepsB:20');
  await f.button('Run').click();
  await f.expectStatus('done', 90_000);
  expect(wasTimed()).toBe(true);
  await f.unfold(/^on W/);
  await expect(f.root.getByText(reason)).toBeVisible();
  const stored = await page.evaluate(() => localStorage.getItem('book:timings') ?? '');
  const { data } = JSON.parse(stored) as { data: { on: string; steps: Record<string, { wasm: number; webgl: number }> } };
  console.log('  ms a step:', JSON.stringify(data.steps), (await f.root.getByText(reason).textContent()) ?? '');
  expect(data.on).toContain('SwiftShader');
  expect(data.steps.tiny?.wasm).toBeGreaterThan(0);
  expect(data.steps.tiny?.webgl).toBeGreaterThan(0);

  // as if the card had been three times as fast
  const steps = { ...data.steps, tiny: { wasm: 0.3, webgl: 0.1 } };
  await page.evaluate((text) => localStorage.setItem('book:timings', text), JSON.stringify({ v: 1, data: { ...data, steps } }));
  programs.length = 0;
  await page.reload();
  await f.ready();
  await f.button('Run').click();
  await f.expectStatus('done', 90_000);
  await f.unfold('on WebGL');
  await expect(f.root.getByText('WebGL, because a step of a network of this kind took 3 times as long on WASM here.')).toBeVisible();
  expect(wasTimed()).toBe(false);
});

test('nobody is timed on an imitated card', async ({ page }) => {
  const programs: string[] = [];
  page.on('request', (request) => programs.push(request.url()));
  const f = await openFigure(page, LINE, '?forget.line=1~stepsA:20~stepsB:20');
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  expect(programs.filter((url) => /measure|webgl/.test(url))).toEqual([]);
});

test.describe(() => {
  // told to developers in the console
  test.use({ expected: /./ });

  /** Lets the test take the card's memory back: the worker's program, with a hand on its context. */
  async function holdContext(context: BrowserContext): Promise<void> {
    const hold =
      'const get = OffscreenCanvas.prototype.getContext; OffscreenCanvas.prototype.getContext = function (...a) { return (self.gl = get.apply(this, a)); };';
    await context.route(/worker[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${hold}\n${await response.text()}` });
    });
  }

  const loseContext = async (page: Page) =>
    page.workers()[0]?.evaluate(() => (self as unknown as { gl: WebGL2RenderingContext }).gl.getExtension('WEBGL_lose_context')?.loseContext());

  test('the graphics card takes its memory back in the middle of a run: it goes on on WASM by itself', async ({ page, context }) => {
    test.setTimeout(150_000);
    await holdContext(context);
    const f = await openFigure(page, LINE, '?backend=webgl');
    await f.button('Step').click();
    await f.expectStatus('paused', 90_000);
    await f.button('Resume').click();
    await f.expectStatus('running');
    await expect.poll(() => f.latestStep()).toBeGreaterThan(5);
    await loseContext(page);
    const notice = f.root.getByText(/^The graphics card took its memory back at training step [\d,]+\. The run (is|was) repeated on WASM/);
    await expect(notice).toBeVisible({ timeout: 30_000 });
    await f.expectStatus('done', 90_000);
    await expect(f.problem).toHaveCount(0);
    await expect(notice).toContainText('all that is shown now is from WASM');
    await expect(f.root.getByText('on WASM', { exact: true })).toBeVisible();
    // nothing was reset on the way: to the last bit it is the run that WASM would have made
    const { made } = (await (await page.request.get(`recordings/${LINE.declaration.id}.json`)).json()) as { made: { trace: string } };
    await expect(f.root).toHaveAttribute('data-trace', made.trace);
  });

  test('the graphics card takes its memory back, and Adam’s with it: digits go on on WASM and answer afterwards', async ({ page, context }) => {
    test.setTimeout(200_000);
    await holdContext(context);
    const settings = 'dumb-errors.perturbation=1~trainingDigits:1000~hidden:16~epochs:4';
    const f = await openFigure(page, PERTURBATION, `?backend=webgl&${settings}`);
    await f.button('Step').click();
    await f.expectStatus('paused', 90_000);
    for (let k = 0; k < 3; k++) await f.button('Step').click();
    await expect.poll(() => f.progress(), { timeout: 30_000 }).toBeGreaterThan(0);
    await loseContext(page);
    // paused as it was: nothing happens until the reader goes on
    await f.expectStatus('paused');
    await f.button('Resume').click();
    await f.expectStatus('done', 90_000);
    await expect(f.root.getByText(/The run was repeated on WASM/)).toBeVisible();
    const recovered = await f.root.getAttribute('data-trace');
    await f.root.getByRole('radio', { name: 'FGSM' }).first().check();
    await expect(f.root.getByText(/network is still training/)).toHaveCount(0);
    const other = await openFigure(page, PERTURBATION, `?backend=wasm&${settings}`);
    await other.button('Run').click();
    await other.expectStatus('done', 60_000);
    await expect(other.root).toHaveAttribute('data-trace', recovered ?? '');
  });

  test('the graphics card takes its memory back after the run: a sentence, and a way on', async ({ page, context }) => {
    test.setTimeout(150_000);
    await holdContext(context);
    const f = await openFigure(page, LINE, '?backend=webgl&forget.line=1~stepsA:20~stepsB:20');
    await f.button('Run').click();
    await f.expectStatus('done', 90_000);
    await loseContext(page);
    await expect(f.root.getByText(/^The graphics card took its memory back, and the trained network with it\./)).toBeVisible();
    await f.expectStatus('done');
    await f.root.getByRole('button', { name: 'Run on WASM' }).click();
    await f.expectStatus('done', 60_000);
    await expect(f.root.getByText('on WASM', { exact: true })).toBeVisible();
    await expect(f.root.getByText(/took its memory back/)).toHaveCount(0);
  });
});
