/** The draws of each kind of layer, for all replicas at once. Values lie as [replicas, batch, …], parameters as [replicas, …]. */
import type { Packed, Slot } from '../../../kernels/webgl/device.ts';
import { BIAS_GRADIENT, denseForward, denseInputGradient, WEIGHT_GRADIENT } from '../../../kernels/webgl/dense.ts';
import type { Grid } from '../../../kernels/webgl/grid.ts';
import {
  convBiasGradient,
  convForward,
  convGradientParts,
  convInputGradient,
  filterGradient,
  filterParts,
  type Window,
} from '../../../kernels/webgl/convolution.ts';
import { flattenForward, flattenInputGradient } from '../../../kernels/webgl/flatten.ts';
import { poolForward, poolInputGradient } from '../../../kernels/webgl/pooling.ts';
import { makePass, type Shader } from '../../../kernels/webgl/pass.ts';
import type { Activation } from '../../activations.ts';
import type { ConvLayer, Layer } from '../../model.ts';
import type { Gradient, Making } from './plan.ts';
import type { Parameter } from './textures.ts';

/** What flows between two layers, and the activation that made it. */
export interface Value {
  readonly slot: Slot;
  readonly grid: Grid;
  readonly activation: Activation;
  /** One for all replicas. */
  readonly shared?: boolean;
  /** Absent for x, which is the caller's. */
  readonly packed?: Packed;
}

export interface Weights {
  readonly weight: Parameter;
  readonly bias: Parameter;
}

export const isTrained = (layer: Layer): boolean => layer.kind === 'dense' || layer.kind === 'conv';

export function at<T>(list: readonly T[], i: number): T {
  const item = list[i];
  if (item === undefined) throw new Error(`compiled step: there is no entry ${i}`);
  return item;
}

function needed(weights: Weights | undefined): Weights {
  if (!weights) throw new Error('compiled step: a layer has no parameters');
  return weights;
}

/** The parts of a shader's parameters that are named after values. */
const reading = (values: Readonly<Record<string, Value>>): Readonly<Record<string, Slot>> =>
  Object.fromEntries(Object.entries(values).map(([name, { slot }]) => [name, slot]));

/** Adds the draw that gives the layer's output. */
export function forwardOf(making: Making, layer: Layer, x: Value, outShape: readonly number[], weights: Weights | undefined): Value {
  const { device, textures, passes, inputs } = making;
  if (layer.kind === 'flatten' && x.grid.shape.length <= (x.shared && !x.packed ? 2 : 3)) return x; // features already
  const shared = Boolean(x.shared) && !isTrained(layer);
  const packed = textures.make([shared ? 1 : inputs.replicas, inputs.batch, ...outShape]);
  const value: Value = { slot: packed, grid: packed.grid, packed, shared, activation: 'activation' in layer ? layer.activation : 'linear' };
  const draw = (shader: Shader, slots: Readonly<Record<string, Slot>>) => passes.push(makePass(device, shader, slots, [packed]));
  switch (layer.kind) {
    case 'dense': {
      const { weight, bias } = needed(weights);
      draw(denseForward(x.grid, weight.grid, bias.grid, packed.grid, layer.activation), { X: x.slot, W: weight.value, B: bias.value });
      return value;
    }
    case 'conv': {
      const { weight, bias } = needed(weights);
      draw(convForward(x.grid, weight.grid, bias.grid, packed.grid, inputs.replicas, windowOf(layer, x.grid, packed.grid), layer.activation), {
        X: x.slot,
        F: weight.value,
        B: bias.value,
      });
      return value;
    }
    case 'pool':
      draw(poolForward(x.grid, packed.grid, layer.size), { X: x.slot });
      return value;
    case 'flatten':
      draw(flattenForward(x.grid, packed.grid), { X: x.slot });
      return value;
  }
}

/**
 * Adds the draws that bring the gradient below the layer, through the activation of the layer below, and lists the
 * gradients of its parameters.
 * @param dz by what the layer added up, before its own activation
 * @returns the gradient by x; dz itself where nobody below is trained
 */
