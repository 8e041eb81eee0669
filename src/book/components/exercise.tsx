/** `<Exercise>` and the `<Answer>` inside it, hidden until it is asked for. Exercises number themselves. */
import type { ReactNode } from 'react';
import { usePage } from './page.ts';

interface Props {
  readonly children: ReactNode;
}

export function Exercise({ children }: Props) {
  const page = usePage();
  page.exercises += 1;
  return (
    <section className="exercise" aria-label={`Exercise ${page.number}.${page.exercises}`}>
      <p className="exercise-number">
        Exercise {page.number}.{page.exercises}
      </p>
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
