/** Short runs on WebGL, drawn in software here: what they say, and what happens when the card gives up. */
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

test.describe(() => {
  // told to developers in the console
  test.use({ expected: /./ });

  test('the graphics card takes its memory back in the middle of a run', async ({ page, context }) => {
    test.setTimeout(150_000);
    // the worker's program, with a hand on its context
    const hold =
      'const get = OffscreenCanvas.prototype.getContext; OffscreenCanvas.prototype.getContext = function (...a) { return (self.gl = get.apply(this, a)); };';
    await context.route(/worker[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${hold}\n${await response.text()}` });
    });
    const f = await openFigure(page, LINE, '?backend=webgl&forget.line=1~stepsB:600~stepsA:300');
    await f.button('Step').click();
    await f.expectStatus('paused', 90_000);
    await f.button('Resume').click();
    await f.expectStatus('running');
    await page.workers()[0]?.evaluate(() => (self as unknown as { gl: WebGL2RenderingContext }).gl.getExtension('WEBGL_lose_context')?.loseContext());
    await f.expectStatus('failed', 30_000);
    await expect(f.problem).toContainText('The graphics card took its memory back');
    await f.problem.getByRole('button', { name: 'Run on WASM' }).click();
    await f.expectStatus('done', 90_000);
    await expect(f.root.getByText('on WASM', { exact: true })).toBeVisible();
  });
});
