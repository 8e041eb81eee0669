/** The glossary's entries, all of them on their own page, or those that one chapter uses. */
import type { ReactNode } from 'react';
import { Anchor } from './chapter.tsx';
import { glossary, terms } from './content.ts';

interface Props {
  /** All entries when absent. */
  readonly ids?: readonly string[];
  readonly base: string;
}

export function TermList({ ids, base }: Props) {
  const Entries = glossary.default;
  const Term = ({ id, term, children }: { readonly id: string; readonly term: string; readonly children: ReactNode }) =>
    !ids || ids.includes(id) ? (
      <div className="term-entry" id={`term-${id}`}>
        <dt>{term}</dt>
        <dd>{children}</dd>
      </div>
    ) : null;
  const a = ({ href = '', ...rest }: { readonly href?: string; readonly children?: ReactNode }) => <Anchor {...rest} base={base} href={elsewhere(href, ids)} />;
  return (
    <dl className="terms">
      <Entries components={{ Term, a }} />
    </dl>
  );
}

/** In a chapter, an entry may speak of a word or a source that the chapter does not list: those are on their own pages. */
function elsewhere(href: string, ids: readonly string[] | undefined): string {
  const [, kind, id = ''] = /^#(ref|term)-(.+)$/.exec(href) ?? [];
  if (kind === 'ref') return `/references/${href}`;
  return kind === 'term' && ids && !ids.includes(id) ? `/glossary/${href}` : href;
}

export function GlossaryPage({ base }: { readonly base: string }) {
  return (
    <article>
      <header className="opener">
        <h1>Glossary</h1>
        <p className="opener-surprise">
          {terms.length} words, as this book uses them.
        </p>
      </header>
      <TermList base={base} />
    </article>
  );
}
