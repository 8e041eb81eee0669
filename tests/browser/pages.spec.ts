/** Every page: accessible in every theme, in order, quiet, and readable without JavaScript. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, PAGES, test } from './book.ts';

const THEMES = ['light', 'dark', 'projector'] as const;

for (const address of PAGES) {
  const name = `/${address}`;

  test(`${name} has no accessibility faults in any theme`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ reducedMotion: 'reduce' }); // a colour on its way from one theme to the next is neither
    await page.goto(address);
    for (const figure of await page.locator('x-island').all()) await figure.scrollIntoViewIfNeeded();
    await expect(page.locator('x-island:not([data-live])')).toHaveCount(0);
    await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => fold.toggleAttribute('open', true)));
    for (const theme of THEMES) {
      await page.locator('#theme').selectOption(theme);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      const told = violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.target.join(' ')} ${n.failureSummary ?? ''}`).join('\n')}`);
      expect.soft(told, theme).toEqual([]);
    }
  });

  test(`${name} has one title, headings in order, a language, and fits a phone`, async ({ page }) => {
    await page.goto(address);
    await expect(page).toHaveTitle(/.{10,}/);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB');
    await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /.{20,}/);
    const levels = await page.getByRole('heading').evaluateAll((all) => all.map((h) => Number(h.tagName.slice(1))));
    expect(levels[0]).toBe(1);
    expect(levels.filter((l) => l === 1)).toHaveLength(1);
    for (const [k, level] of levels.entries()) expect(level - (levels[k - 1] ?? 0), `heading ${k}`).toBeLessThanOrEqual(1);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const figure of await page.locator('x-island').all()) await figure.scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'on a phone nothing scrolls sideways').toBeLessThanOrEqual(390);
  });

  test.describe(`${name} without JavaScript`, () => {
    test.use({ javaScriptEnabled: false });

    test('shows its text, formulas and recordings', async ({ page }) => {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('main')).toContainText(/(\S+\s+){20}/);
      const hidden = await page
        .locator('.katex-html')
        .evaluateAll((all) => all.filter((f) => !f.closest('details:not([open])') && !f.checkVisibility()).length);
      expect(hidden, 'formulas that cannot be seen').toBe(0);
      for (const island of await page.locator('x-island').all()) {
        const figure = island.getByRole('figure');
        await expect(figure.getByText('recording', { exact: true })).toBeVisible();
        await expect(figure.locator('.plots svg').first()).toBeVisible();
        expect(await figure.locator('.plots svg path, .plots svg image').count()).toBeGreaterThan(3);
        await expect(figure.getByRole('list', { name: 'claims' })).toContainText(/recorded seeds/);
      }
    });
  });
}

// asking for it is an error in the console
test.describe(() => {
  test.use({ expected: /404/ });

  test('an address that is no page gets one that says so', async ({ page }) => {
    const answer = await page.goto('there-is-no-such-page/');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('link', { name: /contents|cover|beginning/i }).first()).toBeVisible();
  });
});
