/** What a reader downloads, stage by stage: the text, the first figure, the first Run on WASM. Budgets: tests/tools/budgets.mjs. */
import { gzipSync } from 'node:zlib';
import { BUDGETS, inKB } from '../tools/budgets.mjs';
import { expect, FIGURES, FigureOnPage, test } from './book.ts';

for (const figure of FIGURES) {
  test(`/${figure.page} stays within its budgets`, async ({ page, context }) => {
    test.setTimeout(120_000);
    const stages: { text: number; figure: number; run: number; wasm: number } = { text: 0, figure: 0, run: 0, wasm: 0 };
    let stage: 'text' | 'figure' | 'run' = 'text';
    // the window is one line high: no figure comes near before it is scrolled to
    await page.setViewportSize({ width: 800, height: 40 });
    await context.route(/\.(js|wasm)$/, async (route) => {
      const at = stage;
      const response = await route.fetch();
      const bytes = gzipSync(await response.body(), { level: 9 }).length;
      if (route.request().url().endsWith('.wasm')) stages.wasm += bytes;
      else stages[at] += bytes;
      await route.fulfill({ response });
    });
    await page.goto(`${figure.page}?backend=wasm`);
    await page.waitForLoadState('networkidle');
    const text = stages.text;
    stage = 'figure';
    await page.setViewportSize({ width: 1440, height: 900 });
    const f = new FigureOnPage(page, figure.declaration);
    await f.ready();
    await page.waitForLoadState('networkidle');
    stage = 'run';
    await f.button('Run').click();
    await f.expectStatus('done', 100_000);
    console.log(`  ${figure.page} text ${inKB(text)}, figure ${inKB(stages.figure)}, run ${inKB(stages.run)} + ${inKB(stages.wasm)} wasm`);
    expect(stages.run, 'the worker’s program was weighed').toBeGreaterThan(20_000);
    expect(stages.wasm, 'the wasm module was weighed').toBeGreaterThan(50_000);
    expect.soft(text, 'text').toBeLessThanOrEqual(BUDGETS.text);
    expect.soft(stages.figure, 'figure').toBeLessThanOrEqual(BUDGETS.figure);
    expect.soft(stages.run, 'run').toBeLessThanOrEqual(BUDGETS.run);
    expect.soft(stages.wasm, 'wasm').toBeLessThanOrEqual(BUDGETS.wasm);
  });
}
