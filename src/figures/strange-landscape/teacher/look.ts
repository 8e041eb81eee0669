/** Looks at a student's units: which of the teacher's each stands for, and which stand against one. */
import { assign } from '../../../nn/assignment.ts';
import { norm } from '../../../nn/flat.ts';
import type { Student } from './students.ts';
import { AGAINST, FOUND, type StudentState } from './types.ts';

/** Cosines of a student's units with the teacher's, [units, teacher]: the teacher's are the axes. */
export function cosinesOf(weights: Float64Array, teacher: number): Float64Array {
  const out = Float64Array.from(weights);
  for (let i = 0; i < out.length; i += teacher) {
    const unit = out.subarray(i, i + teacher);
    const length = norm(unit);
    unit.forEach((n, a) => (unit[a] = n / length));
  }
  return out;
}

/** How many units stand against one of the teacher's. */
export function againstIn(cosines: Float64Array, teacher: number): number {
  let count = 0;
  for (let i = 0; i < cosines.length; i += teacher) if (Math.min(...cosines.subarray(i, i + teacher)) < AGAINST) count++;
  return count;
}

/**
 * The square table with one unit of the student for each of the teacher's, so that the cosines on the diagonal are together as
 * far from 0 as can be; those below 0 first. In hundredths.
 */
export function inOrder(cosines: Float64Array, teacher: number): Int8Array {
  const of = assign(
    cosines.map((n) => -Math.abs(n)),
    teacher,
  );
  const at = (row: number) => cosines[row * teacher + (of[row] ?? 0)] ?? 0;
  const rows = [...of.keys()].sort((a, b) => at(a) - at(b));
  return Int8Array.from({ length: cosines.length }, (_, k) => {
    const [row = 0, column = 0] = [rows[Math.floor(k / teacher)], of[rows[k % teacher] ?? 0]];
    return Math.round(100 * (cosines[row * teacher + column] ?? 0));
  });
}

/**
 * One student from near that has not found the teacher: the first in the row while all still move, so that the picture stands
 * still, and at last the one with the least error. The first of all where all have found it.
 */
export function exampleOf(students: readonly Student[], teacher: number, last: boolean): StudentState {
  const stuck = students.filter(({ error }) => error >= FOUND);
  const least = Math.min(...stuck.map(({ error }) => error));
  const chosen = (last ? stuck.find(({ error }) => error === least) : stuck[0]) ?? students[0];
  if (!chosen) throw new Error('there are no students');
  return { error: chosen.error, cosines: inOrder(cosinesOf(chosen.weights, teacher), teacher) };
}
