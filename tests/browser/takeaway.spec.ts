/** What a reader takes away: tables, pictures, the run and its way back, citations, the source. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { fromText } from '../../src/core/recordings.ts';
import { expect, FIGURES, type FigureOnPage, LINE, openFigure, PERTURBATION, test } from './book.ts';

async function panelOf(f: FigureOnPage): Promise<void> {
  await f.unfold('take away');
  await expect(f.root.locator('.takeaway-entry').first()).toBeVisible();
}

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string; download: Download }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8'), download };
}

/** Drops a file on a figure, as a mouse would. */
async function drop(f: FigureOnPage, name: string, content: string | Buffer): Promise<void> {
  const transfer = await f.page.evaluateHandle(
    ([file, base64]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], file, { type: 'application/json' }));
      return data;
    },
    [name, Buffer.from(content).toString('base64')] as const,
  );
  await f.root.dispatchEvent('dragover', { dataTransfer: transfer });
  await f.root.dispatchEvent('drop', { dataTransfer: transfer });
}

const corner = (f: FigureOnPage) => f.root.locator('.figure-source');

for (const figure of FIGURES) {
  test.describe(figure.declaration.id, () => {
    test('numbers, plots and run are saved, by mouse and by keyboard', async ({ page }) => {
      const f = await openFigure(page, figure);
      await panelOf(f);
      const series = await downloaded(page, () => f.button('all series').click());
      const lines = series.text.split('\r\n');
      expect(lines[0]).toContain(figure.declaration.time);
      expect(lines.length).toBeGreaterThan(20);
      expect(new Set(lines.slice(0, -1).map((l) => l.replace(/"[^"]*"/g, '').split(',').length)).size, 'as many cells in every row').toBe(1);
      const plots = await f.root.locator('.takeaway-list li').count();
      expect(plots).toBe(await f.root.locator('.plots .chart').count());
      for (const look of ['as shown', 'light, for paper']) {
        await f.root.getByRole('radio', { name: look }).focus();
        await page.keyboard.press('Space');
        for (const button of await f.root.getByRole('button', { name: /as SVG$/ }).all()) {
          const svg = await downloaded(page, async () => {
            await button.focus();
            await page.keyboard.press('Enter');
          });
          expect(svg.name).toMatch(/\.svg$/);
          expect(svg.text).toContain(`<title>Figure`);
          expect(svg.text).not.toMatch(/var\(--|light-dark|class=|<script|javascript:|href="http/);
          expect(svg.text).toContain('data:font/woff2;base64,');
          const size = await page.evaluate(async (text) => {
            const image = new Image();
            image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
            await image.decode();
            return [image.naturalWidth, image.naturalHeight];
          }, svg.text);
          expect(Math.min(...size)).toBeGreaterThan(100);
        }
      }
      const png = await downloaded(page, () =>
        f.root
          .getByRole('button', { name: /as PNG$/ })
          .first()
          .click(),
      );
      const bytes = await readFile(await png.download.path());
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(bytes.readUInt32BE(16), 'twice the width of the plot').toBeGreaterThan(600);
      expect(bytes.length).toBeGreaterThan(20_000);
    });

    test('the saved run is shown again: same numbers, same pictures, its settings on the knobs', async ({ page }) => {
      test.setTimeout(120_000);
      const f = await openFigure(page, figure, '?backend=wasm');
      await f.root.getByLabel('seed', { exact: true }).fill('11');
      await f.button('Run').click();
      await f.expectStatus('done', 100_000);
      const hash = await f.root.getAttribute('data-trace');
      await panelOf(f);
      const first = await downloaded(page, () => f.button('save the run (JSON)').click());
      await page.goto('prologue/');
      const again = await openFigure(page, figure);
      await drop(again, first.name, first.text);
      await expect(corner(again)).toHaveText('from a file');
      await expect(again.root).toHaveAttribute('data-trace', hash ?? '');
      await expect(again.root.getByLabel('seed', { exact: true })).toHaveValue('11');
      await expect(again.root.getByText(/, in the file/).first()).toBeVisible();
      await panelOf(again);
      const second = await downloaded(page, () => again.button('save the run (JSON)').click());
      const [a, b] = [fromText(first.text), fromText(second.text)] as Record<'trace' | 'pictures' | 'measures' | 'verdicts', unknown>[];
      expect(a?.trace).toEqual(b?.trace);
      expect(a?.pictures).toEqual(b?.pictures);
      expect(a?.measures).toEqual(b?.measures);
      expect(a?.verdicts).toEqual(b?.verdicts);
      await again.button('Close the file').click();
      await expect(corner(again)).toHaveText('recording');
    });

    test('citations and the source are there', async ({ page }) => {
      const f = await openFigure(page, figure);
      await panelOf(f);
      await expect(f.root.locator('.takeaway-entry')).toHaveCount(1 + new Set(figure.declaration.claims.map((c) => c.paper.cite)).size);
      await expect(f.root.locator('.takeaway-entry pre').first()).toContainText(/url = \{http.*#figure-/);
      await f.root.getByRole('link', { name: 'The source of this experiment' }).click();
      await expect(page).toHaveURL(new RegExp(`source/${figure.declaration.id}/$`));
      await expect(page.getByRole('heading', { name: 'experiment.ts' })).toBeVisible();
      await expect(page.locator('pre.code .code-keyword').first()).toBeVisible();
    });
  });
}

test('copying says so, and where it is forbidden the text is selected', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const f = await openFigure(page, LINE);
  await panelOf(f);
  const copy = f.root.getByRole('button', { name: /copy BibTeX of Figure/ });
  await copy.click();
  await expect(f.root.getByText('copied', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('@misc{ahead-forget-line');
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }));
  await copy.press('Enter');
  await expect(f.root.getByText(/selected: copy it/)).toBeVisible();
  expect(await page.evaluate(() => String(getSelection()))).toContain('@misc{ahead-forget-line');
});

test('a chosen file is opened as a dropped one is, and Run makes it anew', async ({ page }) => {
  const f = await openFigure(page, LINE, '?forget.line=1~stepsA:20~stepsB:20&backend=wasm');
  await f.button('Run').click();
  await f.expectStatus('done', 30_000);
  await panelOf(f);
  const { name, text } = await downloaded(page, () => f.button('save the run (JSON)').click());
  const hash = await f.root.getAttribute('data-trace');
  await f.button('Rewind').click();
  const field = f.root.getByLabel(/or open one/);
  await f.button('save the run (JSON)').focus();
  await page.keyboard.press('Tab');
  await expect(field).toBeFocused();
  await field.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(corner(f)).toHaveText('from a file');
  await f.button('Run').click();
  await f.expectStatus('done', 30_000);
  await expect(corner(f)).toHaveText('live run');
  await expect(f.root).toHaveAttribute('data-trace', hash ?? '');
});

test('files that are no runs of the figure get a sentence, and the recording stays', async ({ page }) => {
  const f = await openFigure(page, LINE);
  const other = '{"format":"ahead-of-understanding/run","version":1,"figure":"dumb-errors/perturbation"}';
  const cases: readonly (readonly [string | Buffer, RegExp])[] = [
    ['not a run', /no run of this book/],
    ['', /no run of this book/],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), /no run of this book/],
    [other, /another figure, “dumb-errors\/perturbation”/],
    [other.replace('"version":1', '"version":9'), /newer version/],
    [other.replace('dumb-errors/perturbation', 'forget/line'), /damaged/],
    ['{"__proto__":{"polluted":1}}', /no run of this book/],
    ['['.repeat(100_000), /no run of this book/],
    [Buffer.alloc(20_000_001, 32), /larger than 20 MB/],
  ];
  for (const [content, sentence] of cases) {
    await drop(f, 'run.json', content);
    await expect(f.root.getByText(sentence)).toBeVisible();
    await expect(corner(f)).toHaveText('recording');
    await f.button('Dismiss').click();
  }
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
});

test.describe('hostile files', () => {
  test.use({ expected: /broke|Error|Expected|NaN/ });

  for (const figure of [LINE, PERTURBATION]) {
    test(`a view of ${figure.declaration.id} that breaks the plots leaves the recording, with a sentence`, async ({ page }) => {
      const f = await openFigure(page, figure);
      await panelOf(f);
      const { text } = await downloaded(page, () => f.button('save the run (JSON)').click());
      const file = JSON.parse(text) as { pictures: { view: Record<string, unknown> }[]; assignment?: unknown };
      const alerts: string[] = [];
      page.on('dialog', (dialog) => {
        alerts.push(dialog.message());
        void dialog.dismiss();
      });
      file.assignment = { question: '<img src=x onerror=alert(1)><script>alert(2)</script>', answer: '"><svg onload=alert(3)>', fixed: [] };
      for (const poison of [0, '<img src=x onerror=alert(1)>', [], {}, null]) {
        for (const key of Object.keys(file.pictures.at(-1)?.view ?? {})) {
          const spoilt = structuredClone(file);
          const last = spoilt.pictures.at(-1);
          if (last) last.view[key] = poison;
          await drop(f, 'run.json', JSON.stringify(spoilt));
          await expect(f.root.locator('.plots svg').first()).toBeVisible();
        }
      }
      // of the right types, and out of all reason
      const wild = structuredClone(file);
      const spread = (x: unknown): unknown =>
        typeof x === 'number'
          ? -1e300
          : Array.isArray(x)
            ? x.map(spread)
            : typeof x === 'object' && x && !('$array' in x)
              ? Object.fromEntries(Object.entries(x).map(([k, y]) => [k, spread(y)]))
              : x;
      for (const picture of wild.pictures) picture.view = spread(picture.view) as Record<string, unknown>;
      await drop(f, 'run.json', JSON.stringify(wild));
      await expect(page.locator('x-island').filter({ hasText: /from a file|started anew/ })).toBeVisible();
      await expect(f.button('Run')).toBeEnabled();
      expect(alerts).toEqual([]);
      expect(await page.locator('script:not([src]), img[src="x"]').count()).toBe(0);
    });
  }

  test('a figure that breaks over a file starts anew from its recording, and works', async ({ page }) => {
    // what stands for a part of a figure that some number breaks
    await page.addInitScript(() => {
      const { get } = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format') ?? {};
      Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
        get(this: Intl.NumberFormat) {
          const print: (x: number) => string = get?.call(this);
          return (x: number) => {
            if (x === 123_456) throw new Error('this figure broke');
            return print(x);
          };
        },
      });
    });
    const f = await openFigure(page, LINE);
    await panelOf(f);
    const { text } = await downloaded(page, () => f.button('save the run (JSON)').click());
    const file = JSON.parse(text) as { pictures: { t: number; view: { step: number } }[] };
    const last = file.pictures.at(-1);
    if (last) last.t = last.view.step = 123_456;
    await drop(f, 'run.json', JSON.stringify(file));
    await expect(page.getByText(/could not be drawn, so it started anew/)).toBeVisible();
    await expect(f.root.locator('.figure-caption')).toContainText(/\w+ \w+ \w+/);
    await expect(corner(f)).toHaveText('recording');
    await f.slide(LINE.declaration.params.angle.label, 'ArrowRight');
    await f.button('Run').click();
    await f.expectStatus('done', 60_000);
  });
});
