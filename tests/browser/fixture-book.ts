/**
 * The browser tests' own book, with figures that the real one does not have (tests/tools/fixture-book.mjs). A spec that
 * takes `test` from here reads that book; it is built when the first such test runs. The real figures are in it too.
 */
import { startFixtureBook } from '../tools/fixture-book.mjs';
import { test as book } from './book.ts';
import { declaration as trivial } from './fixtures/figures/fixtures/trivial/declaration.ts';

export { expect, FIGURES, FigureOnPage, LINE, openFigure, PERTURBATION } from './book.ts';

/** A figure made of its declaration alone. It has no recording. */
export const TRIVIAL = { declaration: trivial, page: 'fixtures/' };

export const test = book.extend<object, { fixtureBook: string }>({
  fixtureBook: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern that this needs nothing
    async ({}, use) => {
      const { address, stop } = await startFixtureBook();
      await use(address);
      stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ fixtureBook }, use) => use(fixtureBook),
});
