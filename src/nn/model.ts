/**
 * What a network looks like, as plain data: an input shape and a list of layers.
 *
 * `net.ts` reads it to make and apply parameters with ordinary tensor operations; anything else that has to know the
 * network (a compiled training step, a picture of it, a count of its weights) reads the same description.
 */
import type { Activation } from './activations.ts';
import type { Init } from './init.ts';

export interface DenseLayer {
  readonly kind: 'dense';
  readonly units: number;
  readonly activation: Activation;
  /** Default: 'he' before ReLU, else 'glorot'. */
  readonly init?: Init;
  /** Factor on the standard deviation of the initial weights. Default 1. */
  readonly gain?: number;
}

/** Convolution over pictures [batch, height, width, channels]. */
export interface ConvLayer {
  readonly kind: 'conv';
  readonly filters: number;
  /** Height and width of a filter. */
  readonly size: number;
  readonly stride: number;
  readonly padding: 'same' | 'valid';
  readonly activation: Activation;
  readonly init?: Init;
  readonly gain?: number;
}

/** Largest value of each size × size square, without overlap; a remainder at the edge is dropped. */
export interface PoolLayer {
  readonly kind: 'pool';
  readonly size: number;
}

export interface FlattenLayer {
  readonly kind: 'flatten';
}

export type Layer = DenseLayer | ConvLayer | PoolLayer | FlattenLayer;

export interface Model {
  /** Shape of one example, without the batch: [features], or [height, width, channels]. */
  readonly input: readonly number[];
  readonly layers: readonly Layer[];
}

export const dense = (units: number, activation: Activation = 'linear', more: Pick<DenseLayer, 'init' | 'gain'> = {}): DenseLayer => ({
  kind: 'dense',
  units,
  activation,
  ...more,
});
export const conv = (
  filters: number,
  size: number,
  activation: Activation = 'relu',
  more: Partial<Pick<ConvLayer, 'stride' | 'padding' | 'init' | 'gain'>> = {},
): ConvLayer => ({
  kind: 'conv',
  filters,
  size,
  stride: 1,
  padding: 'same',
  activation,
  ...more,
});
export const pool = (size = 2): PoolLayer => ({ kind: 'pool', size });
export const flatten = (): FlattenLayer => ({ kind: 'flatten' });

/** A fully connected network: `mlp([784, 128, 10])` has one hidden layer of 128 units and 10 linear outputs. */
export function mlp(widths: readonly [inputs: number, ...rest: number[]], activation: Activation = 'relu'): Model {
  const [inputs, ...rest] = widths;
  return { input: [inputs], layers: rest.map((units, k) => dense(units, k < rest.length - 1 ? activation : 'linear')) };
}

/** Shape of one example after each layer. Throws an error that names the layer and the shapes when a layer does not fit. */
export function shapesOf(model: Model): (readonly number[])[] {
  const shapes: (readonly number[])[] = [];
  let shape = model.input;
  if (shape.length === 0 || !shape.every(isCount)) throw new Error(`model: the input shape [${shape.join()}] must be positive whole numbers`);
  model.layers.forEach((layer, k) => {
    shape = shapeAfter(layer, shape, k);
    shapes.push(shape);
  });
  return shapes;
}

function shapeAfter(layer: Layer, shape: readonly number[], k: number): readonly number[] {
  const fail = (why: string): never => {
    throw new Error(`layer ${k} (${layer.kind}): ${why}, but its input is [${shape.join()}]`);
  };
  switch (layer.kind) {
    case 'dense':
      if (!isCount(layer.units)) fail(`units must be a positive whole number, not ${layer.units}`);
      return shape.length === 1 ? [layer.units] : fail('needs [features]; put a flatten layer before it');
    case 'flatten':
      return [shape.reduce((a, b) => a * b, 1)];
    case 'pool': {
      const [height = 0, width = 0, channels = 0] = shape;
      if (!isCount(layer.size)) fail(`size must be a positive whole number, not ${layer.size}`);
      return shape.length === 3 && height >= layer.size && width >= layer.size
        ? [Math.floor(height / layer.size), Math.floor(width / layer.size), channels]
        : fail(`needs [height, width, channels] of at least ${layer.size}`);
    }
    case 'conv': {
      const [height = 0, width = 0] = shape;
      if (![layer.filters, layer.size, layer.stride].every(isCount)) fail('filters, size and stride must be positive whole numbers');
      const out = (n: number) => Math.ceil((layer.padding === 'same' ? n : n - layer.size + 1) / layer.stride);
      return shape.length === 3 && out(height) > 0 && out(width) > 0
        ? [out(height), out(width), layer.filters]
        : fail(`needs [height, width, channels] that a ${layer.size} × ${layer.size} filter fits into`);
    }
  }
}

const isCount = (n: number) => Number.isInteger(n) && n > 0;
