/** A guess and its distance from the result, in words. Pure, so that the words can be tested. */
import type { AxisText, ChartSpec, ChoiceGuess, NumberGuess, Prediction } from '../../../core/experiment.ts';
import { format, type Unit } from '../../../core/format.ts';
import type { Drawn } from './drawing.ts';
import type { Distance } from './distance.ts';
import type { Guess } from './guesses.ts';

/** A percentage is points away from another one. */
export function distanceText(distance: number, unit?: Unit): string {
  if (unit !== 'percent') return format(distance, unit);
  const points = Number((distance * 100).toFixed(distance < 0.1 ? 1 : 0));
  return points === 1 ? '1 point' : `${points} points`;
}

/** A place along an axis: "ε = 0.1" on an axis "size of the push, ε", "training step 120" on one without a letter. */
export function placeText({ label, unit }: AxisText, x: number): string {
  const letter = /, (\p{L})$/u.exec(label)?.[1];
  return letter ? `${letter} = ${format(x, unit)}` : `${label} ${format(x, unit)}`;
}

/** A drawn curve at up to five places of it. */
export function curveText(drawn: Drawn, { x, y }: Pick<ChartSpec, 'x' | 'y'>): string {
  const rows = [...new Set([0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (drawn.length - 1))))];
  const parts = rows.flatMap((row) => {
    const point = drawn[row];
    return point ? [`${format(point[1], y.unit)} at ${placeText(x, point[0])}`] : [];
  });
  return parts.length ? `Your guess: ${parts.join(', ')}.` : '';
}

export function curveResult({ mean, widest }: Distance, { x, y }: Pick<ChartSpec, 'x' | 'y'>): string {
  const { guessed, measured } = widest;
  const off = Math.abs(guessed - measured);
  const average = `Your curve is on average ${distanceText(mean, y.unit)} off`;
  if (distanceText(off, y.unit) === distanceText(0, y.unit)) return `${average}.`;
  return `${average}; at ${placeText(x, widest.x)} you said ${format(guessed, y.unit)}, and it was ${format(measured, y.unit)}.`;
}

export function numberResult({ label, unit }: Pick<NumberGuess, 'label' | 'unit'>, guess: number, measured: number): string {
  if (Number.isNaN(measured)) return `${sentence(label)}: you said ${format(guess, unit)}; this run does not measure it.`;
  return `${sentence(label)}: you said ${format(guess, unit)}, and it was ${format(measured, unit)}, ${distanceText(Math.abs(measured - guess), unit)} away.`;
}

/** The option whose range holds a measure. */
export const optionOf = ({ options }: Pick<ChoiceGuess, 'options'>, measured: number) => options.find((o) => measured >= o.from && measured < o.to);

export function choiceResult(question: Pick<ChoiceGuess, 'options' | 'unit'>, guess: string, measured: number): string {
  const mine = question.options.find((o) => o.value === guess)?.label ?? guess;
  const right = optionOf(question, measured);
  if (!right) return `You chose “${mine}”; this run does not measure it.`;
  const was = `it was ${format(measured, question.unit)}`;
  return right.value === guess ? `You chose “${mine}”, and so it is: ${was}.` : `You chose “${mine}”; ${was}: “${right.label}”.`;
}

/** Whether a guess has the form that its question asks for; one kept by an earlier version of the figure may not. */
export function fits(question: Prediction, guess: Guess | undefined): boolean {
  switch (question.kind) {
    case 'curve':
      return drawnOf(guess).length > 1;
    case 'number':
      return typeof guess === 'number' && guess >= question.min && guess <= question.max;
    case 'choice':
      return question.options.some((o) => o.value === guess);
  }
}

/** A curve's guess as points; none when it is no curve. */
export const drawnOf = (guess: Guess | undefined): Drawn => (typeof guess === 'object' ? guess : []);

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
