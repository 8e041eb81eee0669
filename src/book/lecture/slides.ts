/** What a lecture shows of a chapter, in order: its opening, then each figure. Found on the page, so that nothing is kept twice. */
import type { FigureId } from '../../core/experiment.ts';

export interface Slide {
  /** What fills the screen. */
  readonly element: HTMLElement;
  /** The anchor in the address; '' for the title. */
  readonly hash: string;
  readonly figure?: FigureId;
}

export function slidesOf(page: ParentNode): readonly Slide[] {
  const opener = page.querySelector<HTMLElement>('.opener');
  const islands = [...page.querySelectorAll<HTMLElement>('x-island')];
  return [
    ...(opener ? [{ element: opener, hash: '' }] : []),
    ...islands.map((element) => ({ element, hash: `#${element.id}`, figure: (element.dataset['figure'] ?? '/') as FigureId })),
  ];
}

const textIn = (element: ParentNode, selector: string): string => element.querySelector(selector)?.textContent.trim() ?? '';

export interface SlideText {
  /** "Figure 9.1", or "Chapter 9". */
  readonly number: string;
  readonly headline: string;
  readonly question: string;
}

/** The words of a slide, also while its figure's program has not arrived. */
export function textOf({ element, figure }: Slide): SlideText {
  if (!figure) {
    const number = element.querySelector('.opener-number')?.firstChild?.textContent?.trim() ?? '';
    return { number, headline: textIn(element, 'h1'), question: textIn(element, '.opener-surprise') };
  }
  return { number: `Figure ${numberIn(element)}`, headline: textIn(element, '.figure-headline'), question: textIn(element, '.figure-question') };
}

function numberIn(island: HTMLElement): string {
  const props: unknown = JSON.parse(island.dataset['props'] ?? '{}');
  return typeof props === 'object' && props !== null && 'number' in props && typeof props.number === 'string' ? props.number : '';
}

/** The speaker notes of a slide's figure, from the page: the figure's own program leaves them out. */
export function notesIn({ element }: Slide): readonly string[] {
  const notes: unknown = JSON.parse(element.dataset['notes'] ?? '[]');
  return Array.isArray(notes) ? notes.filter((note): note is string => typeof note === 'string') : [];
}
