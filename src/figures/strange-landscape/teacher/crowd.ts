/** Students of one width, and the errors on their way. */
import type { Lab } from '../../../core/experiment.ts';
import { levelOf } from './levels.ts';
import { makeStudent, type Outputs, type Student } from './students.ts';
import { FOUND, type CrowdState } from './types.ts';

export interface Crowd {
  readonly students: readonly Student[];
  step(): void;
  /** Keeps everybody's error as it is now. */
  note(): void;
  /** How many have found the teacher. */
  found(): number;
  state(): CrowdState;
}

export function crowdOf(lab: Lab, teacher: number, spare: number, count: number, outputs: Outputs): Crowd {
  const random = lab.random('init', `spare ${spare}`);
  const units = teacher + spare;
  const students = Array.from({ length: count }, () => makeStudent(teacher, units, outputs, random));
  const ways: number[][] = students.map(() => []);
  const found = () => students.filter(({ error }) => error < FOUND).length;
  return {
    students,
    step: () => students.forEach((s) => s.step()),
    note: () => students.forEach(({ error }, k) => ways[k]?.push(levelOf(error))),
    found,
    state: () => ({ spare, units, found: found(), errors: Uint8Array.from(ways.flat()) }),
  };
}
