/** Copies a figure's address. */
import type { ParamTable } from '../../core/params.ts';
import { encodeMoved } from '../../core/write-permalink.ts';
import { linkTo } from './link-to.ts';
import type { Figure } from './use-figure.ts';

const SHOWN_MS = 2500;

export async function copyLink<T extends ParamTable, V>(figure: Figure<T, V>, anchor: string, say: (words: string) => void): Promise<void> {
  const { declaration, state } = figure;
  try {
    await navigator.clipboard.writeText(linkTo(location.href, declaration.id, encodeMoved(declaration.params, state), anchor));
    say('link copied');
  } catch {
    // no permission, or a page without https: the address bar holds the same link
    say('copy the address of this page instead');
  }
  setTimeout(() => say(''), SHOWN_MS);
}
