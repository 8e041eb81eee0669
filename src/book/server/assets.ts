/** What a page needs to know of the files around it. The dev server and the build find out in different ways. */
export interface Assets {
  /** Where the book is served, with a slash at its end. */
  readonly base: string;
  /** The repository's root, for reading recordings. */
  readonly root: string;
  /** The content security policy; none in dev, where Vite puts scripts into the page. */
  readonly policy?: string;
  /** The module that brings the page to life. */
  readonly script: string;
  /** The classic script that sets the theme before anything is painted. */
  readonly first: string;
  readonly styles: readonly string[];
  /** Only on pages with formulas. */
  readonly formulaStyles: readonly string[];
  /** Only on the cover. */
  readonly coverStyles: readonly string[];
  /** Fonts that every page shows at once. */
  readonly fonts: readonly string[];
  /** Style sheets that belong to one figure's code, by id. */
  readonly figureStyles: Readonly<Record<string, readonly string[]>>;
}
