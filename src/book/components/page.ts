/** What the components in a chapter's text know of their page. Only the server renders them. */
import { createContext, useContext, type ReactNode } from 'react';
import type { ListedFigure } from '../server/experiments.tsx';
import type { PageFigure } from '../server/figures.ts';

/** A figure that waits to be rendered by itself: each island is its own React root, or ids would not match. */
export interface Island {
  readonly id: string;
  readonly element: ReactNode;
}

export interface PageState {
  readonly base: string;
  /** The chapter's slug. */
  readonly slug: string;
  readonly number: number;
  readonly figures: ReadonlyMap<string, PageFigure>;
  /** Every figure of the book, for the chapter with the ledger. */
  readonly listed?: readonly ListedFigure[];
  /** Filled while the page is rendered. */
  readonly islands: Island[];
  /** Counts the exercises while the page is rendered. */
  nextExercise(): number;
  /** Counts the checks of an exercise. */
  nextCheck(exercise: string): number;
}

export const PageContext = createContext<PageState | undefined>(undefined);

export function usePage(): PageState {
  const page = useContext(PageContext);
  if (!page) throw new Error('this component belongs in a chapter’s text');
  return page;
}

/** Stands in the page until the island's own HTML takes its place. */
export const placeholder = (id: string) => `<!--island ${id}-->`;
