/** Five ways down a loss. The last two know its curvature. */
import type { Axes, Curvature, Ground } from './ground.ts';
import { solve } from './solve.ts';
import { dot, norm } from './vectors.ts';

export const METHODS = ['descent', 'momentum', 'adam', 'newton', 'free'] as const;
export type Method = (typeof METHODS)[number];

/** How far they go. Newton's step has no rate. */
export interface Pace {
  readonly descent: number;
  readonly momentum: number;
  readonly adam: number;
  /** No step of the last two is longer: where the ground hardly curves they would leap out of the picture. */
  readonly reach: number;
}

/** Of momentum: what is left of the last step. */
const KEPT = 0.9;

/** The next step at w, [size]; undefined where there is none. */
export type Stepper = (w: Float64Array) => Float64Array | undefined;

export function makeMethod(method: Method, ground: Ground, pace: Pace): Stepper {
  switch (method) {
    case 'descent':
      return (w) => ground.slope(w).gradient.map((g) => -pace.descent * g);
    case 'momentum':
      return momentum(ground, pace.momentum);
    case 'adam':
      return adam(ground, pace.adam);
    case 'newton':
      return (w) => within(newtonStep(ground.curvature(w)), pace.reach);
    case 'free':
      return (w) => {
        const here = ground.curvature(w);
        return within(freeStep(here.gradient, ground.axesOf(here.hessian)), pace.reach);
      };
  }
}

/** −H⁻¹ g: to the one place where the slope of the parabola that fits here is zero, be it a minimum, a saddle or a maximum. */
export const newtonStep = ({ hessian, gradient }: Curvature): Float64Array | undefined =>
  solve(
    hessian,
    gradient.map((g) => -g),
  );

/** −|H|⁻¹ g, where |H| has the eigenvectors of H and the sizes of its eigenvalues (Dauphin and colleagues, 2014). */
export function freeStep(gradient: Float64Array, { values, vectors }: Axes): Float64Array | undefined {
  const step = new Float64Array(gradient.length);
  vectors.forEach((v, k) => {
    const along = -dot(v, gradient) / Math.abs(values[k] ?? NaN);
    for (let i = 0; i < step.length; i++) step[i] = (step[i] ?? 0) + along * (v[i] ?? 0);
  });
  return step.every(Number.isFinite) ? step : undefined;
}

/** The step itself, or as much of it as may be. */
function within(step: Float64Array | undefined, reach: number): Float64Array | undefined {
  const length = step && norm(step);
  return step && length !== undefined && length > reach ? step.map((s) => (s * reach) / length) : step;
}

/** Polyak's: the last step goes on, and the gradient bends it. */
function momentum(ground: Ground, rate: number): Stepper {
  const last = new Float64Array(ground.size);
  return (w) => {
    const { gradient } = ground.slope(w);
    for (let i = 0; i < last.length; i++) last[i] = KEPT * (last[i] ?? 0) - rate * (gradient[i] ?? 0);
    return Float64Array.from(last);
  };
}

/** Adam (Kingma and Ba, 2015). */
function adam(ground: Ground, rate: number): Stepper {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  const [m, v] = [new Float64Array(ground.size), new Float64Array(ground.size)];
  let [power1, power2] = [1, 1];
  return (w) => {
    power1 *= beta1;
    power2 *= beta2;
    const { gradient } = ground.slope(w);
    return gradient.map((g, i) => {
      const first = (m[i] = beta1 * (m[i] ?? 0) + (1 - beta1) * g);
      const second = (v[i] = beta2 * (v[i] ?? 0) + (1 - beta2) * g * g);
      return (-rate * first) / (1 - power1) / (Math.sqrt(second / (1 - power2)) + epsilon);
    });
  };
}
