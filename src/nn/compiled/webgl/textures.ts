/** Textures of a compiled step: those it keeps, and those of the variables it trains. */
import { type Device, free, newPacked, type Packed, packedOf, type Slot } from '../../../kernels/webgl/device.ts';
import { type Grid, sameGrid } from '../../../kernels/webgl/grid.ts';
import * as tf from '../../tf.ts';

/** Textures that live as long as a list of draws. */
export class Textures {
  private readonly made: Packed[] = [];

  constructor(private readonly device: Device) {}

  make(shape: readonly number[]): Packed {
    const texture = newPacked(this.device, shape);
    this.made.push(texture);
    return texture;
  }

  dispose(): void {
    free(this.device, ...this.made.splice(0));
  }
}

/** Two textures that take turns: a draw cannot write what it reads. */
export interface State {
  readonly from: Slot;
  readonly to: Slot;
}

/** A variable and its optimiser's state on the card. */
export class Parameter {
  readonly grid: Grid;
  /** What the draws read: the variable as it is. */
  readonly value: Slot = { texture: undefined };
  /** What an update writes: the variable as it will be. */
  readonly next: Slot = { texture: undefined };
  readonly states: readonly State[];
  private pairs: { from: Packed; to: Packed }[];
  private written: Packed | undefined;
  private release = () => {};
  private reading = false;
  private readonly retired: Packed[] = [];

  constructor(
    private readonly device: Device,
    readonly variable: tf.Variable,
    stateCount: number,
  ) {
    const model = newPacked(device, variable.shape);
    free(device, model);
    this.grid = model.grid;
    this.pairs = Array.from({ length: stateCount }, () => ({ from: this.zeros(), to: newPacked(device, variable.shape) }));
    this.states = this.pairs.map(() => ({ from: { texture: undefined }, to: { texture: undefined } }));
  }

  /** Before the draws: the variable may have been assigned to. */
  locate(): void {
    if (this.variable.isDisposed) throw new Error(`compiled step: the variable ${this.variable.name} has been disposed of`);
    const { texture, grid, release } = packedOf(this.device, this.variable, this.variable.shape, this.grid);
    if (!sameGrid(grid, this.grid))
      throw new Error(`compiled step: the variable ${this.variable.name} lies in another texture than [${this.grid.shape.join()}] should`);
    this.release = release;
    this.value.texture = texture;
    this.pairs.forEach(({ from, to }, k) => {
      const state = this.states[k];
      if (!state) return;
      state.from.texture = from.texture;
      state.to.texture = to.texture;
    });
  }

  /**
   * A texture for the update to write. A new tensor each time, from tfjs's pool, which hands out the same two in turn:
   * clones, slices and reads under way of the old value stay what they were.
   */
  open(): void {
    this.written = newPacked(this.device, this.variable.shape);
    this.next.texture = this.written.texture;
  }

  /** After the draws: what was written becomes the variable's value. */
  adopt(): void {
    const { written } = this;
    if (!written) return;
    this.written = undefined;
    const value = tf.engine().makeTensorFromTensorInfo(written.info);
    this.variable.assign(value);
    value.dispose();
    for (const pair of this.pairs) [pair.from, pair.to] = [pair.to, pair.from];
  }

  /** After the draws: what was written as a tensor of the caller's; the variable stays as it is. */
  take(): tf.Tensor {
    const { written } = this;
    if (!written) throw new Error('compiled step: there is nothing to take');
    this.written = undefined;
    return tf.engine().makeTensorFromTensorInfo(written.info);
  }

  /** After the draws, adopted or not. */
  close(): void {
    this.release();
    this.release = () => {};
    if (this.written) free(this.device, this.written);
    this.written = undefined;
  }

  /** The optimiser's state; asks the card at once, so that later steps do not matter. One reading at a time. */
  async readStates(): Promise<Float32Array[]> {
    this.reading = true;
    try {
      return await Promise.all(this.pairs.map(({ from }) => this.read(from)));
    } finally {
      this.reading = false;
      free(this.device, ...this.retired.splice(0));
    }
  }

  private async read({ info: { dataId } }: Packed): Promise<Float32Array> {
    const { backend } = this.device;
    const values = await backend.read(dataId);
    delete backend.getDataInfo(dataId).values; // tfjs keeps what was read, but this texture will be written again
    if (!(values instanceof Float32Array)) throw new Error('compiled step: the card gave no float32 numbers');
    return values.slice();
  }

  writeStates(states: readonly Float32Array[]): void {
    if (states.length !== this.pairs.length)
      throw new Error(`compiled step: ${this.pairs.length} states of ${this.variable.name}, but ${states.length} in the snapshot`);
    this.pairs = this.pairs.map(({ from, to }, k) => {
      this.retire(from);
      return { from: this.uploaded(states[k] ?? new Float32Array(this.variable.size)), to };
    });
  }

  dispose(): void {
    this.close();
    for (const { from, to } of this.pairs.splice(0)) this.retire(from, to);
  }

  /** Frees textures, but not while they are read: tfjs would free them itself then, and miscount its own. */
  private retire(...textures: readonly Packed[]): void {
    if (this.reading) this.retired.push(...textures);
    else free(this.device, ...textures);
  }

  private zeros = (): Packed => this.uploaded(new Float32Array(this.variable.size));

  private uploaded(values: Float32Array): Packed {
    const { shape } = this.variable;
    const flat = this.device.backend.makeTensorInfo([...shape], 'float32', values);
    const { info, grid, texture } = packedOf(this.device, flat, shape, this.grid);
    if (info.dataId !== flat.dataId) this.device.backend.disposeIntermediateTensorInfo(flat);
    return { info, grid, texture };
  }
}
