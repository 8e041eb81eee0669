/** Links that set the stage, figures in other pages, and assignments. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, FIGURES, FigureOnPage, LINE, openFigure, PERTURBATION, test } from './book.ts';

/** One page from a server of its own: what the browser takes for another site's. */
async function servePage(html: string): Promise<{ address: string; stop: () => void }> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const at = server.address();
  return { address: `http://localhost:${typeof at === 'object' ? at?.port : ''}/`, stop: () => server.close() };
}

const angle = LINE.declaration.params.angle.label;
const note = (f: FigureOnPage) => f.root.getByRole('group', { name: 'set by the link' });

test('a link locks and hides knobs, says so, and the reader can open the full figure', async ({ page }) => {
  const f = await openFigure(page, LINE, '?forget.line=1~angle:90~seed:5&lock=angle,seed,placed&hide=spread&theme=dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('#theme')).toHaveValue('dark');
  await expect(f.slider(angle)).toBeDisabled();
  await expect(f.slider(angle)).toHaveAttribute('aria-valuetext', /90/);
  await expect(f.root.getByLabel('seed', { exact: true })).toBeDisabled();
  await expect(f.button('new sample')).toBeDisabled();
  await expect(f.button('place one at the centre')).toBeDisabled();
  await expect(f.slider(LINE.declaration.params.spread.label)).toHaveCount(0);
  await expect(f.slider(LINE.declaration.params.separation.label)).toBeEnabled();
  await expect(f.root.getByRole('group', { name: 'presets' })).toHaveCount(0);
  await expect(note(f)).toContainText(/has locked “angle φ”, “seed” and “your points” and hides a knob/);
  // nor do the plots move what is locked
  await f.root
    .locator('.plots svg')
    .first()
    .click({ position: { x: 40, y: 40 } });
  await expect(page).toHaveURL(/lock=angle,seed,placed/);
  await expect(page).not.toHaveURL(/placed:/);
  const open = note(f).getByRole('button', { name: 'open the full figure' });
  await open.focus();
  await page.keyboard.press('Enter');
  await expect(f.slider(angle)).toBeEnabled();
  await expect(f.slider(LINE.declaration.params.spread.label)).toBeVisible();
  await expect(page).not.toHaveURL(/lock|hide/);
  await expect(page).toHaveURL(/angle:90~seed:5.*theme=dark/);
  await page.reload();
  await f.ready();
  await expect(f.slider(angle)).toBeEnabled();
});

test('everything can be locked or hidden, and the run still runs', async ({ page }) => {
  for (const figure of FIGURES) {
    const f = await openFigure(page, figure, '?lock=all');
    for (const slider of await f.root.locator('.controls').getByRole('slider').all()) await expect(slider).toBeDisabled();
    await expect(note(f)).toContainText('has locked every knob');
    await page.goto('prologue/');
    const g = await openFigure(page, figure, '?hide=all');
    await expect(g.root.locator('.controls').getByRole('slider')).toHaveCount(0);
    await expect(g.root.getByLabel('seed', { exact: true })).toHaveCount(0);
    await expect(g.button('Run')).toBeEnabled();
  }
});

test('a figure runs by itself where the link says so, and waits where the device saves data', async ({ page }) => {
  const f = await openFigure(page, LINE, '?forget.line=1~stepsA:20~stepsB:20&run=1&backend=wasm');
  await f.expectStatus('done', 30_000);
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  await page.reload();
  await f.ready();
  await expect(note(f)).toContainText(/saves data, so it waits/);
  await f.expectStatus('idle');
});

test('one figure fills the window, and the chapter is a press away', async ({ page }) => {
  const f = await openFigure(page, PERTURBATION, '?only=dumb-errors.perturbation');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.locator('.prose > p').first()).toBeHidden();
  await expect(f.root).toBeVisible();
  for (const width of [390, 1024, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => v.id)).toEqual([]);
  await page.getByRole('button', { name: 'show the whole chapter' }).press('Enter');
  await expect(page.getByRole('banner')).toBeVisible();
  await expect(page).not.toHaveURL(/only=/);
});

test('a figure that the page does not have is told, and nothing is hidden', async ({ page }) => {
  await page.goto('forget/?only=no.such');
  await expect(page.getByText('This link asks for a figure that is not on this page')).toBeVisible();
  await expect(page.getByRole('banner')).toBeVisible();
});

