/** `<Ref to="forget/line" />`: "Figure 9.1", as a link, from any chapter. */
import type { FigureId } from '../../core/experiment.ts';
import { numberOf } from '../build/figures.ts';
import { figureHref } from '../build/links.ts';
import { book } from '../server/content.ts';
import { usePage } from './page.ts';

export function Ref({ to }: { readonly to: FigureId }) {
  const { base, slug } = usePage();
  // a figure's number does not break from its word at a line's end
  return <a className="figure-ref" href={figureHref(book, to, base, slug)}>{`Figure\u00a0${numberOf(book, to) ?? ''}`}</a>;
}
