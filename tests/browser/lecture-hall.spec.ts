/** What goes on around a lecture: the notes in a second window, failures, accessibility. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, FigureOnPage, FIGURES, LINE, PERTURBATION, test } from './book.ts';
import { hashOf, lecture } from './lecture.ts';
import { watchPolicy } from './policy.ts';

test('the notes in a second window follow, and its keys reach the lecture', async ({ page, context }) => {
  const f = await lecture(page, LINE);
  const [notes] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('w')]);
  // until its program has arrived, the window shows the chapter
  const shown = notes.locator('main.notes-window');
  await expect(shown.getByRole('heading', { level: 2 })).toHaveText(LINE.declaration.headline);
  await expect(shown.getByText(LINE.declaration.notes?.[0] ?? '?')).toBeVisible();
  await expect(shown.getByText(/^\d+:\d\d$/)).toBeVisible();
  await notes.keyboard.press('Space');
  await f.expectStatus('done', 60_000);
  await expect(shown.getByText(/The run is done\. .*task A/i)).toBeVisible();
  await notes.keyboard.press('PageUp');
  await expect(f.root).toBeHidden();
  await expect(shown.getByText(/^Next: Figure 9\.1/)).toBeVisible();
  // a window that is loaded again asks anew
  await notes.reload();
  await expect(shown.getByRole('heading', { level: 2 })).toHaveText('They forget what they learned');
  const { violations } = await new AxeBuilder({ page: notes }).analyze();
  expect(violations.map((v) => v.id)).toEqual([]);
  await page.bringToFront();
  await page.keyboard.press('Escape');
  await expect(shown.getByText('The lecture is over')).toBeVisible();
});

test.describe(() => {
  // what fails below is told to developers too
  test.use({ expected: /./ });

  test('when the worker dies the recording is on the screen, with one sentence, and the space bar goes on', async ({ page }) => {
    await page.addInitScript(() => {
      const workers: Worker[] = [];
      Object.assign(window, { workers });
      window.Worker = class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          workers.push(this);
        }
      };
    });
    const f = await lecture(page, PERTURBATION);
    await page.keyboard.press('Space');
    await f.expectStatus('running', 60_000);
    await page.evaluate(() => {
      for (const worker of (window as unknown as { workers: Worker[] }).workers) {
        worker.dispatchEvent(new ErrorEvent('error', { message: 'killed by the test' }));
        worker.terminate();
      }
    });
    await f.expectStatus('idle');
    await expect(f.root).toHaveAttribute('data-source', 'recording');
    await expect(page.getByText(/ended unexpectedly.*The recording is on the screen/)).toBeVisible();
    await expect(f.problem).toBeHidden();
    await page.keyboard.press('Space');
    await f.expectStatus('running', 60_000);
    await expect(page.getByText('The recording is on the screen')).toBeHidden();
  });

  test('a figure whose program does not arrive is shown as a recording', async ({ page, context }) => {
    await context.route(/Figure-[^/]*\.js$/, (route) => route.abort());
    await page.goto(`${LINE.page}?lecture${hashOf(LINE)}`);
    const f = new FigureOnPage(page, LINE.declaration);
    await expect(f.root.locator('.plots svg').first()).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'lecture' }).getByText('The program of this figure did not arrive')).toBeVisible();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    await expect(f.root).toBeHidden();
  });
});

for (const figure of FIGURES) {
  test(`${figure.declaration.id} in a lecture has no accessibility faults, and nothing that the policy forbids`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const stopped = await watchPolicy(page);
    await lecture(page, figure);
    const check = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      const told = violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.target.join(' ')} ${n.failureSummary ?? ''}`).join('\n')}`);
      expect.soft(told, what).toEqual([]);
    };
    for (const theme of ['projector', 'light', 'dark']) {
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await check(`the figure, ${theme}`);
      await page.keyboard.press('t');
    }
    await page.keyboard.press('c');
    await page.keyboard.press('v');
    await check('claims and notes');
    await page.keyboard.press('k');
    await check('all knobs');
    await page.keyboard.press('?');
    await check('the keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await check('the title');
    expect(await stopped()).toEqual([]);
  });
}

test('without JavaScript there is no button that does nothing', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto(LINE.page);
  await expect(page.getByRole('button', { name: 'Present' })).toBeHidden();
  await context.close();
});
