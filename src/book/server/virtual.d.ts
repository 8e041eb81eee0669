/** The book's plugin writes this module from `content/`. */
declare module 'virtual:book' {
  export const book: import('../build/content.ts').BookInfo;
  export const terms: readonly import('../build/content.ts').TermInfo[];
  export const references: readonly import('../build/bibliography.ts').Reference[];
  /** Every definition of glossary.yaml, compiled. */
  export const glossary: import('./content.ts').Text;
}
