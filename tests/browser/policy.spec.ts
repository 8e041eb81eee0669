/** The content security policy: sent twice, strict, and in nobody's way. That no other site is asked is watched by every test. */
import { expect, FIGURES, openFigure, PAGES, test } from './book.ts';
import { watchPolicy } from './policy.ts';

for (const address of PAGES) {
  test(`/${address} does nothing that its policy forbids`, async ({ page }) => {
    const stopped = await watchPolicy(page);
    const answer = await page.goto(address);
    const header = answer?.headers()['content-security-policy'] ?? '';
    const meta = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(header).toBe(meta);
    expect(meta).toContain("default-src 'none'");
    const script = /script-src ([^;]*)/.exec(header)?.[1];
    expect(script).toBe("'self' 'wasm-unsafe-eval'");
    for (const island of await page.locator('x-island').all()) await island.scrollIntoViewIfNeeded();
    await expect(page.locator('x-island:not([data-live])')).toHaveCount(0);
    await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => fold.toggleAttribute('open', true)));
    await page.locator('#theme').selectOption('dark');
    await page.waitForLoadState('networkidle');
    expect(await stopped()).toEqual([]);
  });
}

for (const figure of FIGURES) {
  test(`${figure.declaration.id} trains on WASM under the policy`, async ({ page }) => {
    test.setTimeout(120_000);
    const stopped = await watchPolicy(page);
    const f = await openFigure(page, figure, '?backend=wasm');
    await f.button('Run').click();
    await f.expectStatus('done', 100_000);
    await expect(f.root.getByText('on WASM', { exact: true })).toBeVisible();
    expect(await stopped()).toEqual([]);
  });
}

test.describe(() => {
  // the browser tells developers what it stopped
  test.use({ expected: /./ });

  test('scripts in the page, eval and other sites are stopped, in the page and in the worker', async ({ page }) => {
    const stopped = await watchPolicy(page);
    const figure = FIGURES[0];
    if (!figure) throw new Error('the book has no figure');
    const f = await openFigure(page, figure, '?backend=wasm');
    const expected = ['connect-src: https://example.org/', 'img-src: https://example.org/a.png', 'script-src-elem: inline'].flatMap((what) => [what, what]);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      fetch('https://example.org/').catch(() => undefined);
      const picture = document.createElement('img');
      picture.src = 'https://example.org/a.png';
      document.body.append(picture);
    });
    // by the header and by the tag
    await expect.poll(async () => (await stopped()).sort()).toEqual(expected);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    await f.button('Run').click();
    await f.expectStatus('done', 60_000);
    const inWorker = await page.workers()[0]?.evaluate(async () => {
      // later, because what a debugger evaluates at once may use eval
      await new Promise((resolve) => setTimeout(resolve, 0));
      const tries = [() => new Function('return 1')(), () => fetch('https://example.org/')];
      return Promise.all(
        tries.map((attempt) =>
          Promise.resolve()
            .then(attempt)
            .then(
              () => 'allowed',
              () => 'stopped',
            ),
        ),
      );
    });
    expect(inWorker).toEqual(['stopped', 'stopped']);
  });
});
