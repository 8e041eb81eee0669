/** How the browser tests come into a lecture. */
import type { Locator, Page } from '@playwright/test';
import { expect, FigureOnPage, type FIGURES } from './book.ts';

export type Shown = (typeof FIGURES)[number];

export const hashOf = ({ declaration }: Shown) => `#figure-${declaration.id.replace('/', '-')}`;

/** Opens a chapter in lecture mode, at its figure. */
export async function lecture(page: Page, figure: Shown, search = ''): Promise<FigureOnPage> {
  await page.goto(`${figure.page}?lecture&backend=wasm${search}${hashOf(figure)}`);
  const f = new FigureOnPage(page, figure.declaration);
  await expect(f.root).toHaveAttribute('data-live', 'true');
  await expect(page.getByRole('navigation', { name: 'lecture' })).toBeVisible();
  return f;
}

export const bar = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'lecture' }).getByRole('button', { name, exact: true });
