/** Predictions by a slider and by choice. */
import { useId } from 'react';
import type { ChoiceGuess, NumberGuess } from '../../../core/experiment.ts';
import { format } from '../../../core/format.ts';
import { RadioGroup } from '../../controls/radio-group.tsx';

interface QuestionProps<Q, G> {
  question: Q;
  guess: G | undefined;
  onGuess: (guess: G) => void;
}

/** The slider starts in the middle and counts as a guess once it is moved. */
export function NumberQuestion({ question, guess, onGuess }: QuestionProps<NumberGuess, number>) {
  const { ask, label, unit, min, max, step } = question;
  const id = useId();
  const value = guess ?? min + Math.round((max - min) / 2 / step) * step;
  const text = guess === undefined ? 'not yet guessed' : format(guess, unit);
  return (
    <div className="question">
      <p>{ask}</p>
      <div className="knob">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id}>{text}</output>
        <input
          id={id}
          type="range"
          min={min}
          max={max}
          step={step}
          value={value}
          aria-valuetext={text}
          style={{ '--at': (value - min) / (max - min) } as React.CSSProperties}
          onChange={(event) => onGuess(event.currentTarget.valueAsNumber)}
          onClick={(event) => guess === undefined && onGuess(event.currentTarget.valueAsNumber)}
        />
      </div>
    </div>
  );
}

export function ChoiceQuestion({ question, guess, onGuess }: QuestionProps<ChoiceGuess, string>) {
  return (
    <div className="question">
      <RadioGroup label={question.ask} options={question.options} value={guess ?? ''} onChange={onGuess} />
    </div>
  );
}
