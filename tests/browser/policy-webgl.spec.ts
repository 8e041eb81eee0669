/** Every figure trains on WebGL under the content security policy. */
import { expect, LINE, openFigure, PERTURBATION, test } from './book.ts';
import { watchPolicy } from './policy.ts';

const SHORT = [
  [LINE, 'forget.line=1~stepsA:20~stepsB:20'],
  [PERTURBATION, 'dumb-errors.perturbation=1~trainingDigits:1000~hidden:16~epochs:1'],
] as const;

for (const [figure, state] of SHORT) {
  test(`${figure.declaration.id} on WebGL`, async ({ page }) => {
    test.setTimeout(200_000);
    const stopped = await watchPolicy(page);
    const f = await openFigure(page, figure, `?backend=webgl&${state}`);
    await f.button('Run').click();
    await f.expectStatus('done', 180_000);
    await expect(f.root.getByText('on WebGL', { exact: true })).toBeVisible();
    expect(await stopped()).toEqual([]);
  });
}
