/** Where the stuck students lie once they rest: at minima, or on their way? */
import { hessianAt, leastCurvature } from './curvature.ts';
import { againstIn, cosinesOf } from './look.ts';
import type { Student } from './students.ts';

/** A place where a student came to rest above the teacher. */
export interface Place {
  readonly error: number;
  /** Length of the gradient. */
  readonly slope: number;
  /** The least eigenvalue of the Hessian. */
  readonly curvature: number;
  /** How many units stand against one of the teacher's. */
  readonly against: number;
}

/** Gradients shorter than this are level ground. With CURVED: the bottom is less than a hundredth away. */
const LEVEL = 1e-7;
/** Far above rounding, which is near 1e-14 in sums of hundreds of terms. */
const CURVED = 1e-5;

export const placeOf = ({ weights, signs, error, slope }: Student, teacher: number): Place => ({
  error,
  slope,
  curvature: leastCurvature(hessianAt(weights, signs, teacher)),
  against: againstIn(cosinesOf(weights, teacher), teacher),
});

/** The ground is level, and curves up in every direction: whichever way one leaves, the loss grows. */
export const isMinimum = ({ slope, curvature }: Place): boolean => slope < LEVEL && curvature > CURVED;

export interface MinimaMeasures {
  readonly elsewhere: number;
  readonly curvature: number;
  readonly slope: number;
  readonly lowest: number;
  readonly oneAgainst: number;
  readonly spread: number;
}

/** What the places have in common; see TeacherMeasure. */
export function measuresOf(places: readonly Place[]): MinimaMeasures {
  const minima = places.filter(isMinimum);
  const least = (of: (place: Place) => number, none: number) => (minima.length ? Math.min(...minima.map(of)) : none);
  const single = minima.filter(({ against }) => against === 1).map(({ error }) => error);
  return {
    elsewhere: places.length - minima.length,
    curvature: least((p) => p.curvature, 0),
    slope: -least((p) => -p.slope, 0),
    lowest: least((p) => p.error, 0),
    oneAgainst: minima.length ? single.length / minima.length : 0,
    spread: single.length ? Math.max(...single) / Math.min(...single) : 1,
  };
}
