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
  predict(next: PredictionState): void;
}

/** Where guesses are kept; its store, which writes there, travels with the panel. */
export const GUESSES_KEY = 'book:guesses';

export function useVeil({ id, predictions = [] }: Pick<Declaration, 'id' | 'predictions'>): Veil {
  const [prediction, predict] = useState<PredictionState>('open');
  const asks = predictions.length > 0;
  useEffect(() => {
    if (asks && asksToPredict(location.search, id)) predict('veiled');
  }, [asks, id]);
  return { prediction, veiled: prediction === 'veiled', predict };
}

/** Whether an earlier guess for this figure may be on the device. */
export function hasGuess(figure: FigureId): boolean {
  try {
    return localStorage.getItem(GUESSES_KEY)?.includes(JSON.stringify(figure)) ?? false;
  } catch {
    return false;
  }
}
