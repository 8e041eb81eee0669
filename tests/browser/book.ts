/** How the browser tests read the book: its pages, its figures, and a watch that nothing goes wrong unseen. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { Declaration } from '../../src/core/experiment.ts';
import { declaration as perturbation } from '../../src/figures/dumb-errors/perturbation/declaration.ts';
import { declaration as line } from '../../src/figures/forget/line/declaration.ts';

const content = join(import.meta.dirname, '../../content');

/** Every page of the book, from its root. */
export const PAGES: readonly string[] = [
  '',
  ...readdirSync(content)
    .filter((name) => name.endsWith('.mdx'))
    .sort()
    .map((name) => `${name.replace(/^\d+-/, '').replace(/\.mdx$/, '')}/`),
  'references/',
  'glossary/',
  'experiments/',
  'device/',
];

export const LINE = { declaration: line, page: 'forget/' };
export const PERTURBATION = { declaration: perturbation, page: 'dumb-errors/' };
export const FIGURES = [LINE, PERTURBATION];

interface Watched {
  /** Messages that a test provokes on purpose; every other console error fails it. */
  expected: RegExp | undefined;
  errors: string[];
}

export const test = base.extend<Watched>({
  expected: [undefined, { option: true }],
  errors: [
    async ({ page, baseURL, expected }, use) => {
      const errors: string[] = [];
      const home = new URL(baseURL ?? '').origin;
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('request', (request) => {
        const { origin, protocol, href } = new URL(request.url());
        if (origin !== home && protocol !== 'data:' && protocol !== 'blob:') errors.push(`asked another site for ${href}`);
      });
      await use(errors);
      expect(errors.filter((e) => !expected?.test(e))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

type Named = Pick<Declaration, 'id' | 'headline' | 'time'>;

/** A figure as its reader meets it. */
export class FigureOnPage {
  readonly root: Locator;

  constructor(
    readonly page: Page,
    readonly declaration: Named,
  ) {
    this.root = page.getByRole('figure', { name: declaration.headline });
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  slider(name: string): Locator {
    return this.root.getByRole('slider', { name, exact: true });
  }

  get problem(): Locator {
    return this.root.getByRole('alert');
  }

  /** Waits until the browser has taken over from the recording. */
  async ready(): Promise<void> {
    await this.root.scrollIntoViewIfNeeded();
    await expect(this.root).toHaveAttribute('data-live', 'true');
  }

  async expectStatus(status: 'idle' | 'warming' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled', timeout = 10_000): Promise<void> {
    await expect(this.root).toHaveAttribute('data-status', status, { timeout });
  }

  /** Progress of the run under way, 0 … 100. */
  async progress(): Promise<number> {
    return Number(await this.root.getByRole('progressbar').getAttribute('aria-valuenow'));
  }

  /** The last step in the table of numbers that goes with every figure. */
  async latestStep(): Promise<number> {
    const text = await this.root
      .locator('table', { hasText: this.declaration.time })
      .last()
      .locator('tbody tr')
      .last()
      .locator('th')
      .textContent({ timeout: 2000 });
    return Number(text?.replaceAll(',', ''));
  }

  /** Moves a slider as a keyboard would. */
  async slide(name: string, key: string, times = 1): Promise<void> {
    await this.slider(name).focus();
    for (let k = 0; k < times; k++) await this.page.keyboard.press(key);
  }

  async unfold(summary: string | RegExp): Promise<void> {
    await this.root.locator('summary').filter({ hasText: summary }).click();
  }
}

/** Opens a figure's page, ready to be used. */
export async function openFigure(page: Page, figure: { readonly declaration: Named; readonly page: string }, search = ''): Promise<FigureOnPage> {
  await page.goto(`${figure.page}${search}`);
  const there = new FigureOnPage(page, figure.declaration);
  await there.ready();
  return there;
}
