/** Whether a figure is on the screen, where a busy page hears of several crossings at once. */
import { expect, LINE, openFigure, test } from './book.ts';

test('the last of several crossings counts: a run that begins goes on', async ({ page }) => {
  await page.addInitScript(() => {
    window.IntersectionObserver = class extends IntersectionObserver {
      constructor(hear: IntersectionObserverCallback, options?: IntersectionObserverInit) {
        super((entries, watch) => {
          // each news of being on the screen comes together with an older one of having left it
          const all = entries.flatMap((e) => (e.isIntersecting ? [{ ...copyOf(e), isIntersecting: false, intersectionRatio: 0 }, e] : [e]));
          hear(all, watch);
        }, options);
      }
    };
    const copyOf = ({ boundingClientRect, intersectionRect, rootBounds, target, time }: IntersectionObserverEntry) => ({
      boundingClientRect,
      intersectionRect,
      rootBounds,
      target,
      time,
    });
  });
  const f = await openFigure(page, LINE);
  await f.button('Run').click();
  await f.expectStatus('done', 60_000);
  await expect(f.root.getByText('off screen')).toHaveCount(0);
});
