/**
 * From the description of a net to a static list of draws: forward, loss, backward. Activations and gradients have
 * textures of their own, made once; x, targets and parameters are read through slots.
 */
import type { Device, Packed, Slot } from '../../../kernels/webgl/device.ts';
import type { Grid } from '../../../kernels/webgl/grid.ts';
import { lossGradient, lossMean, lossPartial, lossParts } from '../../../kernels/webgl/losses.ts';
import { makePass, type Pass } from '../../../kernels/webgl/pass.ts';
import { checkPrograms } from '../../../kernels/webgl/programs.ts';
import type { ReplicaAxis } from '../../../kernels/webgl/updates.ts';
import type { Shader } from '../../../kernels/webgl/pass.ts';
import type { LossName } from '../../losses.ts';
import { type Layer, type Model, shapesOf } from '../../model.ts';
import { at, backwardOf, forwardOf, isTrained, type Value, type Weights } from './layers.ts';
import { type Parameter, Textures } from './textures.ts';

/** What a list of draws is made for. */
export interface Inputs {
  readonly replicas: number;
  readonly batch: number;
  readonly x: Grid;
}

/** How a parameter's gradient is computed: `vec4 gradient(m, r, c)` in GLSL. */
export interface Gradient {
  readonly parameter: Parameter;
  readonly name: string;
  readonly glsl: string;
  readonly grids: Shader['inputs'];
  readonly slots: Readonly<Record<string, Slot>>;
  readonly axis: ReplicaAxis;
}

export interface Forward {
  readonly x: Slot;
  readonly passes: readonly Pass[];
  /** Where the last layer writes, [replicas, batch, …]: a texture of that grid, new for each run. */
  readonly outputs: { readonly slot: Slot; readonly grid: Grid };
  dispose(): void;
}

export interface Training {
  readonly x: Slot;
  readonly targets: Slot;
  /** Where the loss goes. */
  readonly loss: Slot;
  /** Up to the loss and its gradient by the outputs. */
  readonly forward: readonly Pass[];
  readonly backward: readonly Pass[];
  readonly gradients: readonly Gradient[];
  dispose(): void;
}

/** Everything that the parts of a plan are made with. */
export interface Making {
  readonly device: Device;
  readonly textures: Textures;
  readonly inputs: Inputs;
  readonly passes: Pass[];
}

/** Multiplications that the last layer may do over again to save a draw; measured on no card, see `isFused`. */
const REPEATED_AT_MOST = 1 << 19;
const FUSED_TEXELS = 8;

/** Flattening at the start is done by seeing x as flat. */
export const flatInput = (model: Model): boolean => model.layers[0]?.kind === 'flatten';

/** The list that only predicts. */
export function planForward(device: Device, model: Model, inputs: Inputs, weights: readonly (Weights | undefined)[]): Forward {
  return building(device, inputs, (making) => {
    const x: Slot = { texture: undefined };
    const { values } = layOut(making, model, x, weights, model.layers.length);
    const last = at(values, values.length - 1);
    return { x, passes: making.passes, outputs: last };
  });
}