test.describe('in another page', () => {
  // the page around it is of another origin, as it should be
  test.use({ expected: /asked another site for http:\/\/localhost:/ });

  for (const figure of FIGURES) {
    test(`${figure.declaration.id} stands in another page: sized by its messages, in a sandbox, with settings and a run`, async ({ page, baseURL }) => {
      test.setTimeout(120_000);
      const f = await openFigure(page, figure);
      await f.unfold('link to these settings');
      const snippet = await f.root.getByRole('textbox', { name: 'to embed it in another page' }).inputValue();
      expect(snippet).toMatch(
        /^<iframe src="http[^"]+\/embed\/[^"]+" title="Figure [^"]+" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-downloads"/,
      );
      const address = /src="([^"]+)"/.exec(snippet)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const key = figure.declaration.id.replace('/', '.');
      // a page of another origin
      const there = snippet.replace(address, `${address.replace(/\?.*/, '')}?${key}=1~seed:3&lock=seed&theme=dark&backend=wasm`);
      const course = await servePage(`<!doctype html><title>A course</title><h1>A course</h1>${there}
        <script>addEventListener('message', (e) => { window.told = [...(window.told ?? []), [e.origin, e.data]]; document.querySelector('iframe').style.height = e.data.height + 'px'; });</script>`);
      await page.goto(course.address);
      const inside = page.frameLocator('iframe');
      const root = inside.getByRole('figure', { name: figure.declaration.headline });
      await root.scrollIntoViewIfNeeded();
      await expect(root).toHaveAttribute('data-live', 'true');
      await expect(inside.locator('html')).toHaveAttribute('data-theme', 'dark');
      await expect(root.getByLabel('seed', { exact: true })).toHaveValue('3');
      await expect(root.getByLabel('seed', { exact: true })).toBeDisabled();
      await root.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(root).toHaveAttribute('data-status', 'done', { timeout: 100_000 });
      const told = await page.evaluate(() => (window as unknown as { told: [string, { type: string; figure: string; height: number }][] }).told);
      expect(told.length).toBeGreaterThan(0);
      for (const [origin, message] of told) {
        expect(origin).toBe(new URL(baseURL ?? '').origin);
        expect(Object.keys(message).sort()).toEqual(['figure', 'height', 'type']);
        expect(message.height).toBeGreaterThan(300);
      }
      expect(told.length, 'the height settles').toBeLessThan(30);
      const [popup] = await Promise.all([page.waitForEvent('popup'), inside.getByRole('link', { name: /^“/ }).click()]);
      await expect(popup).toHaveURL(new RegExp(`${figure.page}#figure-`));
      course.stop();
    });
  }
});

for (const figure of FIGURES) {
  test(`the page of ${figure.declaration.id} alone is light, complete and kept from search engines`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`embed/${figure.declaration.id}/`);
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', new RegExp(`/${figure.page}$`));
    await expect(page.locator('nav')).toHaveCount(0);
    await expect(page.locator('x-island[data-live]')).toHaveCount(1);
    await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => fold.toggleAttribute('open', true)));
    for (const theme of ['light', 'dark', 'projector']) {
      await page.evaluate((t) => (document.documentElement.dataset['theme'] = t), theme);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      expect
        .soft(
          violations.map((v) => `${v.id} ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
          theme,
        )
        .toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
}

test('an assignment: the teacher writes a link, the student answers, the teacher opens the file', async ({ page }) => {
  test.setTimeout(120_000);
  const teacher = await openFigure(page, LINE, '?forget.line=1~stepsA:20~stepsB:20');
  await teacher.unfold('link to these settings');
  await teacher.root.getByRole('textbox', { name: 'A question to be answered' }).fill('Why does A fall? <script>alert(1)</script>');
  await teacher.root.getByRole('button', { name: 'lock all' }).click();
  await teacher.root.getByRole('combobox', { name: angle }).selectOption('free');
  await teacher.root.getByRole('radio', { name: 'this figure alone' }).check({ force: true });
  const link = await teacher.root.getByRole('textbox', { name: 'address', exact: true }).inputValue();
  expect(link).toMatch(/only=forget\.line&lock=separation,/);

  await page.goto(`${link}&backend=wasm`);
  const student = new FigureOnPage(page, LINE.declaration);
  await student.ready();
  await expect(note(student)).toContainText('Why does A fall? <script>alert(1)</script>');
  await expect(student.slider(LINE.declaration.params.separation.label)).toBeDisabled();
  await student.slide(angle, 'ArrowRight', 2);
  await student.button('Run').click();
  await student.expectStatus('done', 30_000);
  const hash = await student.root.getAttribute('data-trace');
  await note(student).getByLabel('Your answer').fill('Because B pulls the line.\n<img src=x onerror=alert(1)>');
  // a closed tab loses nothing
  await page.reload();
  await student.ready();
  await expect(note(student).getByLabel('Your answer')).toHaveValue(/Because B pulls/);
  await student.button('Run').click();
  await student.expectStatus('done', 30_000);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    note(student).getByRole('button', { name: 'save answer and run as a file' }).press('Enter'),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ assignment: { answer: 'Because B pulls the line.\n<img src=x onerror=alert(1)>' } });

  const again = await openFigure(page, LINE);
  await again.unfold('take away');
  await again.root.getByLabel(/or open one/).setInputFiles({ name: download.suggestedFilename(), mimeType: 'application/json', buffer: Buffer.from(text) });
  const filed = again.root.getByRole('group', { name: 'the run from a file' });
  await expect(filed).toContainText('Why does A fall? <script>alert(1)</script>');
  await expect(filed).toContainText('Because B pulls the line.');
  await expect(filed.locator('img, script')).toHaveCount(0);
  await expect(again.root).toHaveAttribute('data-trace', hash ?? '');
});

test('strange links get a sentence and a figure that works', async ({ page }) => {
  const strange: readonly (readonly [string, RegExp | undefined])[] = [
    ['?only=forget.line&lock=nothing', /locks “nothing”, which this figure does not have/],
    ['?only=forget.line&hide=%3Cscript%3Ealert(1)%3C/script%3E', /hides “<script>alert\(1\)<\/script”, which/],
    [`?ask=${'x'.repeat(2100)}`, /longer than 2,000 characters/],
    ['?lock=__proto__,constructor&hide=,,,&run=0&theme=url(x)', undefined],
    ['?ask=%E2%80%AE%00', undefined],
    ['?theme=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&only=%22%5D', undefined],
  ];
  for (const [search, sentence] of strange) {
    const f = await openFigure(page, LINE, search);
    if (sentence) await expect(f.root.getByText(sentence)).toBeVisible();
    await expect(f.button('Run')).toBeEnabled();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  }
});
