/** Lecture mode: one figure a screen, made from the chapter itself, by keyboard, mouse and finger. */
import { expect, FigureOnPage, FIGURES, LINE, PERTURBATION, test } from './book.ts';
import { bar, lecture } from './lecture.ts';

const SCREENS = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
];

for (const figure of FIGURES) {
  for (const screen of SCREENS) {
    test(`${figure.declaration.id} fits ${screen.width} × ${screen.height} without scrolling, large and thick`, async ({ page }) => {
      await page.setViewportSize(screen);
      await page.goto(figure.page);
      const f = new FigureOnPage(page, figure.declaration);
      await f.ready();
      const sizes = () =>
        f.root.evaluate((root) => {
          const px = (selector: string, property: 'fontSize' | 'strokeWidth') => {
            const found = root.querySelector(selector);
            return found ? Number.parseFloat(getComputedStyle(found)[property]) : NaN;
          };
          return {
            headline: px('.figure-headline', 'fontSize'),
            question: px('.figure-question', 'fontSize'),
            knob: px('.control-strip .knob', 'fontSize'),
            line: px('.line.measured', 'strokeWidth'),
            dashed: px('.line.expected', 'strokeWidth'),
          };
        });
      const before = await sizes();
      await lecture(page, figure);
      await expect(f.root.locator('.plots')).toHaveClass(/fitted/);
      const now = await sizes();
      for (const name of ['headline', 'question', 'knob'] as const) expect(now[name] / before[name], name).toBeGreaterThanOrEqual(1.35);
      for (const name of ['line', 'dashed'] as const) expect(now[name] / before[name], name).toBeGreaterThanOrEqual(2.5);
      const overflow = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('.on-stage, .on-stage .controls')].map((e) => [
          e.scrollHeight - e.clientHeight,
          e.scrollWidth - e.clientWidth,
        ]),
      );
      for (const [down, across] of overflow) {
        expect(down).toBeLessThanOrEqual(1);
        expect(across).toBeLessThanOrEqual(1);
      }
      // everything of the plots is above the sentence under them, and that above the buttons
      const [plots, readout, run] = await Promise.all([
        f.root.locator('.plots').boundingBox(),
        f.root.locator('.readout').boundingBox(),
        f.button('Run').boundingBox(),
      ]);
      if (!plots || !readout || !run) throw new Error('a part of the figure is not there');
      expect(plots.y + plots.height).toBeLessThanOrEqual(readout.y + 1);
      expect(readout.y + readout.height).toBeLessThanOrEqual(run.y);
      expect(run.height).toBeGreaterThanOrEqual(44);
      // and the plots have a good part of the screen
      expect(plots.width * plots.height).toBeGreaterThan(0.28 * screen.width * screen.height);
    });
  }
}