/** The list that differentiates. `lossGrid` is the grid of the tensor that the loss is written to. */
export function planTraining(
  device: Device,
  model: Model,
  loss: LossName,
  inputs: Inputs,
  targetsGrid: Grid,
  lossGrid: Grid,
  weights: readonly (Weights | undefined)[],
): Training {
  return building(device, inputs, (making) => {
    const { replicas } = inputs;
    const [x, targets, lossSlot]: [Slot, Slot, Slot] = [{ texture: undefined }, { texture: undefined }, { texture: undefined }];
    const last = model.layers.length - 1;
    const fused = isFused(model, loss, inputs);
    const { values, shapes } = layOut(making, model, x, weights, fused ? last : last + 1);
    const { textures, passes } = making;

    const shape = [replicas, inputs.batch, ...at(shapes, last)];
    const [dz, contributions] = [textures.make(shape), textures.make(shape)];
    const layer = at(model.layers, last);
    const activation = 'activation' in layer ? layer.activation : 'linear';
    const count = shape.reduce((a, b) => a * b, 1) / replicas;
    const each = loss === 'squared-error' ? 1 / count : (shape.at(-1) ?? 1) / count;
    const below = at(values, values.length - 1);
    const w = fused ? weights[last] : undefined;
    const from = w ? { x: below.grid, weight: w.weight.grid, bias: w.bias.grid } : { stored: below.grid };
    const read: Readonly<Record<string, Slot>> = w ? { X: below.slot, W: w.weight.value, B: w.bias.value } : { Y: below.slot };
    passes.push(
      makePass(device, lossGradient(loss, from, dz.grid, targetsGrid, activation), { ...read, T: targets }, [dz, contributions], { each: () => each }),
    );
    passes.push(...lossPasses(making, contributions, lossGrid, lossSlot, each));

    const lossAt = passes.length;
    const gradients: Gradient[] = [];
    const first = model.layers.findIndex(isTrained);
    let dy: Value = { slot: dz, grid: dz.grid, activation: 'linear', packed: dz };
    for (let i = last; i >= first; i--) dy = backwardOf(making, at(model.layers, i), at(values, i), dy, i > first, weights[i], gradients);
    return { x, targets, loss: lossSlot, forward: passes.slice(0, lossAt), backward: passes.slice(lossAt), gradients };
  });
}

function lossPasses({ device, textures, inputs: { replicas } }: Making, contributions: Packed, lossGrid: Grid, loss: Slot, each: number): Pass[] {
  const parts = lossParts(contributions.grid, replicas);
  if (parts === 1) return [makePass(device, lossMean(contributions.grid, lossGrid), { L: contributions }, [loss], { each: () => each })];
  const partial = textures.make([replicas, 2, 2 * parts]);
  return [
    makePass(device, lossPartial(contributions.grid, partial.grid), { L: contributions }, [partial]),
    makePass(device, lossMean(partial.grid, lossGrid), { L: partial }, [loss], { each: () => each }),
  ];
}

/**
 * Whether the last layer is computed within the loss's draw. With cross-entropy every fragment needs all logits of its
 * rows, so it pays for few classes only.
 */
function isFused(model: Model, loss: LossName, { replicas, batch }: Inputs): boolean {
  const layer = model.layers.at(-1);
  if (layer?.kind !== 'dense' || layer.activation === 'sigmoid') return false;
  if (loss !== 'cross-entropy') return true;
  const shapes = shapesOf(model);
  const fanIn = (shapes.at(-2) ?? model.input).reduce((a, b) => a * b, 1);
  const texels = Math.ceil(layer.units / 2);
  return texels <= FUSED_TEXELS && replicas * batch * fanIn * layer.units * (texels - 1) <= REPEATED_AT_MOST;
}

/** The value before each layer and after the last, and the forward passes of the first `count` layers. */
function layOut(
  making: Making,
  model: Model,
  x: Slot,
  weights: readonly (Weights | undefined)[],
  count: number,
): { values: Value[]; shapes: (readonly number[])[] } {
  const { inputs } = making;
  const shapes = shapesOf(model);
  const shared = inputs.x.shape.length === (flatInput(model) ? 1 : model.input.length) + 1;
  const values: Value[] = [{ slot: x, grid: inputs.x, activation: 'linear', shared }];
  model.layers.slice(0, count).forEach((layer: Layer, i) => {
    const input = at(values, i);
    values.push(i === 0 && layer.kind === 'flatten' ? input : forwardOf(making, layer, input, at(shapes, i), weights[i]));
  });
  return { values, shapes };
}

/** Lets `build` make textures and passes, and waits for the programs; frees everything when that throws. */
function building<T extends object>(device: Device, inputs: Inputs, build: (making: Making) => T): T & { dispose(): void } {
  const making: Making = { device, inputs, textures: new Textures(device), passes: [] };
  const dispose = () => {
    for (const pass of making.passes) pass.dispose();
    making.textures.dispose();
  };
  try {
    const plan = build(making);
    checkPrograms(device);
    return { ...plan, dispose };
  } catch (thrown) {
    dispose();
    throw thrown;
  }
}
