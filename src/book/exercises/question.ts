/** A checked question as it stands in the page, for the script that brings it to life. */
import type { FigureId } from '../../core/experiment.ts';
import type { ChoiceQuestion, NumberQuestion } from './answer.ts';
import type { Condition } from './condition.ts';

export interface FigureQuestion {
  readonly kind: 'figure';
  readonly figure: FigureId;
  readonly when: readonly Condition[];
}

export type Question = (NumberQuestion | ChoiceQuestion | FigureQuestion) & {
  /** Under which its tries are kept, e.g. "forget/on-paper/1". */
  readonly id: string;
};
