/** Compiles a chapter's text as the build does, against a small book of its own. */
import { readBibliography } from '../../../src/book/build/bibliography.ts';
import type { Content } from '../../../src/book/build/content.ts';
import { figuresIn } from '../../../src/book/build/content.ts';
import { chapters } from '../../../src/book/build/mdx.ts';

export const BIB = `
@article{goodfellow2015explaining, author = {Goodfellow, Ian J. and Shlens, Jonathon and Szegedy, Christian}, title = {Explaining and Harnessing Adversarial Examples}, journal = {ICLR}, year = {2015}, eprint = {1412.6572}, archiveprefix = {arXiv}}
@article{jaeger2004harnessing, author = {Jaeger, Herbert and Haas, Harald}, title = {Harnessing Nonlinearity}, journal = {Science}, volume = {304}, number = {5667}, pages = {78--80}, year = {2004}, doi = {10.1126/science.1091277}}
@misc{serra2018talk, author = {Serr{\\\`a}, Joan}, title = {Unintuitive Properties}, year = {2018}}
@misc{serra2018other, author = {Serr{\\\`a}, Joan}, title = {Another of the Same Year}, year = {2018}}
`;

export const FILE = `${process.cwd()}/content/03-test.mdx`;

export function content(text: string): Content {
  return {
    book: {
      title: 'A book',
      subtitle: '',
      sentence: 'It is short.',
      year: '',
      authors: [],
      chapters: [
        { slug: 'first', number: 0, title: 'First', surprise: '', sections: 1, file: '/content/00-first.mdx', figures: ['first/plot'] },
        { slug: 'later', number: 1, title: 'Later', surprise: '', sections: 0, figures: [] },
        { slug: 'test', number: 3, title: 'Test', surprise: '', sections: 1, file: '/content/03-test.mdx', figures: figuresIn(text) },
      ],
    },
    terms: [{ id: 'forgetting', term: 'forgetting', definition: 'To lose.', line: 1 }],
    references: readBibliography(BIB),
    figures: new Set(['first/plot', 'test/one', 'test/two']),
    files: [],
  };
}

/** The compiled module's source, or throws what the build would. */
export async function compile(text: string): Promise<string> {
  const { transform } = chapters(() => content(text));
  if (typeof transform !== 'function') throw new Error('the plugin has no transform');
  const compiled: unknown = await Reflect.apply(transform, {}, [text, FILE]);
  if (typeof compiled === 'object' && compiled !== null && 'code' in compiled && typeof compiled.code === 'string') return compiled.code;
  throw new Error('nothing was compiled');
}

/** An exported constant of a compiled module. */
export function exported(code: string, name: string): unknown {
  const source = new RegExp(`^export const ${name} = ([^]*?);\\n(?=export|function|const|import|\\/\\*)`, 'm').exec(code)?.[1];
  if (source === undefined) throw new Error(`the module exports no ${name}`);
  // the compiler writes object literals, which JSON is not
  return new Function(`return (${source})`)();
}
