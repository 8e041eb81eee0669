/** The invitation beside a figure's question, and where the reader's guess is asked for and kept. */
import { lazy, Suspense } from 'react';
import type { ParamTable } from '../../core/params.ts';
import { Button } from '../controls/button.tsx';
import type { Figure } from './use-figure.ts';
import { hasGuess } from './use-veil.ts';

const Predict = lazy(() => import('../panels/predict/predict.tsx'));

/** One button all the way, so that the focus stays on it: to guess first, or not to. */
export function Invitation<T extends ParamTable, V>({ figure }: { figure: Figure<T, V> }) {
  const { declaration, prediction, predict, live } = figure;
  const guessed = live && hasGuess(declaration.id);
  if (!declaration.predictions?.length || prediction === 'told') return null;
  const asked = prediction === 'veiled';
  return (
    <span className="invite">
      <Button look="link" onPress={() => predict(asked ? 'open' : guessed ? 'told' : 'veiled')}>
        {asked ? 'Skip' : guessed ? 'Show your guess' : 'Predict first'}
      </Button>
    </span>
  );
}

export function Prediction<T extends ParamTable, V>({ figure }: { figure: Figure<T, V> }) {
  return (
    figure.prediction !== 'open' && (
      <Suspense>
        <Predict figure={figure as unknown as Figure} />
      </Suspense>
    )
  );
}
