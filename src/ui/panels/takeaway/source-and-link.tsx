/** Where the experiment's code can be read, and the address of these settings. */
import { useRef } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { baseOfPage, sourcePage } from './about.ts';
import { shownLink } from './settings.ts';

export function SourceAndLink({ figure }: { figure: Figure }) {
  const field = useRef<HTMLInputElement>(null);
  const link = shownLink(figure);
  return (
    <>
      <p>
        <a href={baseOfPage() + sourcePage(figure.declaration.id)}>The source of this experiment</a>
      </p>
      <div className="row">
        <input ref={field} className="takeaway-address" type="text" readOnly value={link} aria-label="address of the shown run’s settings" />
        <CopyButton text={link} shown={field} label="copy the address">
          copy
        </CopyButton>
      </div>
    </>
  );
}
