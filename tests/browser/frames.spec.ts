/** While a run trains flat out in the worker, the page goes on moving as if nothing were the matter. */
import type { Page } from '@playwright/test';
import { expect, openFigure, PERTURBATION, test } from './book.ts';

/** Trains for a minute and more on any machine, and draws all the while. */
const LONG = '?backend=wasm&dumb-errors.perturbation=1~trainingDigits:20000~hidden:512~epochs:10';
const WINDOWS = 6;

/** Frames a second of an animation on the page, over so many milliseconds. */
const frameRate = (page: Page, ms = 1000): Promise<number> =>
  page.evaluate(
    (span) =>
      new Promise<number>((done) => {
        let frames = -1;
        let began = 0;
        const frame = (time: number) => {
          if (frames++ < 0) began = time;
          if (time - began < span) requestAnimationFrame(frame);
          else done((1000 * frames) / (time - began));
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

test('an animation on the page keeps its pace while a network trains', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, PERTURBATION, LONG);
  await f.button('Run').click();
  await f.expectStatus('running', 60_000);
  await expect.poll(() => f.progress(), { timeout: 30_000 }).toBeGreaterThan(0);
  const [training, resting]: [number[], number[]] = [[], []];
  // in turn, so that whatever else the machine does weighs on both alike
  for (let k = 0; k < WINDOWS; k++) {
    training.push(await frameRate(page));
    await f.expectStatus('running');
    await f.button('Pause').click();
    await f.expectStatus('paused');
    resting.push(await frameRate(page));
    await f.button('Resume').click();
    await f.expectStatus('running');
  }
  const text = (rates: readonly number[]) => rates.map((rate) => rate.toFixed(0)).join(' ');
  console.log(`  frames a second: ${text(training)} while training, ${text(resting)} while paused`);
  expect(median(training) / median(resting)).toBeGreaterThanOrEqual(0.9);
  await f.button('Stop').click();
});
