/** The figures of the chapter on the loss landscape, used from start to end as their readers would. */
import { declaration as band } from '../../../src/figures/strange-landscape/band/declaration.ts';
import { declaration as intrinsic } from '../../../src/figures/strange-landscape/intrinsic-dimension/declaration.ts';
import { declaration as linear } from '../../../src/figures/strange-landscape/linear-nets/declaration.ts';
import { declaration as lottery } from '../../../src/figures/strange-landscape/lottery/declaration.ts';
import { declaration as ramp } from '../../../src/figures/strange-landscape/ramp-loss/declaration.ts';
import { declaration as saddles } from '../../../src/figures/strange-landscape/saddles/declaration.ts';
import { declaration as slices } from '../../../src/figures/strange-landscape/slices/declaration.ts';
import { declaration as straight } from '../../../src/figures/strange-landscape/straight-line/declaration.ts';
import { declaration as teacher } from '../../../src/figures/strange-landscape/teacher/declaration.ts';
import { declaration as valley } from '../../../src/figures/strange-landscape/valley/declaration.ts';
import { expect, openFigure, test } from '../book.ts';

test('strange-landscape/slices: other directions, another picture of the same networks', async ({ page }) => {
  const f = await openFigure(page, { declaration: slices, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText(/Without skips this slice is [\d.]+× as rough/);
  await expect(f.root.getByRole('img', { name: 'With skips' })).toBeVisible();
  await f.root.getByRole('slider', { name: 'turn', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await f.root.getByRole('radio', { name: 'along the path' }).check();
  await expect(f.root).toContainText(/The plane shows 9[\d.]+\s%/);
  // the recording keeps one stretched slice, and says so of the others
  await f.root.getByRole('radio', { name: 'random, raw' }).check();
  await f.slide(slices.params.stretch.label, 'ArrowRight');
  await expect(f.root).toContainText('The recording has no answer to this');
  await f.root.getByRole('radio', { name: 'from above' }).check();
  await f.slide(slices.params.depth.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).not.toContainText('The recording has no answer to this');
  await expect(f.root.getByRole('img', { name: 'Without skips' })).toBeVisible();
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/straight-line: no hill from the start, a hill between two finishes', async ({ page }) => {
  const f = await openFigure(page, { declaration: straight, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText('never climbs for gradient descent');
  // before the first epoch there is no finish to go to
  await f.slide('training step', 'Home');
  await expect(f.root).not.toContainText('Between the two finishes');
  await f.slide(straight.params.epochs.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('Between the two finishes it rises');
  await expect(f.root.getByRole('img', { name: /From one finish to another/ })).toBeVisible();
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/linear-nets: all starts arrive, and deeper ones wait longer', async ({ page }) => {
  const f = await openFigure(page, { declaration: linear, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText('20 of 20 starts are within 1 % of the best map');
  await f.slide(linear.params.depth.label, 'End');
  await f.slide(linear.params.steps.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('has not yet learned half of any direction');
  await expect(f.root).toContainText('six layers:');
  await expect(f.root.getByRole('img', { name: /Random starts/ })).toBeVisible();
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/valley: a hill on the straight line, and a curve around it', async ({ page }) => {
  const f = await openFigure(page, { declaration: valley, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText('Along the curve it stays as low as the ends');
  const plane = f.root.getByRole('img', { name: 'The ground from above' });
  await expect(plane).toBeVisible();
  // before the line is bent there is no plane
  await f.slide('training step', 'Home');
  await expect(plane).toBeHidden();
  await expect(f.root).toContainText('as soon as the line is bent');
  await f.slide(valley.params.hidden.label, 'Home');
  await f.slide(valley.params.steps.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('Along the curve it rises to');
  await expect(plane).toBeVisible();
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/teacher: students of the teacher’s size are stuck, larger ones are not', async ({ page }) => {
  const f = await openFigure(page, { declaration: teacher, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText('of 30 students as wide as the teacher have found it');
  await expect(f.root.getByRole('img', { name: 'A student that has not found the teacher' })).toBeVisible();
  await expect(f.root).toContainText('One unit against');
  // before the last step nobody is called stuck
  await f.slide('training step', 'Home');
  await expect(f.root).not.toContainText('One unit against');
  // two units are found by all
  await f.slide(teacher.params.teacher.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('2 units: 30 of 30');
  await expect(f.root.getByRole('img', { name: 'A student that has found the teacher' })).toBeVisible();
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/intrinsic-dimension: a few random directions, however many weights', async ({ page }) => {
  const f = await openFigure(page, { declaration: intrinsic, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText('the wide one about');
  const pictures = f.root.getByRole('img', { name: 'What training changed' });
  await expect(pictures).toBeVisible();
  // before training nothing has changed
  await f.slide('training step', 'Home');
  await expect(pictures).toBeHidden();
  await f.slide(intrinsic.params.hidden.label, 'Home');
  await f.slide(intrinsic.params.steps.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('the narrow network needs');
  await expect(f.root).toContainText('among 1,666 weights');
  await expect(pictures).toBeVisible();
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/band: wide networks end close together, on test digits and on training digits', async ({ page }) => {
  const f = await openFigure(page, { declaration: band, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText('Loss on test digits');
  await expect(f.root).toContainText('better than the best with 10');
  // another loss is another drawing, and no new run
  await f.root.getByRole('radio', { name: 'training digits' }).check();
  await expect(f.root).toContainText('Loss on training digits');
  await expect(f.root.getByRole('img', { name: 'Where each network ends' })).toBeVisible();
  await f.slide(band.params.epochs.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('No network has arrived');
  await expect(f.root.getByRole('img', { name: 'How far apart they end' })).toBeVisible();
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/lottery: a ticket reads before it is trained, and the same connections drawn anew do not', async ({ page }) => {
  const f = await openFigure(page, { declaration: lottery, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText('Drawn anew, the same connections end at');
  const picture = f.root.getByRole('img', { name: 'for and against a nought, ticket' });
  await expect(picture).toBeVisible();
  // nothing is cut before the first network is trained
  await f.slide('round of pruning', 'Home');
  await expect(picture).toBeHidden();
  await expect(f.root).toContainText('as soon as weights are cut');
  await f.slide(lottery.params.rounds.label, 'Home');
  await f.slide(lottery.params.steps.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('the ticket reads');
  await expect(picture).toBeVisible();
  await expect(f.root.getByRole('row', { name: /signs only/ })).toBeVisible();
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/ramp-loss: points are dragged, and the ramp lets the wrong ones go', async ({ page }) => {
  const f = await openFigure(page, { declaration: ramp, page: 'strange-landscape/' }, '?backend=wasm');
  const plane = f.root.getByRole('group', { name: 'Points to drag, and two machines' });
  await plane.evaluate((e) => e.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const point = plane.getByRole('button', { name: /^point 23, / });
  await expect(point).toHaveAccessibleName(/let go by the ramp/);
  const box = await point.boundingBox();
  if (!box) throw new Error('no point');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 360, y - 20, { steps: 5 });
  await page.mouse.up();
  // among its like it is no longer let go
  await expect(point).toHaveAccessibleName(/^point 23, diamond, at \d/);
  await expect(point).not.toHaveAccessibleName(/let go/);
  await point.focus();
  await page.keyboard.press('Enter');
  await expect(point).toHaveAccessibleName(/^point 23, disc/);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(plane.getByRole('button', { name: /^point 24, diamond, at -2.15, -1.1/ })).toBeFocused();
  await expect(page).toHaveURL(/placed:/);
  await f.button('put the points back').click();
  await expect(point).toHaveAccessibleName(/diamond, at -2.6, -0.4/);
  // the start is a machine with other support vectors
  await f.slide('round', 'Home');
  await expect(point).not.toHaveAccessibleName(/let go/);
  await f.slide(ramp.params.cut.label, 'Home');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('end more than 1');
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});

test('strange-landscape/saddles: saddles at every height, and a start that can be moved', async ({ page }) => {
  const f = await openFigure(page, { declaration: saddles, page: 'strange-landscape/' }, '?backend=wasm');
  await expect(f.root).toContainText('different places without a slope');
  // by keyboard out of the strip, beyond the ring where Newton's steps may lead anywhere, and the sentence follows
  await expect(f.root).toContainText('Newton ends at the saddle');
  const start = f.button('the start, at 0.1, 1.3. Arrow keys move it.');
  await start.focus();
  for (let k = 0; k < 8; k++) await page.keyboard.press('Shift+ArrowRight');
  await expect(f.button('the start, at 0.9, 1.3. Arrow keys move it.')).toBeFocused();
  await expect(f.root).not.toContainText('Newton ends at the saddle');
  // by one press on the map, without dragging
  const map = f.root.getByRole('group', { name: 'One saddle, two minima' });
  await map.click({ position: { x: 20, y: 20 } });
  await expect(f.root.getByRole('button', { name: /^the start, at -1\.\d+, 1\.\d+\. Arrow/ })).toBeVisible();
  // dots are one slider: the next one has a race of its own
  await f.slider('places without a slope').focus();
  await page.keyboard.press('End');
  await expect(f.root).toContainText('Beside a saddle of loss');
  await f.slide(saddles.params.hidden.label, 'Home');
  await f.slide(saddles.params.decay.label, 'End');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('1 different place without a slope, of which 1 is a minimum');
  await expect(f.root).toContainText('No saddle has been found');
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Your settings differ');
});
