/** Surfaces on a graphics card, which is software here: turned, lost, found again, and drawn in lines where that is better. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture-book.ts';

declare global {
  interface Window {
    /** The WebGL contexts that the page has asked for. */
    made: WebGL2RenderingContext[];
  }
}

async function open(page: Page): Promise<Locator> {
  await page.addInitScript(() => {
    window.made = [];
    HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
      apply(getContext, canvas, given) {
        const context: unknown = Reflect.apply(getContext, canvas, given);
        if (context instanceof WebGL2RenderingContext) window.made.push(context);
        return context;
      },
    });
  });
  await page.goto('fixtures/');
  const figure = page.locator('#figure-fixtures-surface');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('canvas')).toHaveCount(3);
  return figure;
}

const picture = (canvas: Locator) => canvas.evaluate((c) => (c instanceof HTMLCanvasElement ? c.toDataURL() : ''));
const inked = (canvas: Locator) =>
  canvas.evaluate((c) => {
    const data = c instanceof HTMLCanvasElement ? c.getContext('2d')?.getImageData(0, 0, c.width, c.height).data : undefined;
    return data ? data.filter((v, k) => k % 4 === 3 && v > 0).length / (data.length / 4) : 0;
  });

test('keys and drags turn it, together where the figure says so; a double click and a button lead back', async ({ page }) => {
  const figure = await open(page);
  const [bowl, rugged, holed] = [figure.locator('canvas').nth(0), figure.locator('canvas').nth(1), figure.locator('canvas').nth(2)];
  expect(await inked(bowl)).toBeGreaterThan(0.3);
  const first = await Promise.all([bowl, rugged, holed].map(picture));
  const turn = figure.getByRole('group', { name: 'A bowl' }).getByRole('slider', { name: 'turn' });
  await turn.press('ArrowRight');
  await expect(turn).toHaveAttribute('aria-valuetext', '35 degrees');
  const second = await Promise.all([bowl, rugged, holed].map(picture));
  expect(second[0]).not.toBe(first[0]);
  expect(second[1]).not.toBe(first[1]);
  expect(second[2]).toBe(first[2]);

  await rugged.scrollIntoViewIfNeeded();
  const box = await rugged.boundingBox();
  if (!box) throw new Error('the surface has no place on the page');
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 140, box.y + 120, { steps: 4 });
  await page.mouse.up();
  await expect(turn).toHaveAttribute('aria-valuetext', '55 degrees');
  expect(await picture(bowl)).not.toBe(second[0]);
  // a hand that only passes does not turn it
  await page.mouse.move(box.x + 200, box.y + 100);
  await expect(turn).toHaveAttribute('aria-valuetext', '55 degrees');
  await page.mouse.dblclick(box.x + 200, box.y + 100);
  expect(await Promise.all([bowl, rugged, holed].map(picture))).toEqual(first);
  await turn.press('ArrowLeft');
  await figure.getByRole('group', { name: 'A bowl' }).getByRole('button', { name: 'first view' }).press('Enter');
  expect(await picture(bowl)).toBe(first[0]);
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  await figure.getByRole('slider', { name: 'steps' }).press('ArrowLeft');
  await expect.poll(() => picture(bowl), 'other heights').not.toBe(first[0]);
  expect(await picture(rugged)).toBe(first[1]);
  expect(warnings).toEqual([]);
  expect(await page.evaluate(() => window.made.length), 'one context serves all surfaces').toBe(1);
  // a finger turns it sideways and still scrolls the page
  expect(await rugged.evaluate((c) => getComputedStyle(c.parentElement ?? c).touchAction)).toBe('pan-y');
});

test('a lost context leaves the lines, at once, and the shaded surface comes back with it', async ({ page }) => {
  const figure = await open(page);
  const before = await picture(figure.locator('canvas').first());
  expect(await figure.locator('.surface-ink').count()).toBe(0);
  await page.evaluate(() => {
    const extension = window.made[0]?.getExtension('WEBGL_lose_context');
    Object.assign(window, { extension });
    extension?.loseContext();
  });
  await expect(figure.locator('canvas')).toHaveCount(0);
  await expect(figure.locator('.surface-ink')).toHaveCount(3);
  expect(await figure.locator('.surface-ink').first().locator('path').count()).toBeGreaterThan(20);
  // lines turn too
  const d = () => figure.locator('.surface-ink path').nth(3).getAttribute('d');
  const lines = await d();
  await figure.getByRole('slider', { name: 'tilt' }).first().press('ArrowRight');
  expect(await d()).not.toBe(lines);
  await figure.getByRole('button', { name: 'first view' }).first().click();
  await page.evaluate(() => {
    const { extension } = Object.assign({ extension: undefined as WEBGL_lose_context | undefined }, window);
    extension?.restoreContext();
  });
  await expect(figure.locator('canvas')).toHaveCount(3);
  await expect(figure.locator('.surface-ink')).toHaveCount(0);
  expect(await picture(figure.locator('canvas').first())).toBe(before);
});

test('it follows the theme; on paper and in forced colours it is lines', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const figure = await open(page);
  const corner = () =>
    figure
      .locator('canvas')
      .first()
      .evaluate((c) => {
        const data = c instanceof HTMLCanvasElement ? c.getContext('2d')?.getImageData(c.width / 2, c.height * 0.9, 1, 1).data : undefined;
        return data?.[0] ?? -1;
      });
  expect(await corner()).toBeGreaterThan(200);
  await page.locator('#theme').selectOption('dark');
  expect(await corner()).toBeLessThan(60);
  await page.locator('#theme').selectOption('auto');
  expect(await corner()).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(corner).toBeLessThan(60);
  for (const lines of [{ media: 'print' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia({ media: 'screen', ...lines });
    await expect(figure.locator('.surface-ink')).toHaveCount(3);
    await expect(figure.locator('canvas')).toHaveCount(0);
    await page.emulateMedia({ media: 'screen', forcedColors: 'none' });
    await expect(figure.locator('canvas')).toHaveCount(3);
  }
});

test('it is accessible, shaded and in lines', async ({ page }) => {
  const figure = await open(page);
  await expect(figure.getByRole('img', { name: 'With ways, and a gap' })).toHaveAccessibleDescription(/Hills, ways over them/);
  const faults = async () =>
    (
      await new AxeBuilder({ page })
        .include('#figure-fixtures-surface')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
    ).violations;
  expect(await faults()).toEqual([]);
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(figure.locator('canvas')).toHaveCount(0);
  expect(await faults()).toEqual([]);
});

test.describe('when its code does not arrive', () => {
  test.use({ expected: /ERR_FAILED/ });

  test('the server’s drawing stays, and says so', async ({ page }) => {
    await page.route(/turning-.*\.js$/, (route) => route.abort());
    await page.goto('fixtures/');
    const figure = page.locator('#figure-fixtures-surface');
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.getByText('did not arrive')).toHaveCount(3);
    await expect(figure.locator('.surface-ink')).toHaveCount(3);
    expect(await figure.locator('.surface-ink').nth(1).locator('path').count()).toBeGreaterThan(20);
  });
});
