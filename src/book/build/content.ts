/**
 * Reads what is said (`content/`) without compiling it: the order of the chapters, their openings, which figures each
 * has, the glossary and the sources.
 *
 * - `book.yaml`: `title`, `sentence`, and `chapters`, a list of `slug`, `title`, `surprise`.
 * - `NN-slug.mdx`: a chapter's text. Its front matter may override `title` and `surprise`. A chapter in the list without
 *   a file is still to come.
 * - `glossary.yaml`: entries of `term` and `definition` (Markdown), under ids such as `forgetting`.
 *   In a chapter, `[word](#term:forgetting)` links a word to its entry.
 * - `references.bib`: the sources. `[@key]`, `[@a; @b]`, `[see @c, p. 17]`, or `@d` in running text.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument, isMap, LineCounter } from 'yaml';
import type { FigureId } from '../../core/experiment.ts';
import { readBibliography, type Reference } from './bibliography.ts';
import { Mistake, lineAt } from './mistake.ts';
import { typographic } from './typography.ts';

export interface ChapterInfo {
  readonly slug: string;
  readonly number: number;
  /** A sentence: "They forget what they learned". */
  readonly title: string;
  /** The surprise in one line. */
  readonly surprise: string;
  /** From the repository's root, e.g. "/content/09-forget.mdx"; absent while the chapter is to come. */
  readonly file?: string;
  /** How many sections the text has, with what stands before the first heading: what there is to be read. */
  readonly sections: number;
  /** In the order in which they appear. */
  readonly figures: readonly FigureId[];
}

export interface TermInfo {
  readonly id: string;
  readonly term: string;
  /** Markdown. */
  readonly definition: string;
  /** Where glossary.yaml has it. */
  readonly line: number;
}

export interface BookInfo {
  readonly title: string;
  /** Under the title. */
  readonly subtitle: string;
  /** One sentence for the cover and for search engines. */
  readonly sentence: string;
  readonly year: string;
  readonly authors: readonly string[];
  readonly chapters: readonly ChapterInfo[];
}

export interface Content {
  readonly book: BookInfo;
  readonly terms: readonly TermInfo[];
  readonly references: ReadonlyMap<string, Reference>;
  /** Figures that have a folder with a Figure.tsx. */
  readonly figures: ReadonlySet<string>;
  /** Files that were read, for the dev server to watch. */
  readonly files: readonly string[];
}

/** Reads everything. Throws a Mistake that names file and line. */
export function readContent(root: string): Content {
  const dir = join(root, 'content');
  const files = ['book.yaml', 'glossary.yaml', 'references.bib'].map((f) => join(dir, f));
  const [bookFile = '', glossaryFile = '', bibFile = ''] = files;
  const texts = existsSync(dir)
    ? readdirSync(dir)
        .filter((f) => /^\d\d-.+\.mdx$/.test(f))
        .sort()
    : [];
  return {
    book: readBook(bookFile, dir, texts),
    terms: existsSync(glossaryFile) ? readGlossary(glossaryFile) : [],
    references: readBibliography(readFileSync(bibFile, 'utf8')),
    figures: figureFolders(root),
    files: [...files.filter((f) => existsSync(f)), ...texts.map((f) => join(dir, f))],
  };
}

