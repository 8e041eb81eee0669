/** What the experiment `strange-landscape/teacher` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type TeacherValues = Values<typeof declaration.params>;

/** A student has found the teacher where its squared error is below this share of the teacher's variance. */
export const FOUND = 1e-3;
/** Units that students have beyond those of the teacher, one crowd of students each. */
export const SPARE = [0, 1, 2, 4] as const;
/** A unit stands against a unit of the teacher where their cosine is below this. */
export const AGAINST = -0.5;
/** Training that goes on for the stuck: this many times the steps in all. */
export const LONGER = 10;
/** A stuck student that got one more unit has this many times the steps to find the teacher. */
export const AFTERWARDS = 3;

/** How the students of one width are doing. */
export interface CrowdState {
  readonly spare: number;
  readonly units: number;
  /** How many have found the teacher. */
  readonly found: number;
  /** Errors as levels (levels.ts), student after student. */
  readonly errors: Uint8Array; // [students, places]
}

/** One student of the teacher's width from near. */
export interface StudentState {
  readonly error: number;
  /** Cosines of its units with the teacher's, in hundredths: units in the order in which they match the teacher's. */
  readonly cosines: Int8Array; // [units, teacher]
}

export interface TeacherView {
  readonly stage: 'training' | 'longer' | 'done';
  readonly step: number;
  readonly teacher: number;
  readonly students: number;
  /** Steps at which errors were taken, ascending. */
  readonly places: readonly number[];
  readonly crowds: readonly CrowdState[];
  /** Of the teacher's width: for each student, how many of its units stand against one of the teacher's. */
  readonly against: Uint8Array; // [students]
  /** Of the teacher’s width: each student’s error now. */
  readonly errors: Float32Array; // [students]
  /** Of the teacher's width, the one nearest to the teacher among those that have not found it; the first when all have. */
  readonly example: StudentState;
  /** Stuck students of the teacher's width that were given one more unit so far, and how many of them then found the teacher. */
  readonly helped: { readonly students: number; readonly found: number };
}

export type TeacherMeasure =
  | 'same' // share of the students of the teacher's width that found it
  | 'one' // the same with one unit more
  | 'two'
  | 'four'
  | 'longer' // of the teacher's width, after ten times the steps
  | 'later' // longer − same: found it only in those further steps
  | 'elsewhere' // how many of those that were stuck even then are not at a strict minimum
  | 'curvature' // the least curvature at any of those minima; 0 where there are none
  | 'slope' // the steepest gradient at any of them
  | 'lowest' // the lowest error at any of them; 0 where there are none
  | 'helped' // share of the stuck that find the teacher when given one more unit; 1 where none is stuck
  | 'unlike' // how many students are stuck without a unit against the teacher, or found it with one
  | 'oneAgainst' // share of the stuck with exactly one such unit; 0 where none is stuck
  | 'spread'; // how far apart the errors of those are: highest ÷ lowest; 1 where there are none
