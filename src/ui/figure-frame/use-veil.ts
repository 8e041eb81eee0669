/** "Predict first": the figure hides what came out until the reader has guessed, and keeps the guess in view afterwards. */
import { useEffect, useState } from 'react';
import type { Declaration, FigureId } from '../../core/experiment.ts';
import { asksToPredict } from './address.ts';

/** Not asked; asked and not yet answered; the guess beside the result. */
export type PredictionState = 'open' | 'veiled' | 'told';

export interface Veil {
  readonly prediction: PredictionState;
  /** Nothing may give the result away. */
  readonly veiled: boolean;
  /** An earlier guess for this figure may be on the device. */
  readonly guessed: boolean;
  predict(next: PredictionState): void;
}

/** Where guesses are kept; its store, which writes there, travels with the panel. */
export const GUESSES_KEY = 'book:guesses';

export function useVeil({ id, predictions = [] }: Pick<Declaration, 'id' | 'predictions'>): Veil {
  const [prediction, setPrediction] = useState<PredictionState>('open');
  const [guessed, setGuessed] = useState(false);
  const asks = predictions.length > 0;
  useEffect(() => {
    setGuessed(hasGuess(id));
    if (asks && asksToPredict(location.search, id)) setPrediction('veiled');
  }, [asks, id]);
  const predict = (next: PredictionState) => {
    setGuessed(hasGuess(id));
    setPrediction(next);
  };
  return { prediction, veiled: prediction === 'veiled', guessed, predict };
}

function hasGuess(figure: FigureId): boolean {
  try {
    return localStorage.getItem(GUESSES_KEY)?.includes(JSON.stringify(figure)) ?? false;
  } catch {
    return false;
  }
}
