/** Guesses beside what came out, in words; said aloud when a run under way is done. */
import { chartsOf } from '../../../core/charts.ts';
import type { Prediction } from '../../../core/experiment.ts';
import { outcomeOf } from '../../../core/outcomes.ts';
import { typeset } from '../../figure-frame/typeset.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { distanceBetween } from './distance.ts';
import type { Guess } from './guesses.ts';
import { NumberLine } from './number-line.tsx';
import { choiceResult, curveResult, drawnOf, fits, numberResult } from './sentences.ts';
import { differenceText } from './settings.ts';

interface ResultsProps {
  figure: Figure;
  guesses: Readonly<Record<string, Guess>>;
  /** Those that the guess was made for. */
  settings: string | undefined;
}

export function Results({ figure, guesses, settings }: ResultsProps) {
  const { declaration, shown } = figure;
  const { status } = shown.state;
  const done = status === 'done' || (shown.source === 'recording' && status !== 'warming');
  if (!done) {
    const waits =
      status === 'failed' || status === 'cancelled'
        ? 'There is no finished run to set your guess against.'
        : 'The run is under way; how far off you were is told when it is done.';
    return <p role="status">{waits}</p>;
  }
  const asked = (declaration.predictions ?? []).filter((q) => fits(q, guesses[q.id]));
  const differs = settings === undefined ? undefined : differenceText(declaration.params, settings, shown.values);
  return (
    <>
      <div role="status">
        {asked.map((q) => (
          <p key={q.id}>{typeset(resultText(figure, q, guesses[q.id]))}</p>
        ))}
        {differs && <p>{typeset(differs)}</p>}
      </div>
      {asked.map((q) => {
        const guess = guesses[q.id];
        const measured = q.kind === 'number' ? (shown.measures?.[q.measure] ?? NaN) : NaN;
        if (q.kind !== 'number' || typeof guess !== 'number' || Number.isNaN(measured)) return null;
        return <NumberLine key={q.id} guess={guess} measured={measured} unit={q.unit} min={q.min} max={q.max} />;
      })}
    </>
  );
}

function resultText({ declaration, shown, curveOf }: Figure, question: Prediction, guess: Guess | undefined): string {
  if (question.kind === 'curve') {
    const chart = chartsOf(declaration)[question.chart];
    const distance = distanceBetween(drawnOf(guess), curveOf(outcomeOf(shown), question.curve));
    return chart && distance ? curveResult(distance, chart) : 'This run has no curve where you drew yours.';
  }
  const measured = shown.measures?.[question.measure] ?? NaN;
  return question.kind === 'number' ? numberResult(question, Number(guess), measured) : choiceResult(question, String(guess), measured);
}
