/** The glossary's entries, all of them on their own page, or those that one chapter uses. */
import { createContext, useContext, type ReactNode } from 'react';
import { Anchor } from '../components/anchor.tsx';
import { glossary, terms } from './content.ts';

/** The ids that are wanted; undefined means all. */
const Wanted = createContext<readonly string[] | undefined>(undefined);

export function TermList({ ids }: { readonly ids?: readonly string[] }) {
  const Entries = glossary.default;
  return (
    <Wanted value={ids}>
      <dl className="terms">
        <Entries components={components} />
      </dl>
    </Wanted>
  );
}

interface TermProps {
  readonly id: string;
  readonly term: string;
  readonly children: ReactNode;
}

function Term({ id, term, children }: TermProps) {
  const ids = useContext(Wanted);
  if (ids && !ids.includes(id)) return null;
  return (
    <div className="term-entry" id={`term-${id}`}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** In a chapter, an entry may speak of a word or a source that the chapter does not list: those are on their own pages. */
function TermAnchor({ href = '', ...rest }: { readonly href?: string; readonly children?: ReactNode }) {
  const ids = useContext(Wanted);
  const [, kind, id = ''] = /^#(ref|term)-(.+)$/.exec(href) ?? [];
  const elsewhere = kind === 'ref' ? '/references/' : kind === 'term' && ids && !ids.includes(id) ? '/glossary/' : '';
  return <Anchor {...rest} href={elsewhere + href} />;
}

const components = { Term, a: TermAnchor };

export function GlossaryPage() {
  return (
    <article>
      <header className="opener">
        <h1>Glossary</h1>
        <p className="opener-surprise">{terms.length} words, as this book uses them.</p>
      </header>
      <TermList />
    </article>
  );
}
