/** `<Exercise>`, its `<Check>`s, and the `<Answer>` inside it, hidden until it is asked for or found. Exercises number themselves. */
import type { ReactNode } from 'react';
import { ExerciseContext } from './check.tsx';
import { usePage } from './page.ts';

interface Props {
  /** Under which tries are kept; an exercise with a `<Check>` needs one, and it may not change. */
  readonly id?: string;
  readonly children: ReactNode;
}

export function Exercise({ id, children }: Props) {
  const page = usePage();
  const number = `${page.number}.${page.nextExercise()}`;
  return (
    <section className="exercise" aria-label={`Exercise ${number}`}>
      <p className="exercise-number">Exercise {number}</p>
      <ExerciseContext value={id}>{children}</ExerciseContext>
    </section>
  );
}

export function Answer({ children }: { readonly children: ReactNode }) {
  return (
    <details className="answer">
      <summary>Answer</summary>
      {children}
    </details>
  );
}
