/** The figure's claims: verdict, our number beside its bound, the paper's, and how often it held over recorded seeds. */
import { settingOf, type Claim, type Tally } from '../../core/claims.ts';
import { format } from '../../core/format.ts';
import type { AnyValue, ParamTable } from '../../core/params.ts';
import { Button } from '../controls/button.tsx';
import { Still } from '../controls/still.tsx';
import type { Source } from '../figure-props.ts';
import { boundText, spreadText, standingOf, standingText, tallyText } from './sentences.ts';
import { typeset } from './typeset.ts';
import type { Figure } from './use-figure.ts';

interface ClaimLinesProps<T extends ParamTable, V> {
  figure: Figure<T, V>;
  sources: Readonly<Record<string, Source>>;
}

export function ClaimLines<T extends ParamTable, V>({ figure, sources }: ClaimLinesProps<T, V>) {
  return (
    <ul className="claims" aria-label="claims">
      {figure.declaration.claims.map((claim) => (
        <ClaimLine
          key={claim.id}
          figure={figure}
          claim={claim}
          source={sources[claim.paper.cite]}
          tally={figure.recording?.tallies.find((t) => t.claim === claim.id)}
        />
      ))}
    </ul>
  );
}

interface ClaimLineProps<T extends ParamTable, V> {
  figure: Figure<T, V>;
  claim: Claim<T>;
  source: Source | undefined;
  tally: Tally | undefined;
}

function ClaimLine<T extends ParamTable, V>({ figure, claim, source, tally }: ClaimLineProps<T, V>) {
  const { declaration, shown, values, change } = figure;
  const standing = standingOf(declaration.params, claim, shown, values);
  const verdict = standing.kind === 'held' || standing.kind === 'missed' ? standing.verdict : standing.kind === 'not-run' ? standing.recorded : undefined;
  const set = () => {
    const wanted: Readonly<Record<string, AnyValue>> = settingOf(declaration.params, claim);
    const rerun = Object.entries(wanted).filter(([key]) => declaration.params[key]?.effect === 'rerun');
    change(Object.fromEntries(rerun) as Partial<typeof values>);
  };
  return (
    <li className={`claim ${standing.kind}`}>
      <details open={standing.kind !== 'differs'}>
        <summary>
          <span className="verdict">{standingText(standing)}</span> {typeset(claim.text)}
        </summary>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">measured</th>
              <th scope="col">{standing.kind === 'not-run' && verdict ? 'in the recording' : 'filed' in standing ? 'in the file' : 'in your run'}</th>
              <th scope="col">the claim needs</th>
              <th scope="col">{tally ? `median (range) of ${tally.of} recorded seeds` : 'recorded seeds'}</th>
            </tr>
          </thead>
          <tbody>
            {claim.bounds.map((bound) => {
              const part = verdict?.parts.find((p) => p.bound === bound);
              return (
                <tr key={bound.measure}>
                  <th scope="row">{bound.label}</th>
                  <td className={part && !part.held ? 'missed' : ''}>{part ? format(part.measured, bound.unit) : '–'}</td>
                  <td>{boundText(bound)}</td>
                  <td>{tally ? spreadText(tally, bound) : '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <Still as="p" className="paper">
          {() => (
            <>
              {source ? <a href={source.href}>{source.label}</a> : claim.paper.cite}: {typeset(claim.paper.says)}
            </>
          )}
        </Still>
      </details>
      <p className="aside">
        {tally && <span>{tallyText(tally)}</span>}
        {standing.kind === 'differs' && (
          <Button look="link" onPress={set}>
            set them
          </Button>
        )}
      </p>
    </li>
  );
}