function readBook(file: string, dir: string, texts: readonly string[]): BookInfo {
  const given: unknown = readYaml(file);
  const text = (key: string, otherwise?: string) => field(file, given, key, otherwise);
  const list = isRecord(given) && Array.isArray(given['chapters']) ? given['chapters'] : [];
  const slugs = new Set<string>();
  const chapters = list.map((entry: unknown, number): ChapterInfo => {
    const slug = field(file, entry, 'slug');
    if (slugs.has(slug)) throw new Mistake(file, 1, 1, `two chapters have the slug “${slug}”`);
    slugs.add(slug);
    const name = texts.find((f) => f.slice(3, -4) === slug);
    const expected = `${String(number).padStart(2, '0')}-${slug}.mdx`;
    if (name && name !== expected) throw new Mistake(join(dir, name), 1, 1, `“${slug}” is chapter ${number} in book.yaml, so its file is ${expected}`);
    const matter = name ? frontMatter(join(dir, name)) : { data: {}, text: '' };
    return {
      slug,
      number,
      title: field(file, { ...(isRecord(entry) ? entry : {}), ...matter.data }, 'title'),
      surprise: field(file, { ...(isRecord(entry) ? entry : {}), ...matter.data }, 'surprise', ''),
      ...(name ? { file: `/content/${name}` } : {}),
      sections: name ? 1 + (matter.text.match(/^## /gm)?.length ?? 0) : 0,
      figures: figuresIn(matter.text),
    };
  });
  const lost = texts.find((f) => !slugs.has(f.slice(3, -4)));
  if (lost) throw new Mistake(join(dir, lost), 1, 1, `the chapter “${lost.slice(3, -4)}” is not in book.yaml`);
  const authors = isRecord(given) && Array.isArray(given['authors']) ? given['authors'].map(String) : [];
  return { title: text('title'), subtitle: text('subtitle', ''), sentence: text('sentence'), year: text('year', ''), authors, chapters };
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const line = isRecord(error) && Array.isArray(error['linePos']) ? Number(error['linePos'][0]?.line ?? 1) : 1;
    throw new Mistake(file, line, 1, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), { cause: error });
  }
}

/** A chapter's YAML between the two `---`, and the text without its fenced code. */
function frontMatter(file: string): { data: Record<string, unknown>; text: string } {
  const source = readFileSync(file, 'utf8');
  const yaml = /^---\r?\n(.*?)\r?\n---/s.exec(source)?.[1] ?? '';
  let data: unknown;
  try {
    data = parse(yaml);
  } catch (error) {
    throw new Mistake(file, 1 + lineAt(yaml, 0), 1, `the front matter cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
  return { data: isRecord(data) ? data : {}, text: source.replace(/^(```|~~~)[^]*?^\1/gm, '') };
}

/** The figures of a chapter in their order. The MDX step checks that it finds the same. */
export const figuresIn = (text: string): FigureId[] =>
  [...text.matchAll(/<Figure\s+id="([^"/]+)\/([^"/]+)"/g)].map((m): FigureId => `${m[1] ?? ''}/${m[2] ?? ''}`);

function readGlossary(file: string): TermInfo[] {
  const source = readFileSync(file, 'utf8');
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const problem = document.errors[0];
  if (problem) throw new Mistake(file, problem.linePos?.[0].line ?? 1, 1, problem.message.split('\n')[0] ?? '');
  if (!isMap(document.contents)) return [];
  return document.contents.items.map(({ key, value }) => {
    const id = String(key);
    const line = isNode(key) ? lines.linePos(key.range?.[0] ?? 0).line : 1;
    if (!/^[a-z][a-z0-9-]*$/.test(id)) throw new Mistake(file, line, 1, `a term's id is made of small letters, digits and hyphens, not “${id}”`);
    const entry: unknown = isMap(value) ? value.toJSON() : undefined;
    return { id, term: field(file, entry, 'term', id.replaceAll('-', ' '), line), definition: field(file, entry, 'definition', undefined, line), line };
  });
}

const isNode = (x: unknown): x is { range?: [number, number, number] | null } => typeof x === 'object' && x !== null && 'range' in x;
const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);

function field(file: string, from: unknown, key: string, otherwise?: string, line = 1): string {
  const value = isRecord(from) ? from[key] : undefined;
  if (typeof value === 'string' || typeof value === 'number') return typographic(String(value).trim());
  if (otherwise !== undefined) return otherwise;
  throw new Mistake(file, line, 1, `“${key}” is missing`);
}

function figureFolders(root: string): Set<string> {
  const dir = join(root, 'src/figures');
  const folders = (at: string) =>
    existsSync(at)
      ? readdirSync(at, { withFileTypes: true })
          .filter((d) => d.isDirectory())
          .map((d) => d.name)
      : [];
  return new Set(
    folders(dir).flatMap((chapter) =>
      folders(join(dir, chapter))
        .filter((name) => existsSync(join(dir, chapter, name, 'Figure.tsx')))
        .map((name) => `${chapter}/${name}`),
    ),
  );
}
