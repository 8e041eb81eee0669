/** `<Exercise>` and the `<Answer>` inside it, hidden until it is asked for. Exercises number themselves. */
import type { ReactNode } from 'react';
import { usePage } from './page.ts';

interface Props {
  readonly children: ReactNode;
}

export function Exercise({ children }: Props) {
  const page = usePage();
  const number = `${page.number}.${page.nextExercise()}`;
  return (
    <section className="exercise" aria-label={`Exercise ${number}`}>
      <p className="exercise-number">Exercise {number}</p>
      {children}
    </section>
  );
}

export function Answer({ children }: Props) {
  return (
    <details className="answer">
      <summary>Answer</summary>
      {children}
    </details>
  );
}
