/** A student: a sum of ReLUs that learns the teacher by descent with momentum on the exact loss. In float64. */
import type { Random } from '../../../core/random.ts';
import { dot, norm } from '../../../nn/flat.ts';
import { constantLoss, surfaceOf } from './surface.ts';
import type { TeacherValues } from './types.ts';

export type Outputs = TeacherValues['outputs'];

/** Learned output weights make the ground steeper where they are large. */
const RATES: Readonly<Record<Outputs, number>> = { fixed: 0.1, learned: 0.03 };
const MOMENTUM = 0.9;
/** A gradient so short moves nothing that could be seen. */
const REST = 1e-10;

export interface Student {
  /** Each unit's weights times the size of its output weight, [units, teacher]: what the student computes depends on no more. */
  readonly weights: Float64Array;
  /** The sign of each output weight, [units]. */
  readonly signs: Float64Array;
  /** Squared error as a share of the teacher's variance, before the last step. */
  readonly error: number;
  /** Length of the gradient by `weights` there. */
  readonly slope: number;
  /** One step; false where the ground is level, and nothing moves. */
  step(): boolean;
}

/** Fixed output weights are all 1. Learned ones start at random, with signs of their own. */
export const makeStudent = (teacher: number, units: number, outputs: Outputs, random: Random): Student =>
  outputs === 'learned'
    ? studentAt(teacher, normals(units * teacher, 2 / teacher, random), normals(units, 1 / units, random), outputs)
    : studentAt(teacher, normals(units * teacher, 1 / teacher, random), new Float64Array(units).fill(1), outputs);

/** Length of a new unit's weights, as a share of those at the start. */
const SMALL = 0.1;

/** The student with one unit more, which begins small: at first it computes nearly what it did. Its output weights stay as they are. */
export function grown({ weights, signs }: Student, teacher: number, random: Random): Student {
  const unit = normals(teacher, SMALL ** 2 / teacher, random);
  return studentAt(teacher, Float64Array.of(...weights, ...unit), Float64Array.of(...signs, 1), 'fixed');
}

/** @param hidden first weights, [units, teacher]. @param output first output weights, [units]. Both are changed in place. */
function studentAt(teacher: number, hidden: Float64Array, output: Float64Array, outputs: Outputs): Student {
  const [units, learned] = [output.length, outputs === 'learned'];
  const [weights, signs, gradient] = [new Float64Array(hidden.length), new Float64Array(units), new Float64Array(hidden.length)];
  const [moveHidden, moveOutput] = [momentumOn(hidden, RATES[outputs]), momentumOn(output, RATES[outputs])];
  const [forHidden, forOutput] = [new Float64Array(hidden.length), new Float64Array(units)];
  const surface = surfaceOf(teacher, units);
  const constant = constantLoss(teacher);

  const fold = () => {
    for (let i = 0; i < units; i++) {
      const size = output[i] ?? 0;
      signs[i] = size < 0 ? -1 : 1;
      for (let k = i * teacher; k < (i + 1) * teacher; k++) weights[k] = Math.abs(size) * (hidden[k] ?? 0);
    }
  };
  const look = (): [error: number, slope: number] => [surface(weights, signs, gradient) / constant, norm(gradient)];

  fold();
  let [error, slope] = look();
  return {
    weights,
    signs,
    get error() {
      return error;
    },
    get slope() {
      return slope;
    },
    step: () => {
      if (slope < REST) return false;
      [error, slope] = look();
      for (let i = 0; i < units; i++) {
        const [from, to, size] = [i * teacher, (i + 1) * teacher, Math.abs(output[i] ?? 0)];
        for (let k = from; k < to; k++) forHidden[k] = size * (gradient[k] ?? 0);
        if (learned) forOutput[i] = (signs[i] ?? 1) * dot(gradient.subarray(from, to), hidden.subarray(from, to));
      }
      moveHidden(forHidden);
      if (learned) moveOutput(forOutput);
      fold();
      return true;
    },
  };
}

const normals = (count: number, variance: number, random: Random): Float64Array =>
  Float64Array.from({ length: count }, () => random.normal() * Math.sqrt(variance));

/** Descent with momentum: speeds up along a direction in which the gradient stays the same. */
function momentumOn(at: Float64Array, rate: number): (gradient: Float64Array) => void {
  const speed = new Float64Array(at.length);
  return (gradient) => {
    for (let k = 0; k < at.length; k++) {
      const next = MOMENTUM * (speed[k] ?? 0) - rate * (gradient[k] ?? 0);
      speed[k] = next;
      at[k] = (at[k] ?? 0) + next;
    }
  };
}
