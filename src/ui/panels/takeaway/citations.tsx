/** BibTeX of the figure and of every work that it cites. */
import { useRef } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import { linkTo } from '../../figure-frame/link-to.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { figureAnchor } from '../../figure-props.ts';
import { baseOfPage, type About } from './about.ts';
import { figureBibtex } from './citation.ts';

interface CitationsProps {
  figure: Figure;
  number: string;
  about: About;
}

export function Citations({ figure, number, about }: CitationsProps) {
  const { id, headline } = figure.declaration;
  // of the chapter, also where the figure stands alone
  const chapter = new URL(`${baseOfPage()}${about.chapter.slug}/`, location.href);
  const address = linkTo(chapter.href, id, undefined, figureAnchor(id));
  return (
    <div className="takeaway-entries">
      <Entry label={`Figure ${number}`} bibtex={figureBibtex(about, number, headline, address)} />
      {about.papers.map(({ key, label, bibtex }) => (
        <Entry key={key} label={label} bibtex={bibtex} />
      ))}
    </div>
  );
}

function Entry({ label, bibtex }: { label: string; bibtex: string }) {
  const text = useRef<HTMLPreElement>(null);
  return (
    <div className="takeaway-entry">
      <div className="row">
        <span>{label}</span>
        <CopyButton text={bibtex} shown={text} label={`copy BibTeX of ${label}`}>
          copy BibTeX
        </CopyButton>
      </div>
      {/* longer than its box, so it can be scrolled by keyboard */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={text} tabIndex={0}>
        {bibtex}
      </pre>
    </div>
  );
}
