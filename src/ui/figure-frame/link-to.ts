/** Addresses to give away. */
import type { FigureId } from '../../core/experiment.ts';
import { writeSearch } from './write-address.ts';

/** The whole address of one figure at one state: this page, this figure alone. */
export function linkTo(page: string, figure: FigureId, state: string | undefined, anchor: string): string {
  const url = new URL(page);
  return `${url.origin}${url.pathname}${writeSearch('', figure, state)}#${anchor}`;
}