export function backwardOf(making: Making, layer: Layer, x: Value, dz: Value, goesOn: boolean, weights: Weights | undefined, gradients: Gradient[]): Value {
  const { device, textures, passes, inputs } = making;
  if (layer.kind === 'flatten' && x.grid.shape.join() === dz.grid.shape.join()) return dz;
  if (isTrained(layer)) gradients.push(...gradientsOf(making, layer, x, dz, needed(weights)));
  if (!goesOn) return dz;
  const packed = textures.make(x.grid.shape);
  const slots = { D: dz.slot, ...(x.activation === 'linear' ? {} : { H: x.slot }) };
  const draw = (shader: Shader, more: Readonly<Record<string, Slot>> = {}) => passes.push(makePass(device, shader, { ...slots, ...more }, [packed]));
  switch (layer.kind) {
    case 'dense': {
      const { weight } = needed(weights);
      draw(denseInputGradient(dz.grid, weight.grid, x.grid, packed.grid, x.activation), { W: weight.value });
      break;
    }
    case 'conv': {
      const { weight } = needed(weights);
      draw(convInputGradient(dz.grid, weight.grid, x.grid, packed.grid, inputs.replicas, windowOf(layer, x.grid, dz.grid), x.activation), { F: weight.value });
      break;
    }
    case 'pool':
      draw(poolInputGradient(dz.grid, x.grid, packed.grid, layer.size, x.activation), { X: x.slot });
      break;
    case 'flatten':
      draw(flattenInputGradient(dz.grid, x.grid, packed.grid, x.activation));
  }
  return { slot: packed, grid: packed.grid, packed, activation: 'linear' };
}

function gradientsOf(making: Making, layer: Layer, x: Value, dz: Value, { weight, bias }: Weights): Gradient[] {
  const { device, textures, passes, inputs } = making;
  const { replicas, batch } = inputs;
  if (layer.kind !== 'conv') {
    const [forWeight, forBias] = [{ X: x, D: dz }, { D: dz }];
    return [
      { parameter: weight, name: 'dense weight', glsl: WEIGHT_GRADIENT, grids: gridsOf(forWeight), slots: reading(forWeight), axis: { matricesEach: 1 } },
      { parameter: bias, name: 'dense bias', glsl: BIAS_GRADIENT, grids: gridsOf(forBias), slots: reading(forBias), axis: 'rows' },
    ];
  }
  const taps = layer.size * layer.size;
  const parts = filterParts(weight.grid, batch);
  const [channels, filters] = [x.grid.cols, dz.grid.cols];
  const packed = textures.make([replicas, parts, taps + 1, channels, filters]);
  passes.push(
    makePass(device, convGradientParts(x.grid, dz.grid, packed.grid, replicas, parts, windowOf(layer, x.grid, dz.grid)), { X: x.slot, D: dz.slot }, [packed]),
  );
  const from = { grids: { G: packed.grid }, slots: { G: packed } };
  return [
    { parameter: weight, name: 'filter', glsl: filterGradient(taps, parts), ...from, axis: { matricesEach: taps } },
    { parameter: bias, name: 'convolution bias', glsl: convBiasGradient(taps, parts), ...from, axis: 'rows' },
  ];
}

const gridsOf = (values: Readonly<Record<string, Value>>): Shader['inputs'] =>
  Object.fromEntries(Object.entries(values).map(([name, { grid }]) => [name, grid]));

/** Padding by tfjs's rule: 'same' puts the smaller half before. */
function windowOf({ size, stride, padding }: ConvLayer, x: Grid, y: Grid): Window {
  const before = (n: number, out: number) => (padding === 'same' ? Math.floor(Math.max(0, (out - 1) * stride + size - n) / 2) : 0);
  return { size, stride, padTop: before(x.shape.at(-3) ?? 1, y.shape.at(-3) ?? 1), padLeft: before(x.rows, y.rows) };
}
