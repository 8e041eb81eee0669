/** Adam (Kingma and Ba, 2015) on one row of numbers: for what is trained and is no network's parameter. As `adam` in optimisers.ts. */

/** @returns a step w ← w − η·m̂/(√v̂ + ε), in place, for a gradient of the same length. */
export function rowAdam(w: Float32Array, rate: number): (gradient: Float32Array) => void {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];
  const [m, v] = [new Float32Array(w.length), new Float32Array(w.length)];
  let [power1, power2] = [1, 1];
  return (gradient) => {
    if (gradient.length !== w.length) throw new Error(`rowAdam: ${w.length} numbers, but a gradient of ${gradient.length}`);
    power1 *= beta1;
    power2 *= beta2;
    for (let k = 0; k < w.length; k++) {
      const g = gradient[k] ?? 0;
      const first = beta1 * (m[k] ?? 0) + (1 - beta1) * g;
      const second = beta2 * (v[k] ?? 0) + (1 - beta2) * g * g;
      m[k] = first;
      v[k] = second;
      w[k] = (w[k] ?? 0) - (rate * first) / (1 - power1) / (Math.sqrt(second / (1 - power2)) + epsilon);
    }
  };
}
