/** The figures of the chapter on forgetting, used from start to end as their readers would. */
import { declaration as arithmetic } from '../../../src/figures/forget/arithmetic/declaration.ts';
import { declaration as attention } from '../../../src/figures/forget/attention/declaration.ts';
import { declaration as projection } from '../../../src/figures/forget/projection/declaration.ts';
import { declaration as remedies } from '../../../src/figures/forget/remedies/declaration.ts';
import { declaration as consolidation } from '../../../src/figures/forget/consolidation/declaration.ts';
import { declaration as overlap } from '../../../src/figures/forget/overlap/declaration.ts';
import { declaration as tasks } from '../../../src/figures/forget/tasks/declaration.ts';
import { expect, openFigure, test } from '../book.ts';

test('forget/arithmetic: the ones are lost, come back, and can be gone through epoch by epoch', async ({ page }) => {
  const f = await openFigure(page, { declaration: arithmetic, page: 'forget/' }, '?backend=wasm');
  const table = f.root.getByRole('table').filter({ hasText: 'What the network answers' });
  const wrong = table.getByRole('img', { name: 'wrong' });
  // before any run the page shows the end of the twos
  await expect(f.root).toContainText('the twos are practised: 1 of 15 ones');
  expect(await wrong.count()).toBeGreaterThan(12);
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Held');
  await expect(f.root).toContainText('practised again: 15 of 15 ones');
  // back in time, by keyboard
  await f.slide('epoch', 'Home');
  await expect(table.getByRole('img', { name: 'right' })).toHaveCount(0);
  // another setting asks for another run
  await f.slide(arithmetic.params.kept.label, 'ArrowRight', 10);
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run again').click();
  await f.expectStatus('done', 60_000);
  await f.slide('epoch', 'End');
  await expect(f.root).toContainText('practised again');
});

test('forget/tasks: the reader chooses the tasks and their order, and sees what is left of the first', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await openFigure(page, { declaration: tasks, page: 'forget/' }, '?backend=wasm');
  const table = f.root.getByRole('table').filter({ hasText: 'Rows: what was learned last' });
  await expect(table.getByRole('row')).toHaveCount(6); // names, four tasks, all together
  await f.button('task is not told').click();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(table.getByRole('row')).toHaveCount(7);
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li', { hasText: 'without being told' })).toContainText('Held');
  await expect(f.root).toContainText('task A went from');
  // task A later, by keyboard
  const order = f.root.getByRole('list').filter({ hasText: '0 and 1' });
  await f.button('learn task A later').focus();
  await page.keyboard.press('Enter');
  await expect(order.getByRole('listitem').first()).toContainText('2 and 3');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run again').click();
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('task B went from');
});

test('forget/projection: the reader bends a step by hand, and three networks show what bending does', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await openFigure(page, { declaration: projection, page: 'forget/' }, '?backend=wasm');
  await expect(f.root).toContainText('It is turned by');
  // the arrows move by keyboard, and answer without a run
  const wanted = f.root.getByRole('button', { name: /the step that the new task wants/ });
  await wanted.focus();
  for (let k = 0; k < 8; k++) await page.keyboard.press('Shift+ArrowRight');
  await expect(f.root).toContainText('taken as it is');
  await f.button('add an old task').click();
  await expect(f.root.getByRole('button', { name: /the step that an old task wants/ })).toHaveCount(2);
  await f.button('as at first').click();
  await expect(f.root).toContainText('would hurt the old task');
  // a run is not asked for by that
  await expect(f.root.getByText('Settings changed: run again.')).toHaveCount(0);
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 90_000);
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li').first()).toContainText('Held');
  await expect(f.root).toContainText('After 5 tasks, on average');
  await f.button('as in the network').click();
  await expect(f.root).toContainText(/It is turned by [23](\.\d)?°/);
  // another setting asks for another run
  await f.root.getByRole('radio', { name: 'their average' }).check();
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
});

