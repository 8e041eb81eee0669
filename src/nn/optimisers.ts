/**
 * Optimisers: from gradients to new values of the variables. A specification is plain data; the state that an
 * optimiser keeps between steps is made by `makeOptimiser` and freed by its `dispose`.
 */
import * as tf from './tf.ts';

interface Common {
  readonly learningRate: number;
  /** λ of decoupled weight decay (Loshchilov and Hutter, 2019): each step also takes learningRate · λ · w off every variable. */
  readonly weightDecay?: number;
}

/** w ← w − η·g */
export interface SgdSpec extends Common {
  readonly kind: 'sgd';
}

/** v ← μ·v + g, then w ← w − η·v */
export interface MomentumSpec extends Common {
  readonly kind: 'momentum';
  readonly momentum: number;
}

/** m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², then w ← w − η·m̂/(√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ) (Kingma and Ba, 2015) */
export interface AdamSpec extends Common {
  readonly kind: 'adam';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export type OptimiserSpec = SgdSpec | MomentumSpec | AdamSpec;

type More = { readonly weightDecay?: number };
export const sgd = (learningRate: number, more: More = {}): SgdSpec => ({ kind: 'sgd', learningRate, ...more });
export const momentum = (learningRate: number, mu = 0.9, more: More = {}): MomentumSpec => ({ kind: 'momentum', learningRate, momentum: mu, ...more });
/** Defaults are the paper's, but ε = 1e-7 as in tfjs, because 1e-8 is lost beside √v̂ in float32. */
export const adam = (learningRate: number, more: Partial<Omit<AdamSpec, 'kind' | 'learningRate'>> = {}): AdamSpec => ({
  kind: 'adam',
  learningRate,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  ...more,
});

export interface Optimiser {
  /** One update. `gradients` are in the order of the variables; the caller keeps and frees them. */
  apply(gradients: readonly tf.Tensor[]): void;
  /** Frees the optimiser's state, not the variables. */
  dispose(): void;
}

/** Throws when a setting is not a usable number. */
export function makeOptimiser(spec: OptimiserSpec, variables: readonly tf.Variable[]): Optimiser {
  for (const [name, value] of Object.entries(spec)) {
    if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0))
      throw new Error(`${spec.kind}: ${name} must be a number of at least 0, got ${value}`);
  }
  switch (spec.kind) {
    case 'sgd':
      return sgdOptimiser(spec, variables);
    case 'momentum':
      return momentumOptimiser(spec, variables);
    case 'adam':
      return adamOptimiser(spec, variables);
  }
}

function sgdOptimiser(spec: SgdSpec, variables: readonly tf.Variable[]): Optimiser {
  return {
    apply: (gradients) => forEach(variables, gradients, (w, g) => move(spec, w, g)),
    dispose: () => {},
  };
}

function momentumOptimiser(spec: MomentumSpec, variables: readonly tf.Variable[]): Optimiser {
  const velocities = zerosLike(variables);
  return {
    apply: (gradients) =>
      forEach(variables, gradients, (w, g, k) => {
        const velocity = at(velocities, k);
        velocity.assign(tf.add(tf.mul(velocity, spec.momentum), g));
        move(spec, w, velocity);
      }),
    dispose: () => tf.dispose(velocities),
  };
}

function adamOptimiser(spec: AdamSpec, variables: readonly tf.Variable[]): Optimiser {
  const { beta1, beta2, epsilon } = spec;
  const firsts = zerosLike(variables);
  const seconds = zerosLike(variables);
  let power1 = 1; // β₁ᵗ and β₂ᵗ by repeated multiplication, which every engine rounds in the same way
  let power2 = 1;
  return {
    apply(gradients) {
      power1 *= beta1;
      power2 *= beta2;
      forEach(variables, gradients, (w, g, k) => {
        const m = at(firsts, k);
        const v = at(seconds, k);
        m.assign(tf.add(tf.mul(m, beta1), tf.mul(g, 1 - beta1)));
        v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(g), 1 - beta2)));
        move(spec, w, tf.div(tf.div(m, 1 - power1), tf.add(tf.sqrt(tf.div(v, 1 - power2)), epsilon)));
      });
    },
    dispose: () => tf.dispose([firsts, seconds]),
  };
}

/** w ← w − η·(update + λ·w) */
function move({ learningRate, weightDecay = 0 }: Common, w: tf.Variable, update: tf.Tensor): void {
  const kept = weightDecay ? tf.mul(w, 1 - learningRate * weightDecay) : w;
  w.assign(tf.sub(kept, tf.mul(update, learningRate)));
}

const zerosLike = (variables: readonly tf.Variable[]) => variables.map((w) => tf.tidy(() => tf.variable(tf.zerosLike(w), false)));

function forEach(variables: readonly tf.Variable[], gradients: readonly tf.Tensor[], update: (w: tf.Variable, g: tf.Tensor, k: number) => void): void {
  if (gradients.length !== variables.length) throw new Error(`optimiser: ${variables.length} variables, but ${gradients.length} gradients`);
  variables.forEach((w, k) => {
    tf.tidy(() => update(w, at(gradients, k), k));
  });
}

function at<T>(list: readonly T[], k: number): T {
  const item = list[k];
  if (item === undefined) throw new Error(`optimiser: there is no entry ${k}`);
  return item;
}
