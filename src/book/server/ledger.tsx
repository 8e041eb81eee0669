/**
 * The last chapter's own parts: all gaps side by side, and the ledger of all claims. The server writes what the
 * recordings say; the page's script adds what happened on this device.
 */
import { claimKey, claimMark } from '../../core/ledger.ts';
import type { Claim, Tally } from '../../core/claims.ts';
import { boundText } from '../../ui/figure-frame/sentences.ts';
import { typeset } from '../../ui/figure-frame/typeset.ts';
import { figureHref } from '../build/links.ts';
import { usePage } from '../components/page.ts';
import { book } from './content.ts';
import type { ListedFigure } from './experiments.tsx';
import { MultipleDrawing } from './multiple.tsx';

/** The chapter that has them. */
export const LEDGER_SLUG = 'mind-the-gap';

function useListed(): readonly ListedFigure[] {
  const { listed } = usePage();
  if (!listed) throw new Error(`<Ledger /> and <Gaps /> belong in the chapter “${LEDGER_SLUG}”`);
  return listed;
}

/** A small multiple a figure, each a link to it. */
export function Gaps() {
  const { base, slug } = usePage();
  const drawn = useListed().flatMap(({ multiple, ...figure }) => (multiple ? [{ ...figure, multiple }] : []));
  return (
    <section className="gaps" aria-label="All gaps, side by side">
      <ul>
        {drawn.map(({ id, number, declaration, multiple }) => (
          <li key={id}>
            <a href={figureHref(book, id, base, slug)}>
              <MultipleDrawing multiple={multiple} size="small" />
              <span className="gaps-number">{number}</span> {typeset(declaration.headline)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function LedgerTable() {
  const { base, slug, number } = usePage();
  const figures = useListed();
  const claims = figures.flatMap((f) => f.declaration.claims);
  const tallies = figures.flatMap((f) => f.recording?.recording.tallies ?? []);
  return (
    <figure className="ledger" id="ledger" aria-labelledby="ledger-headline">
      <figcaption>
        <p className="ledger-number">Figure {number}.1</p>
        <p className="ledger-headline" id="ledger-headline">
          {headline(claims.length, tallies)}
        </p>
      </figcaption>
      <div data-part="ledger-here" hidden />
      <table>
        <thead>
          <tr>
            <th scope="col">claim</th>
            <th scope="col">in the recordings</th>
            <th scope="col" data-here hidden>
              on this device
            </th>
          </tr>
        </thead>
        {figures.map((figure) => (
          <tbody key={figure.id}>
            <tr className="ledger-figure">
              <th scope="rowgroup" colSpan={3}>
                <a href={figureHref(book, figure.id, base, slug)}>
                  {figure.number} {typeset(figure.declaration.headline)}
                </a>
              </th>
            </tr>
            {figure.declaration.claims.map((claim) => (
              <Row key={claim.id} figure={figure} claim={claim} base={base} />
            ))}
          </tbody>
        ))}
      </table>
    </figure>
  );
}

/** What the recordings come to, in a sentence or two. */
export function headline(claims: number, tallies: readonly Pick<Tally, 'held' | 'of'>[]): string {
  const always = tallies.filter((t) => t.held === t.of).length;
  const runs = tallies.reduce((sum, t) => sum + t.of, 0).toLocaleString('en-GB');
  const outcome = always === tallies.length ? 'All of them held every time' : `${always} held every time, ${tallies.length - always} did not`;
  return `${claims} claims, tested ${runs} times for the recordings. ${outcome}.`;
}

function Row({ figure, claim, base }: { readonly figure: ListedFigure; readonly claim: Claim; readonly base: string }) {
  const { id, declaration, recording, sources } = figure;
  const tally = recording?.recording.tallies.find((t) => t.claim === claim.id);
  const source = sources[claim.paper.cite];
  const missed = tally && tally.held < tally.of * claim.share;
  return (
    <tr
      data-claim={claimKey(id, claim.id)}
      data-mark={claimMark(declaration.params, claim)}
      data-share={claim.share}
      data-recorded={tally && String(tally.held / tally.of)}
      data-text={claim.text}
      data-paper={source?.label}
    >
      <th scope="row">
        <p>{typeset(claim.text)}</p>
        <p className="ledger-small">
          {source && <a href={`${base}references/${source.href}`}>{source.label}</a>}
          {source && '. '}
          {claim.bounds.map((bound) => `${bound.label} ${boundText(bound)}`).join('; ')}.
        </p>
      </th>
      <td className={missed ? 'missed' : ''}>{tally ? `${missed ? '✗' : '✓'} held in ${tally.held} of ${tally.of} seeds` : 'not yet counted'}</td>
      <td data-here hidden>
        not run here
      </td>
    </tr>
  );
}

/** For the cover: the claims of a chapter's figures, as the ledger knows them. */
export const claimsOf = (figures: readonly Pick<ListedFigure, 'id' | 'declaration'>[]): string =>
  figures.flatMap(({ id, declaration }) => declaration.claims.map((c) => `${claimKey(id, c.id)}@${claimMark(declaration.params, c)}`)).join(' ');
