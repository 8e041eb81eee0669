/**
 * The glossary's definitions are Markdown with formulas and citations, so they take the same way as a chapter: they are
 * laid out as one MDX text, in which every entry is a `<Term>`; a page renders those it wants.
 */
import type { TermInfo } from './content.ts';

/** Where the MDX text seems to be; there is no such file. */
export const GLOSSARY = 'content/glossary.mdx';

/** Every definition starts on its entry's line of glossary.yaml, if there is room, so that mistakes point near it. */
export function glossaryText(terms: readonly TermInfo[]): string {
  let text = '';
  let line = 1;
  for (const { id, term, definition, line: wanted } of terms) {
    const gap = Math.max(wanted - line, 0);
    const entry = `<Term id="${id}" term=${JSON.stringify(term)}>\n\n${definition}\n\n</Term>\n`;
    text += '\n'.repeat(gap) + entry;
    line += gap + entry.split('\n').length - 1;
  }
  return text;
}
