/** The reader's predictions for one figure: asked for while the result is hidden, then kept beside it with their distance. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Prediction } from '../../../core/experiment.ts';
import { Button } from '../../controls/button.tsx';
import { typeset } from '../../figure-frame/typeset.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { CurveQuestion } from './curve-question.tsx';
import { guessStore, type AllGuesses, type Guess } from './guesses.ts';
import { ChoiceQuestion, NumberQuestion } from './other-questions.tsx';
import { drawnOf, fits } from './sentences.ts';
import { settingsText } from './settings.ts';
import { Results } from './results.tsx';
import './predict.css';

const NONE: AllGuesses = {};

export default function Predict({ figure }: { figure: Figure }) {
  const { declaration, veiled, predict, session, shown, stale, state, values } = figure;
  const { id, params, predictions = [] } = declaration;
  const kept = useSyncExternalStore(guessStore.subscribe, guessStore.get, () => NONE)[id];
  const [guesses, setGuesses] = useState<Readonly<Record<string, Guess>>>(kept?.guesses ?? {});
  const told = useRef<HTMLDivElement>(null);
  const guessed = predictions.filter((q) => fits(q, guesses[q.id]));

  const guess = (question: Prediction) => (value: Guess) => setGuesses((now) => ({ ...now, [question.id]: value }));
  const reveal = () => {
    if (guessed.length === 0) return predict('open');
    const own = Object.fromEntries(guessed.flatMap((q) => (guesses[q.id] === undefined ? [] : [[q.id, guesses[q.id] as Guess]])));
    guessStore.update((all) => ({ ...all, [id]: { settings: settingsText(params, values), guesses: own } }));
    predict('told');
  };
  const run = () => {
    reveal();
    session.run(state);
  };
  const clear = () => {
    guessStore.update((all) => Object.fromEntries(Object.entries(all).filter(([figureId]) => figureId !== id)));
    predict('open');
  };

  const wasVeiled = useRef(veiled);
  useEffect(() => {
    if (wasVeiled.current && !veiled) told.current?.focus();
    wasVeiled.current = veiled;
  }, [veiled]);

  const known = shown.trace.t.length > 0;
  const revealed = shown.source === 'live' ? 'your run' : 'the recording';
  return (
    <section className="predict" aria-label="your prediction">
      {predictions.map((q) => {
        const value = guesses[q.id];
        if (q.kind === 'curve') return <CurveQuestion key={q.id} figure={figure} question={q} drawn={drawnOf(value)} onDraw={guess(q)} />;
        if (!veiled) return null;
        if (q.kind === 'number') return <NumberQuestion key={q.id} question={q} guess={typeof value === 'number' ? value : undefined} onGuess={guess(q)} />;
        return <ChoiceQuestion key={q.id} question={q} guess={typeof value === 'string' ? value : undefined} onGuess={guess(q)} />;
      })}
      {veiled ? (
        <div className="row">
          <Button look={stale || !known ? 'plain' : 'run'} onPress={reveal} unavailable={!known}>
            {guessed.length > 0 ? `Reveal ${revealed}` : 'Reveal without a guess'}
          </Button>
          <Button look={stale || !known ? 'run' : 'plain'} onPress={run}>
            Run and reveal
          </Button>
          {stale && known && <span className="small">{typeset(`Only a new run has your settings; ${revealed} was made with others.`)}</span>}
        </div>
      ) : (
        <div className="told" ref={told} tabIndex={-1}>
          <Results figure={figure} guesses={guesses} settings={kept?.settings} />
          {guessStore.problem() && <p className="small">{guessStore.problem()}</p>}
          <div className="row">
            <Button onPress={() => predict('veiled')}>Guess again</Button>
            <Button onPress={clear}>Clear the guess</Button>
          </div>
        </div>
      )}
    </section>
  );
}
