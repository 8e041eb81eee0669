/** A figure as a BibTeX entry, with its year, address and version. */
import type { About } from './about.ts';

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  $: '\\$',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
export const tex = (text: string): string => text.replace(/[\\{}%&#$_~^]/g, (c) => TEX[c] ?? c);

/** @param address of the figure, without settings */
export function figureBibtex(about: About, number: string, headline: string, address: string): string {
  const { figure, book, chapter } = about;
  const fields = {
    title: `{${tex(headline.replace(/\.$/, ''))}}`,
    howpublished: `Figure ${number} of ${tex(book.title)}, chapter ${chapter.number}: ${tex(chapter.title)}`,
    year: book.year,
    url: address,
    note: `Version ${book.version}, interactive`,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{ahead-${figure.replace('/', '-')},\n${lines.join(',\n')}\n}`;
}