test('forget/remedies: two methods, each alone, on one chart', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await openFigure(page, { declaration: remedies, page: 'forget/' }, '?backend=wasm');
  const scores = f.root.getByRole('table').filter({ hasText: 'numbers kept' });
  await expect(scores.getByRole('row')).toHaveCount(10); // names, nine methods
  await f.button('EWC alone').click();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 60_000);
  await expect(scores.getByRole('row')).toHaveCount(2);
  await expect(f.root).toContainText('After all 4 tasks: EWC has');
  await f.unfold('compare runs');
  await f.button('Pin this run').click();
  // another method, by keyboard
  await f.root.getByRole('radio', { name: 'EWC', exact: true }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run again').click();
  await f.expectStatus('done', 60_000);
  await expect(f.root).toContainText('After all 4 tasks: L2 has');
  await expect(f.root.getByRole('list', { name: 'pinned runs' })).toContainText('methods');
  await expect(f.root.locator('[data-pin="A"]').first()).toBeVisible();
  // what cannot be is said in a sentence
  await f.root.getByRole('radio', { name: 'HAT', exact: true }).check({ force: true });
  await f.root.getByRole('radio', { name: 'two digits each, task not told' }).check({ force: true });
  await f.button('Run again').click();
  await expect(f.problem).toContainText('HAT has to be told the task');
});

test('forget/consolidation: springs of every strength are compared without a new run', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: consolidation, page: 'forget/' }, '?backend=wasm');
  const table = f.root.getByRole('table').filter({ hasText: 'Rows: how the weights were held' });
  await expect(table.getByRole('row')).toHaveCount(4);
  // the recording has a network for every λ
  await expect(f.root).toContainText('at λ = 30: task A stands at');
  await f.slide(consolidation.params.lambda.label, 'End');
  await expect(f.root).toContainText('at λ = 30,000: task A stands at');
  await expect(f.root.getByRole('img', { name: 'with springs by importance, λ = 30,000' })).toBeVisible();
  await f.button('two more digits each').click();
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 90_000);
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li', { hasText: 'two at a time' })).toContainText('Held');
  await expect(f.root).toContainText('After task E, at λ = 300: task A stands at');
  await f.slide(consolidation.params.lambda.label, 'Home');
  await expect(f.root).toContainText('at λ = 0.3');
});

test('forget/overlap: the dots rise while the second tasks are learned, and a dot shows its codes', async ({ page }) => {
  test.setTimeout(120_000);
  const f = await openFigure(page, { declaration: overlap, page: 'forget/' }, '?backend=wasm');
  await expect(f.root).toContainText('With 10 of 100 active, the codes of ones and twos overlap by');
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 90_000);
  const claims = f.root.getByRole('list', { name: 'claims' }).locator('li');
  for (const claim of ['No number of active units', 'On the digits']) await expect(claims.filter({ hasText: claim }).first()).toContainText('Held');
  // through the dots by keyboard: both plots and the codes follow, without another run
  const dots = f.root.getByRole('slider', { name: 'networks, by their active units' });
  await dots.nth(1).focus();
  await page.keyboard.press('Home');
  await expect(dots.nth(1)).toHaveAttribute('aria-valuetext', '5 of 100 active');
  await expect(dots.nth(0)).toHaveAttribute('aria-valuetext', '5 of 100 active');
  await expect(f.root).toContainText('With 5 of 100 active');
  await expect(f.root.getByText('Hidden codes of one digit, 5 of 100 active')).toBeVisible();
  await expect(f.root.getByText('Settings changed: run again.')).toHaveCount(0);
  await f.button('break it').click();
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
});

test('forget/attention: masks fill the hidden layer, keep the first task, and cost more or less', async ({ page }) => {
  test.setTimeout(150_000);
  const f = await openFigure(page, { declaration: attention, page: 'forget/' }, '?backend=wasm');
  const masks = f.root.getByRole('img', { name: 'Who uses which hidden unit' });
  await expect(masks.locator('text', { hasText: /new, \d+ again/ })).toHaveCount(4);
  await expect(f.root).toContainText('After 5 tasks: task A went from');
  // the pairs of digits, which take a few seconds
  await f.button('compressed').click();
  await f.button('Run').focus();
  await page.keyboard.press('Enter');
  await f.expectStatus('done', 90_000);
  await expect(f.root.getByRole('list', { name: 'claims' }).locator('li', { hasText: 'at c = 2.5' })).toContainText('Held');
  await expect(f.root).toContainText('of 200 units are taken');
  // back in time, by keyboard: only the first task has begun
  await f.slide('epoch', 'Home');
  await expect(masks.locator('text', { hasText: 'new' })).toHaveCount(1);
  await expect(f.root).toContainText('Task A is being learned');
  // another price asks for another run
  await f.slide(attention.params.capacity.label, 'ArrowLeft', 10);
  await expect(f.root.getByText('Settings changed: run again.')).toBeVisible();
});
