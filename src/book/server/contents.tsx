/**
 * The contents: fixed at the left of a wide page, and behind the header's button below that. It is one list; the
 * native popover makes it open without JavaScript, and the style sheet shows it in place where there is room.
 */
import type { ChapterInfo } from '../build/content.ts';
import type { TocEntry } from '../build/exports.ts';
import { book } from './content.ts';

export interface Place {
  /** The chapter's slug, or another page's name, as in LISTS; none on the cover. */
  readonly page?: string;
  readonly sections?: readonly TocEntry[];
}

/** The pages that are no chapters. The footer has them too. */
export const LISTS = [
  { page: 'experiments', name: 'Experiments' },
  { page: 'glossary', name: 'Glossary' },
  { page: 'references', name: 'Sources' },
  { page: 'device', name: 'This device' },
] as const;

interface Props {
  readonly base: string;
  readonly place: Place;
}

export function Contents({ base, place }: Props) {
  return (
    <nav className="contents" id="contents" popover="auto" aria-label="Contents">
      <p className="contents-title">
        <a href={base} aria-current={place.page === undefined ? 'page' : undefined}>
          Contents
        </a>
      </p>
      <ol>
        {book.chapters.map((chapter) => (
          <li key={chapter.slug}>
            <Entry chapter={chapter} base={base} place={place} />
          </li>
        ))}
      </ol>
      <ul className="contents-rest">
        {LISTS.map(({ page, name }) => (
          <li key={page}>
            <a href={`${base}${page}/`} aria-current={place.page === page ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Entry({ chapter, base, place }: Props & { readonly chapter: ChapterInfo }) {
  const { slug, number, title, file, sections: many } = chapter;
  const words = (
    <>
      <span className="contents-number">{number}</span>
      <span className="contents-words">{title}</span>
    </>
  );
  if (!file)
    return (
      <span className="to-come">
        {words}
        <small>to come</small>
      </span>
    );
  const here = place.page === slug;
  const sections = here ? (place.sections ?? []).filter((s) => s.depth === 2) : [];
  return (
    <>
      <a href={`${base}${slug}/`} aria-current={here ? 'page' : undefined}>
        {words}
        <small className="read" data-read={slug} data-of={many} />
      </a>
      {sections.length > 0 && (
        <ol className="contents-sections">
          {sections.map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