test('from the button to the figure and back to the place in the text, by keyboard', async ({ page }) => {
  await page.goto(`${LINE.page}?backend=wasm`);
  const f = new FigureOnPage(page, LINE.declaration);
  await page.getByRole('button', { name: 'Present' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector');
  await expect(page).toHaveURL(/\?lecture=?&backend=wasm$/);
  await expect(f.root).toBeHidden();
  await page.keyboard.press('PageDown');
  await expect(f.root).toBeVisible();
  await expect(page).toHaveURL(/#figure-forget-line$/);
  await expect(page.getByText(/^2 of \d+$/)).toBeVisible();

  await page.keyboard.press('Space');
  await f.expectStatus('running', 30_000);
  await page.keyboard.press('Space');
  await f.expectStatus('paused');
  const at = await f.progress();
  await page.keyboard.press('s');
  await expect.poll(() => f.progress()).toBeGreaterThanOrEqual(at);
  await page.keyboard.press('r');
  await f.expectStatus('idle');
  await page.keyboard.press('n');
  await expect(f.root.getByLabel('seed', { exact: true })).toHaveValue('1');
  await page.keyboard.press('Space');
  await f.expectStatus('done', 60_000);

  await page.keyboard.press('c');
  await expect(f.root.getByRole('list', { name: 'claims' })).toBeVisible();
  await expect(f.slider(LINE.declaration.params.angle.label)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(f.root.getByRole('list', { name: 'claims' })).toBeHidden();
  await page.keyboard.press('b');
  await expect(page.getByRole('button', { name: 'Show the screen again' })).toBeVisible();
  await page.keyboard.press('.');
  await expect(page.getByRole('button', { name: 'Show the screen again' })).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');

  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: 'lecture' })).toBeHidden();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./);
  await expect(page).toHaveURL(/\?backend=wasm&forget\.line=1~seed:1#figure-forget-line$/);
  await expect(f.root).toBeInViewport();
  await f.expectStatus('done');
  expect(await page.evaluate(() => localStorage.getItem('book:theme'))).toBeNull();
});

test('a lecture that begins and ends at the same slide leaves the page where it was', async ({ page }) => {
  await page.goto(`${LINE.page}?backend=wasm`);
  await page.evaluate(() => scrollTo({ top: 40, behavior: 'instant' }));
  await page.getByRole('button', { name: 'Present' }).click();
  await bar(page, 'Leave').click();
  expect(await page.evaluate(() => scrollY)).toBe(40);
  await expect(page.getByRole('button', { name: 'Present' })).toBeFocused();
});

test('by mouse, and loaded again in the middle', async ({ page }) => {
  await page.goto(PERTURBATION.page);
  await page.getByRole('button', { name: 'Present' }).click();
  await bar(page, 'Next').click();
  const f = new FigureOnPage(page, PERTURBATION.declaration);
  await expect(f.root).toHaveAttribute('data-live', 'true');
  await page.reload();
  await expect(f.root).toHaveAttribute('data-live', 'true');
  await expect(page.getByText(/^2 of \d+$/)).toBeVisible();
  await bar(page, 'Claims').click();
  await expect(f.root.getByText('held in 20 of 20 recorded seeds').first()).toBeVisible();
  await bar(page, 'Notes').click();
  await expect(page.getByRole('complementary', { name: 'speaker’s notes' })).toContainText(PERTURBATION.declaration.notes?.[1] ?? '?');
  await bar(page, 'Back').click();
  await expect(page.getByRole('heading', { level: 1, name: 'They can make dumb errors' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'speaker’s notes' })).toContainText('Next: Figure 1.1');
});

test('keys are left to what has the focus, and Escape gives them back', async ({ page }) => {
  const f = await lecture(page, LINE);
  const angle = f.slider(LINE.declaration.params.angle.label);
  await angle.click();
  const before = await angle.inputValue();
  await page.keyboard.press('ArrowLeft');
  await expect(angle).not.toHaveValue(before);
  await expect(f.root).toBeVisible();
  const seed = f.root.getByLabel('seed', { exact: true });
  await seed.click();
  await page.keyboard.press('End');
  await page.keyboard.press('5');
  await page.keyboard.press('n');
  await expect(seed).toHaveValue('5n');
  await page.keyboard.press('Escape');
  await expect(seed).not.toBeFocused();
  await page.keyboard.press('n');
  await expect(seed).toHaveValue('6');
  // a button that was clicked keeps the focus; the space bar is the lecture's all the same
  await f.button('new sample').click();
  await page.keyboard.press('Space');
  await expect(seed).toHaveValue('7');
  await f.expectStatus('done', 60_000);
  // one that was reached by keyboard is pressed by it
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(f.button('new sample')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(seed).toHaveValue('8');
  await f.expectStatus('done');
});

test('the room guesses first, and claims unfold', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const f = await lecture(page, LINE);
  await page.keyboard.press('g');
  const island = page.locator('x-island.on-stage');
  await expect(island.getByText(LINE.declaration.headline)).toBeHidden();
  await expect(island.getByRole('slider', { name: LINE.declaration.params.angle.label })).toBeHidden();
  const reveal = island.getByRole('button', { name: 'Reveal without a guess' });
  await expect(reveal).toBeInViewport({ ratio: 1 });
  await reveal.click();
  await expect(island.getByText(LINE.declaration.headline)).toBeVisible();
  await page.keyboard.press('c');
  const differing = f.root.locator('.claim summary').filter({ hasText: 'φ = 60°' });
  await differing.click();
  await expect(f.root.getByText(LINE.declaration.claims[1]?.paper.says.slice(0, 30) ?? '?')).toBeVisible();
});

test('what a run needs is there before it is asked for, and nothing trains', async ({ page }) => {
  const fetched: string[] = [];
  page.context().on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const f = await lecture(page, PERTURBATION);
  await expect.poll(() => fetched.some((path) => path.endsWith('.wasm'))).toBe(true);
  // ten thousand digits to learn from and two thousand to be judged on, a thousand a file; the next figure's follow
  const own = (paths: readonly string[]) => paths.filter((path) => /\/data\/mnist-(train-0\d000|test-0[01]000)-\w+\.bin$/.test(path));
  await expect.poll(() => own(fetched).length, { timeout: 30_000 }).toBe(12);
  expect(page.workers()).toHaveLength(1);
  await f.expectStatus('idle');
  const before = fetched.length;
  await page.keyboard.press('Space');
  await f.expectStatus('running', 30_000);
  const since = fetched.slice(before);
  expect([...own(since), ...since.filter((path) => path.endsWith('.wasm'))]).toEqual([]);
});

test('a finger turns the slides, but not where it drags', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1024, height: 768 }, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  const f = await lecture(page, LINE);
  const touch = await context.newCDPSession(page);
  const sweep = async (from: readonly [number, number], to: readonly [number, number]) => {
    const at = ([x, y]: readonly [number, number]) => [{ x, y }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) });
    for (const share of [0.3, 0.6, 1])
      await touch.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: at([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]),
      });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const chart = await f.root.locator('[data-drag]').boundingBox();
  if (!chart) throw new Error('the figure has no chart that is dragged');
  const middle = chart.y + chart.height / 2;
  await sweep([chart.x + 0.3 * chart.width, middle], [chart.x + 0.7 * chart.width, middle]);
  await expect(f.root).toBeVisible();
  await sweep([300, 60], [600, 70]);
  await expect(f.root).toBeHidden();
  await sweep([600, 300], [300, 310]);
  await expect(f.root).toBeVisible();
  await context.close();
});

