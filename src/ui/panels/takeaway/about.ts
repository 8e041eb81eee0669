/** What a figure’s own files cannot know: which book it stands in, which versions made it, and the works it cites, as BibTeX. */
import type { FigureId } from '../../../core/experiment.ts';

/** The build writes it beside the page that shows the experiment's source. */
export interface About {
  readonly figure: FigureId;
  readonly book: { readonly title: string; readonly year: string; readonly version: string };
  readonly chapter: { readonly slug: string; readonly title: string; readonly number: number };
  readonly tfjs: string;
  readonly papers: readonly { readonly key: string; readonly label: string; readonly bibtex: string }[];
}

/** From the book's root. */
export const sourcePage = (figure: FigureId): string => `source/${figure}/`;
export const embedPage = (figure: FigureId): string => `embed/${figure}/`;
export const aboutFile = (figure: FigureId): string => `${sourcePage(figure)}about.json`;

/** Where the book is served, with a slash at its end. */
export const baseOfPage = (): string => document.body.dataset['base'] ?? '/';

/** Rejects when the file cannot be had, e.g. offline. */
export async function fetchAbout(figure: FigureId): Promise<About> {
  const answer = await fetch(`${baseOfPage()}${aboutFile(figure)}`);
  if (!answer.ok) throw new Error(`${aboutFile(figure)}: ${answer.status}`);
  // made by the book's own build, in this form
  return (await answer.json()) as About;
}
