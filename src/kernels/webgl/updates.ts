/**
 * Gradient and update in one draw: the variable, and what its optimiser keeps, are written side by side from a gradient
 * that is never stored.
 */
import { float, type Grid } from './grid.ts';
import type { Shader } from './pass.ts';

/** One optimiser in GLSL, from `vec4 g, w` and the states to `out0` (the variable) and `out1`, … (the states). */
export interface Rule {
  readonly states: readonly string[];
  readonly uniforms: readonly string[];
  /** `kept`: w after weight decay; `rate`: the learning rate of each value. */
  readonly body: string;
}

export const SGD: Rule = { states: [], uniforms: [], body: 'out0 = kept - rate * g;' };

export const momentumRule = (momentum: number): Rule => ({
  states: ['V'],
  uniforms: [],
  body: `out1 = ${float(momentum)} * getV(m, r, c) + g; out0 = kept - rate * out1;`,
});

/** `correction1` and `correction2`: 1 / (1 − βᵗ). */
export const adamRule = (beta1: number, beta2: number, epsilon: number): Rule => ({
  states: ['M', 'V'],
  uniforms: ['correction1', 'correction2'],
  body: `
out1 = ${float(beta1)} * getM(m, r, c) + ${float(1 - beta1)} * g;
out2 = ${float(beta2)} * getV(m, r, c) + ${float(1 - beta2)} * g * g;
out0 = kept - rate * (out1 * correction1 / (sqrt(out2 * correction2) + ${float(epsilon)}));`,
});

/** Where a parameter's replica is told: in its matrices, so many each, or in its rows (also where it is a vector of one model). */
export type ReplicaAxis = { readonly matricesEach: number } | 'rows';

/**
 * @param gradient `vec4 gradient(m, r, c)` in GLSL, which reads `inputs`
 * @param rates    [replicas, 2]: learning rate and weight decay of each
 */
export function update(name: string, gradient: string, inputs: Shader['inputs'], parameter: Grid, rule: Rule, axis: ReplicaAxis, rates: Grid): Shader {
  const states = Object.fromEntries(rule.states.map((state) => [state, parameter]));
  return {
    name,
    inputs: { ...inputs, P: parameter, ...states, R: rates },
    output: parameter,
    outputs: 1 + rule.states.length,
    uniforms: rule.uniforms,
    // two replicas share a texel of the rates: rate and decay of the one in xy, of the next in zw
    functions: `vec2 settings(int replica) { vec4 s = getR(0, replica / 2, 0); return replica % 2 == 0 ? s.xy : s.zw; }\n${gradient}`,
    body: `
vec4 g = gradient(m, r, c), w = getP(m, r, c);
${settingsOf(axis)}
vec4 rate = vec4(s0.xx, s1.xx), kept = w * (1.0 - rate * vec4(s0.yy, s1.yy));
${rule.body}`,
  };
}

function settingsOf(axis: ReplicaAxis): string {
  if (axis === 'rows') return 'vec2 s0 = settings(2 * r), s1 = settings(2 * r + 1);';
  return `vec2 s0 = settings(m / ${axis.matricesEach}), s1 = s0;`;
}

/** The gradient alone, into a tensor of the parameter's shape. */
export function gradientOnly(name: string, gradient: string, inputs: Shader['inputs'], parameter: Grid): Shader {
  return { name, inputs, output: parameter, functions: gradient, body: 'out0 = gradient(m, r, c);' };
}
