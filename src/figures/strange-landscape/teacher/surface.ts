/**
 * The loss of a student over all of N(0, I) at once, in closed form. Teacher and student are sums of ReLUs; for weights u and
 * v of lengths |u| and |v|, θ apart,
 *
 *   E relu(u·x) relu(v·x) = |u| |v| (sin θ + (π − θ) cos θ) ÷ 2π.
 *
 * The loss ½ E (student − teacher)² is a sum of such terms, so no point is ever drawn. The teacher's weights are the unit
 * vectors of the first axes: any others of length one at right angles are those, turned, and N(0, I) does not change when
 * turned. In float64.
 */
import { PI } from '../../../core/exact.ts';
import { arcCosine } from './arc-cosine.ts';

export const TURN = 2 * PI;

/**
 * The loss at `weights`, [units, inputs], with the gradient written into `gradient`, of the same shape. `signs` are the units'
 * output weights, [units]: 1 or −1, because relu(a z) = a relu(z) moves any other size into the weights.
 */
export type Surface = (weights: Float64Array, signs: Float64Array, gradient: Float64Array) => number;

/** Half the teacher's variance: the loss of the best constant, which is the mean. */
export const constantLoss = (teacher: number): number => teacherPower(teacher) - (teacher * teacher) / (2 * TURN);

/** ½ E teacher² */
const teacherPower = (teacher: number): number => (teacher / 2 + (teacher * (teacher - 1)) / TURN) / 2;

/** @param teacher how many ReLUs the teacher has, and how many inputs there are */
export function surfaceOf(teacher: number, units: number): Surface {
  const lengths = new Float64Array(units);
  const [alongs, mixed] = [new Float64Array(units), new Float64Array(units * units)];
  const inputs = teacher;
  return (weights, signs, gradient) => {
    gradient.fill(0);
    let loss = teacherPower(teacher);
    for (let i = 0; i < units; i++) {
      let squared = 0;
      for (let a = 0; a < inputs; a++) squared += (weights[i * inputs + a] ?? 0) ** 2;
      // a unit of length 0 has no direction; it counts as at right angles to all others
      lengths[i] = Math.max(Math.sqrt(squared), 1e-150);
    }
    for (let i = 0; i < units; i++) {
      const [own, sign] = [lengths[i] ?? 1, signs[i] ?? 1];
      loss += (own * own) / 4;
      const here = i * inputs;
      let along = 0.5; // what the gradient has of the unit itself
      for (let j = 0; j < teacher; j++) {
        const product = weights[i * inputs + j] ?? 0;
        const cosine = product / own;
        const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine)) / TURN;
        const rest = 0.5 - arcCosine(cosine) / TURN;
        loss -= sign * (own * sine + rest * product);
        along -= (sign * sine) / own;
        gradient[i * inputs + j] = (gradient[i * inputs + j] ?? 0) - sign * rest;
      }
      for (let j = 0; j < i; j++) {
        const there = j * inputs;
        let product = 0;
        for (let a = 0; a < inputs; a++) product += (weights[here + a] ?? 0) * (weights[there + a] ?? 0);
        const [other, both] = [lengths[j] ?? 1, sign * (signs[j] ?? 1)];
        const cosine = product / (own * other);
        const sine = (both * Math.sqrt(Math.max(0, 1 - cosine * cosine))) / TURN;
        const rest = both * (0.5 - arcCosine(cosine) / TURN);
        loss += own * other * sine + rest * product;
        along += (other * sine) / own;
        // what each gradient has of the other unit is a sum over all others: it waits in `mixed`
        mixed[i * units + j] = rest;
        mixed[j * units + i] = rest;
        alongs[j] = (alongs[j] ?? 0) + (own * sine) / other;
      }
      alongs[i] = (alongs[i] ?? 0) + along;
    }
    for (let i = 0; i < units; i++) {
      mixed[i * units + i] = alongs[i] ?? 0;
      alongs[i] = 0;
      const here = i * inputs;
      for (let j = 0; j < units; j++) {
        const [share, there] = [mixed[i * units + j] ?? 0, j * inputs];
        for (let a = 0; a < inputs; a++) gradient[here + a] = (gradient[here + a] ?? 0) + share * (weights[there + a] ?? 0);
      }
    }
    return loss;
  };
}
