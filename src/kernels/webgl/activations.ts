/** Activations in GLSL, on four values at a time. */
export type Activation = 'linear' | 'relu' | 'tanh' | 'sigmoid';

/** `vec4 activate(vec4)`. tanh by the exponential of a negative number, which neither overflows nor depends on the driver's own. */
export function activate(activation: Activation): string {
  const of: Record<Activation, string> = {
    linear: 'return z;',
    relu: 'return max(z, 0.0);',
    tanh: 'vec4 e = exp(-2.0 * abs(z)); vec4 t = (1.0 - e) / (1.0 + e); return sign(z) * mix(t, abs(z) * (1.0 - z * z / 3.0), vec4(lessThan(abs(z), vec4(0.01))));',
    sigmoid: 'return 1.0 / (1.0 + exp(-z));',
  };
  return `vec4 activate(vec4 z) { ${of[activation]} }`;
}

/** Its derivative as an expression of the output `y`. */
export function slope(activation: Activation, y: string): string {
  const of: Record<Activation, string> = {
    linear: '1.0',
    relu: `vec4(greaterThan(${y}, vec4(0.0)))`,
    tanh: `(1.0 - ${y} * ${y})`,
    sigmoid: `(${y} * (1.0 - ${y}))`,
  };
  return of[activation];
}
