/**
 * The small network, tanh hidden units and softmax at the end, with its exact gradient and its exact Hessian, in float64.
 * The weights are one row: U, [hidden, inputs + 1], then V, [classes, hidden + 1]; biases are the last weights of a unit.
 * With x̃ = (x, 1), h = tanh(U x̃), h̃ = (h, 1), z = V h̃, p = softmax(z), δ = p − y, S = diag p − p pᵀ and B = V diag h′,
 * one example adds to the Hessian
 *
 *     V with V:  S ⊗ h̃ h̃ᵀ
 *     V with U:  (S B)ₖⱼ h̃ₐ x̃ᵢ, and δₖ h′ⱼ x̃ᵢ where a = j
 *     U with U:  (Bᵀ S B)ⱼₘ x̃ᵢ x̃ₙ, and (Vᵀ δ)ⱼ h″ⱼ x̃ᵢ x̃ₙ where j = m
 */
import { exp, ln } from '../../../core/exact.ts';
import { eigenOf } from './eigen.ts';
import type { Curvature, Ground, Slope } from './ground.ts';
import type { Examples } from './task.ts';

/** Weights of a network with so many hidden units. */
export const sizeOf = ({ inputs, classes }: Pick<Examples, 'inputs' | 'classes'>, hidden: number): number => hidden * (inputs + 1) + classes * (hidden + 1);

/** @param decay half of it times the squared length of the weights is added to the mean cross-entropy. */
export function makeNet(examples: Examples, hidden: number, decay: number): Ground {
  const { count, inputs, classes, labels } = examples;
  const [wide, high] = [inputs + 1, hidden + 1];
  const size = sizeOf(examples, hidden);
  const start = hidden * wide; // of V
  const h = new Float64Array(high).fill(1); // the last stays 1
  const p = new Float64Array(classes);
  const delta = new Float64Array(classes);
  const back = new Float64Array(hidden); // Vᵀ δ
  const bend = new Float64Array(classes * hidden); // B
  const spread = new Float64Array(classes * hidden); // S B
  const core = new Float64Array(hidden * hidden); // Bᵀ S B, and h″ on its diagonal

  /** Leaves h, p, δ and Vᵀ δ of example n behind; gives its cross-entropy. */
  const forward = (w: Float64Array, n: number): number => {
    const x = examples.row(n);
    for (let j = 0; j < hidden; j++) {
      let a = 0;
      for (let i = 0; i < wide; i++) a += at(w, j * wide + i) * at(x, i);
      h[j] = 1 - 2 / (exp(2 * a) + 1);
    }
    let most = -Infinity;
    for (let k = 0; k < classes; k++) {
      let z = 0;
      for (let a = 0; a < high; a++) z += at(w, start + k * high + a) * at(h, a);
      p[k] = z;
      most = Math.max(most, z);
    }
    const own = labels[n] ?? 0;
    const score = at(p, own) - most;
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += p[k] = exp(at(p, k) - most);
    for (let k = 0; k < classes; k++) {
      p[k] = at(p, k) / sum;
      delta[k] = at(p, k) - (k === own ? 1 : 0);
    }
    for (let j = 0; j < hidden; j++) {
      let d = 0;
      for (let k = 0; k < classes; k++) d += at(w, start + k * high + j) * at(delta, k);
      back[j] = d;
    }
    return ln(sum) - score;
  };

  const addSlope = (gradient: Float64Array, n: number): void => {
    const x = examples.row(n);
    for (let j = 0; j < hidden; j++) {
      const d = at(back, j) * (1 - at(h, j) ** 2);
      for (let i = 0; i < wide; i++) gradient[j * wide + i] = at(gradient, j * wide + i) + d * at(x, i);
    }
    for (let k = 0; k < classes; k++)
      for (let a = 0; a < high; a++) gradient[start + k * high + a] = at(gradient, start + k * high + a) + at(delta, k) * at(h, a);
  };

  /** Adds to the entries on and below the diagonal. */
  const addCurvature = (hessian: readonly Float64Array[], w: Float64Array, n: number): void => {
    const x = examples.row(n);
    for (let j = 0; j < hidden; j++) {
      let mean = 0;
      for (let k = 0; k < classes; k++) mean += at(p, k) * (bend[k * hidden + j] = at(w, start + k * high + j) * (1 - at(h, j) ** 2));
      for (let k = 0; k < classes; k++) spread[k * hidden + j] = at(p, k) * (at(bend, k * hidden + j) - mean);
    }
    for (let j = 0; j < hidden; j++)
      for (let m = 0; m <= j; m++) {
        let c = j === m ? -2 * at(back, j) * at(h, j) * (1 - at(h, j) ** 2) : 0;
        for (let k = 0; k < classes; k++) c += at(bend, k * hidden + j) * at(spread, k * hidden + m);
        core[j * hidden + m] = c;
      }
    for (let j = 0; j < hidden; j++)
      for (let i = 0; i < wide; i++) {
        const row = hessian[j * wide + i];
        if (!row) continue;
        for (let m = 0; m <= j; m++) {
          const c = at(core, j * hidden + m) * at(x, i);
          for (let q = 0; q < wide; q++) row[m * wide + q] = at(row, m * wide + q) + c * at(x, q);
        }
      }
    for (let k = 0; k < classes; k++)
      for (let a = 0; a < high; a++) {
        const row = hessian[start + k * high + a];
        if (!row) continue;
        for (let j = 0; j < hidden; j++) {
          const c = at(spread, k * hidden + j) * at(h, a) + (a === j ? at(delta, k) * (1 - at(h, j) ** 2) : 0);
          for (let i = 0; i < wide; i++) row[j * wide + i] = at(row, j * wide + i) + c * at(x, i);
        }
        for (let l = 0; l <= k; l++) {
          const s = ((k === l ? at(p, k) : 0) - at(p, k) * at(p, l)) * at(h, a);
          for (let b = 0; b < high; b++) row[start + l * high + b] = at(row, start + l * high + b) + s * at(h, b);
        }
      }
  };

  const finish = (w: Float64Array, sum: number, gradient: Float64Array): Slope => {
    let squared = 0;
    for (let i = 0; i < size; i++) {
      squared += at(w, i) ** 2;
      gradient[i] = at(gradient, i) / count + decay * at(w, i);
    }
    return { loss: sum / count + (decay / 2) * squared, gradient };
  };

  return {
    size,
    axesOf: eigenOf,
    slope(w) {
      const gradient = new Float64Array(size);
      let sum = 0;
      for (let n = 0; n < count; n++) {
        sum += forward(w, n);
        addSlope(gradient, n);
      }
      return finish(w, sum, gradient);
    },
    curvature(w): Curvature {
      const gradient = new Float64Array(size);
      const hessian = Array.from({ length: size }, () => new Float64Array(size));
      let sum = 0;
      for (let n = 0; n < count; n++) {
        sum += forward(w, n);
        addSlope(gradient, n);
        addCurvature(hessian, w, n);
      }
      hessian.forEach((row, i) => {
        for (let j = 0; j <= i; j++) {
          const mean = at(row, j) / count + (i === j ? decay : 0);
          row[j] = mean;
          const mirrored = hessian[j];
          if (mirrored) mirrored[i] = mean;
        }
      });
      return { ...finish(w, sum, gradient), hessian };
    },
  };
}

/** The number at a place that is known to be there. */
const at = (row: Float64Array, i: number): number => row[i] ?? NaN;