for (const chapter of ['dumb-errors/', 'strange-landscape/', 'forget/']) {
  test(`every figure of /${chapter} has its plots above the sentence under them, in type that carries`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto(`${chapter}?lecture&backend=wasm`);
    await expect(page.getByRole('navigation', { name: 'lecture' })).toBeVisible();
    const figures = await page.locator('x-island').count();
    for (let k = 0; k < figures; k++) {
      await page.keyboard.press('ArrowRight');
      const figure = page.locator('.on-stage .figure');
      await expect(figure).toHaveAttribute('data-live', 'true');
      await expect(figure.locator('> .plots')).toHaveClass(/fitted/);
      const { id, over, smallest } = await figure.evaluate((root) => {
        const box = (selector: string) => root.querySelector(selector)?.getBoundingClientRect();
        const [plots, readout] = [box('.plots'), box('.readout')];
        // SVG type grows with its drawing, and all of it with the plots as a whole
        const scale = (svg: SVGSVGElement) => svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width || NaN);
        const sizes = [...root.querySelectorAll<SVGSVGElement>('svg.plot')]
          .filter((svg) => svg.checkVisibility() && svg.querySelector('text'))
          .map((svg) => Number.parseFloat(getComputedStyle(svg).fontSize) * scale(svg));
        return { id: root.parentElement?.id ?? '', over: plots && readout ? plots.bottom - readout.top : NaN, smallest: Math.min(...sizes) };
      });
      expect.soft(over, `${id}: plots over the sentence`).toBeLessThanOrEqual(1);
      expect.soft(smallest, `${id}: smallest type, in pixels`).toBeGreaterThanOrEqual(14);
    }
  });
}
