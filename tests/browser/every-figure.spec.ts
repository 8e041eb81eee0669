/** Every figure of the book, run from start to end by keyboard: it ends where its recording did, bit for bit, and is judged. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Declaration } from '../../src/core/experiment.ts';
import { readRecording } from '../../src/core/recordings.ts';
import { expect, FigureOnPage, test } from './book.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'src/figures');
const ids = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('/declaration.ts'))
  .map((file) => dirname(file))
  .sort();

for (const id of ids) {
  test(`${id} runs to its end and is judged`, async ({ page }) => {
    test.setTimeout(180_000);
    const loaded: { readonly declaration: Declaration } = await import(pathToFileURL(join(folder, id, 'declaration.ts')).href);
    const { declaration } = loaded;
    const recording = readRecording(readFileSync(join(root, `public/recordings/${id}.json`), 'utf8'), declaration.id);
    await page.goto(`${id.split('/')[0] ?? ''}/?backend=wasm`);
    const figure = new FigureOnPage(page, declaration);
    await figure.ready();
    await expect(figure.root).toHaveAttribute('data-source', 'recording');
    await figure.button('Run').focus();
    await page.keyboard.press('Enter');
    await figure.expectStatus('done', 150_000);
    await expect(figure.root).toHaveAttribute('data-trace', recording?.made.trace ?? 'no recording');
    const claims = figure.root.getByRole('list', { name: 'claims' });
    for (const { text } of declaration.claims.filter((c) => !c.setting))
      await expect(claims.locator('li', { hasText: text.slice(0, 30) })).toContainText(/Held|Missed/);
    // a change of settings is told, and a new run wanted
    const [key, param] = Object.entries(declaration.params).find(([, p]) => p.kind === 'number' && p.effect === 'rerun' && !p.advanced) ?? [];
    if (!key || !param) return;
    await figure.slide(param.label, 'ArrowRight');
    await expect(figure.root.getByText('Settings changed: run again.')).toBeVisible();
  });
}
