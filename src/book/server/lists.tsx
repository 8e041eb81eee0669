/** The pages of the whole book: its sources, and the page for an address that leads nowhere. */
import type { ChapterInfo } from '../build/content.ts';
import { SourceList } from './apparatus.tsx';

interface ReferencesProps {
  readonly base: string;
  /** Which chapters cite a source, by key. */
  readonly citing: ReadonlyMap<string, readonly ChapterInfo[]>;
}

export function ReferencesPage({ base, citing }: ReferencesProps) {
  const note = (key: string) => (
    <span className="source-note">
      {' '}
      Cited in{' '}
      {(citing.get(key) ?? []).map(({ slug, number, title }, i) => (
        <span key={slug}>
          {i > 0 && ', '}
          <a href={`${base}${slug}/`} title={title}>
            {number === 0 ? 'the prologue' : `chapter ${number}`}
          </a>
        </span>
      ))}
      .
    </span>
  );
  return (
    <article>
      <header className="opener">
        <h1>Sources</h1>
        <p className="opener-surprise">The {citing.size} works that the chapters cite so far.</p>
      </header>
      <SourceList keys={[...citing.keys()]} note={note} />
    </article>
  );
}

export function NotFoundPage({ base }: { readonly base: string }) {
  return (
    <article>
      <header className="opener">
        <p className="opener-number">404</p>
        <h1>There is no such page</h1>
        <p className="opener-surprise">
          The address leads nowhere in this book. The <a href={base}>cover</a> shows every chapter.
        </p>
      </header>
    </article>
  );
}
