/** Questions to the trained network: a slider, a picked digit, a drawn digit; and points that the reader places. */
import type { Locator, Page } from '@playwright/test';
import { expect, type FigureOnPage, LINE, openFigure, PERTURBATION, test } from './book.ts';

const { epsilon } = PERTURBATION.declaration.params;
const QUICK = '?backend=wasm&dumb-errors.perturbation=1~trainingDigits:2000~hidden:32~epochs:2';

/** A figure whose small network has just been trained. */
async function trained(page: Page): Promise<FigureOnPage> {
  const f = await openFigure(page, PERTURBATION, QUICK);
  await f.button('Run').click();
  await f.expectStatus('done', 90_000);
  return f;
}

const readout = (f: FigureOnPage): Locator => f.root.getByText(/The network reads/).first();

test('ε by slider: the answer follows', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await trained(page);
  await f.slide(epsilon.label, 'Home');
  await expect(f.root.getByText(/still \d/).first()).toBeVisible();
  await expect(readout(f)).toContainText('still');
  await f.slide(epsilon.label, 'End');
  await expect(readout(f)).toContainText('After the push it reads');
  await f.root.getByRole('radio', { name: /random sign/ }).check();
  await f.slide(epsilon.label, 'Home');
  await expect(readout(f)).toContainText('still');
});

test('a probe answers within 50 ms', async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const asked = new Map<number, number>();
    const times: number[] = [];
    Object.assign(window, { times });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          const start = asked.get(data.ask);
          if (data.type === 'answer' && start !== undefined) times.push(performance.now() - start);
        });
      }
      override postMessage(message: { type?: string; ask?: number; name?: string }, ...rest: unknown[]): void {
        if (message.type === 'probe' && message.name === 'attack') asked.set(message.ask ?? 0, performance.now());
        super.postMessage(message, ...(rest as [Transferable[]]));
      }
    };
  });
  const f = await openFigure(page, PERTURBATION, '?backend=wasm&dumb-errors.perturbation=1~trainingDigits:2000~epochs:1');
  await f.button('Run').click();
  await f.expectStatus('done', 90_000);
  await f.slide(epsilon.label, 'Home');
  const answered = () => page.evaluate(() => (window as unknown as { times: number[] }).times);
  for (let k = 0; k < 20; k++) {
    const before = (await answered()).length;
    await f.slide(epsilon.label, 'ArrowRight');
    await expect.poll(async () => (await answered()).length).toBeGreaterThan(before);
  }
  const times = (await answered()).slice(-20).sort((a, b) => a - b);
  const median = times[10] ?? Number.NaN;
  console.log(`  one image, FGSM: median ${median.toFixed(1)} ms, slowest ${(times.at(-1) ?? Number.NaN).toFixed(1)} ms`);
  expect(median).toBeLessThan(50);
});

test('another digit, by its picture and by its number', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await trained(page);
  const second = f.root.getByRole('group', { name: 'test digits to push' }).getByRole('button').nth(5);
  await second.click();
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  const name = (await second.getAttribute('aria-label')) ?? '';
  const label = /, (\d)$/.exec(name)?.[1] ?? '';
  await expect(f.root.getByRole('img', { name: `the digit: ${label}` })).toBeVisible();
  await f.root.getByLabel('or test digit number').fill('1500');
  await expect(page).toHaveURL(/digit:1500/);
});

test('a digit drawn by mouse is read and pushed; clearing goes back to the test digit', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await trained(page);
  await f.unfold('draw one');
  const pad = f.root.getByRole('application', { name: 'drawing pad for a digit' });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.8 * box.height, { steps: 8 });
  await page.mouse.up();
  await expect(f.root.getByRole('img', { name: 'the digit: your own' })).toBeVisible();
  await expect(readout(f)).toBeVisible();
  await pad.locator('..').locator('..').getByRole('button', { name: 'clear' }).click();
  await expect(f.root.getByRole('img', { name: 'the digit: your own' })).toHaveCount(0);
});

test('a digit drawn before the first run asks for one', async ({ page }) => {
  const f = await openFigure(page, PERTURBATION);
  await f.unfold('draw one');
  const pad = f.root.getByRole('application', { name: 'drawing pad for a digit' });
  await pad.focus();
  for (let k = 0; k < 8; k++) await page.keyboard.press('Shift+ArrowDown');
  await expect(f.root.getByText(/The recording has no answer to this\. Press Run/).first()).toBeVisible();
});

test('points placed by mouse and by keyboard join the training and the link', async ({ page }) => {
  const f = await openFigure(page, LINE, '?backend=wasm');
  const plane = f.root.getByRole('group', { name: 'Two tasks in the plane' });
  await plane.scrollIntoViewIfNeeded();
  const box = await plane.boundingBox();
  if (!box) throw new Error('no plane');
  await page.mouse.click(box.x + 0.5 * box.width, box.y + 0.25 * box.height);
  await expect(plane.getByRole('button', { name: /^your point 1: task A, class 0/ })).toBeVisible();
  await f.root.getByRole('radio', { name: /B 1|B, 1/ }).check();
  await f.button('place one at the centre').click();
  const second = plane.getByRole('button', { name: /^your point 2: task B, class 1, at 0, 0/ });
  await second.focus();
  await page.keyboard.press('ArrowRight');
  await expect(plane.getByRole('button', { name: /^your point 2: task B, class 1, at 0\.\d+, 0/ })).toBeVisible();
  await expect(page).toHaveURL(/placed:0_[^,]*,3_/);
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await page.keyboard.press('Escape');
  await plane.getByRole('button', { name: /^your point 2/ }).focus();
  await page.keyboard.press('Delete');
  await expect(plane.getByRole('button', { name: /^your point/ })).toHaveCount(1);
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
});

test('words in the text set the figure', async ({ page }) => {
  await page.goto('forget/');
  await page.getByRole('main').getByRole('button', { name: 'Set φ to 60°' }).click();
  await expect(page).toHaveURL(/forget\.line=1~angle:60/);
});
