/** The optimisers of optimisers.ts, each fused with the gradient of the variable that it changes. */
import { type Device, packedOf } from '../../../kernels/webgl/device.ts';
import { makePass, type Pass } from '../../../kernels/webgl/pass.ts';
import { checkPrograms } from '../../../kernels/webgl/programs.ts';
import { adamRule, gradientOnly, momentumRule, type Rule, SGD, update } from '../../../kernels/webgl/updates.ts';
import type { OptimiserSpec } from '../../optimisers.ts';
import * as tf from '../../tf.ts';
import type { Gradient } from './plan.ts';

/** A list of draws, one a variable. */
export interface Updates {
  readonly passes: readonly Pass[];
  dispose(): void;
}

export interface Updater {
  update(gradients: readonly Gradient[]): Updates;
  /** Before each update: one more. */
  advance(): void;
  readonly steps: number;
  /** After this many updates. */
  restart(steps: number): void;
  setRates(rates: readonly number[]): void;
  dispose(): void;
}

function ruleOf(spec: OptimiserSpec): Rule {
  switch (spec.kind) {
    case 'sgd':
      return SGD;
    case 'momentum':
      return momentumRule(spec.momentum);
    case 'adam':
      return adamRule(spec.beta1, spec.beta2, spec.epsilon);
  }
}

/** How many tensors the optimiser keeps of each variable. */
export const stateCountOf = (spec: OptimiserSpec): number => ruleOf(spec).states.length;

export function makeUpdater(device: Device, spec: OptimiserSpec, replicas: number, firstRates: readonly number[], decays: readonly number[]): Updater {
  const rule = ruleOf(spec);
  // learning rate and weight decay of each replica, as a texture: they may be more than a program has uniforms for
  const settings = tf.tidy(() => tf.keep(tf.variable(tf.zeros([replicas, 2]), false)));
  const write = (rates: readonly number[]) =>
    tf.tidy(() =>
      settings.assign(
        tf.tensor2d(
          rates.flatMap((rate, k) => [rate, decays[k] ?? 0]),
          [replicas, 2],
        ),
      ),
    );
  write(firstRates);
  let steps = 0;
  // β₁ᵗ and β₂ᵗ by repeated multiplication, as in optimisers.ts
  let [power1, power2] = [1, 1];
  const uniforms = { correction1: () => 1 / (1 - power1), correction2: () => 1 / (1 - power2) };
  const slot: { texture: WebGLTexture | undefined } = { texture: undefined };
  const settingsPacked = () => packedOf(device, settings, [replicas, 2]);
  const advance = () => {
    steps++;
    if (spec.kind !== 'adam') return;
    power1 *= spec.beta1;
    power2 *= spec.beta2;
  };
  return {
    update(gradients) {
      const { grid } = settingsPacked();
      return listOf(device, gradients, ({ parameter, name, glsl, grids, slots, axis }) => {
        const states = Object.fromEntries(rule.states.map((state, k) => [state, parameter.states[k]?.from ?? slot]));
        const outputs = [parameter.next, ...parameter.states.map(({ to }) => to)];
        const shader = update(`${name}, ${spec.kind}`, glsl, grids, parameter.grid, rule, axis, grid);
        return makePass(device, shader, { ...slots, P: parameter.value, ...states, R: slot }, outputs, uniforms);
      });
    },
    advance() {
      advance();
      slot.texture = settingsPacked().texture;
    },
    get steps() {
      return steps;
    },
    restart(wanted) {
      [steps, power1, power2] = [0, 1, 1];
      while (steps < wanted) advance();
    },
    setRates: write,
    dispose: () => settings.dispose(),
  };
}

/** The gradients alone, each into its parameter's `next`. */
export const gradientsOnly = (device: Device, gradients: readonly Gradient[]): Updates =>
  listOf(device, gradients, ({ parameter, name, glsl, grids, slots }) =>
    makePass(device, gradientOnly(`${name} gradient`, glsl, grids, parameter.grid), slots, [parameter.next]),
  );

function listOf(device: Device, gradients: readonly Gradient[], passOf: (gradient: Gradient) => Pass): Updates {
  const passes = gradients.map(passOf);
  checkPrograms(device);
  return {
    passes,
    dispose() {
      for (const pass of passes) pass.dispose();
    },
  };
}
