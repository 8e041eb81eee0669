/**
 * The stack of stack.ts on WASM: one list of calls of our kernels, forward and backward, on one row of parameters. Nothing
 * is recorded, allocated or dispatched while it runs.
 */
import { context, hasKernels } from '../../kernels/current.ts';
import { Epilogue } from '../../kernels/exports.ts';
import { type Call, type Slot, within } from '../compiled/buffers.ts';
import { building } from '../compiled/plan.ts';
import type { AdamSpec } from '../optimisers.ts';
import { layersOf, sizeOf, type Stack } from './stack.ts';

/** A stack and a batch in the kernels' memory. */
export interface Machine {
  /** Copies the examples: x [batch, inputs], targets [batch, outputs]. */
  show(x: Float32Array, targets: Float32Array): void;
  /** A window on the parameters, [size], to read and write; until the next call. */
  weights(): Float32Array;
  /** The mean cross-entropy of the batch. */
  loss(): number;
  /** Logits of the last call, [batch, outputs]; until the next one. */
  logits(): Float32Array;
  /** The loss, and its gradient, which `gradient` and `step` read. */
  differentiate(): number;
  /** [size], until the next call. */
  gradient(): Float32Array;
  /** Adam along the gradient. */
  step(adam: AdamSpec): void;
  /** The three rows, each [size], that `moveTo` goes by. */
  aim(centre: Float32Array, first: Float32Array, second: Float32Array): void;
  /** Puts the weights at centre + a · first + b · second. */
  moveTo(a: number, b: number): void;
  dispose(): void;
}

export function compileStack(stack: Stack, batch: number): Machine {
  const started = context();
  const { kernels: k, heap } = started;
  const [layers, size] = [layersOf(stack), sizeOf(stack)];
  const [hidden, out] = [batch * stack.width, batch * stack.outputs];

  const plan = building(started, (buffers) => {
    const make = (count: number) => buffers.make([count]);
    const rows = { weights: make(size), gradient: make(size), m: make(size), v: make(size), centre: make(size), first: make(size), second: make(size) };
    const ends = { x: make(batch * stack.inputs), targets: make(out), y: make(out), dy: make(out), loss: make(1), rate: make(1), decay: make(1) };
    const [dh, dz] = [make(hidden), make(hidden)]; // gradients by the stream, and by a layer's sum before its ReLU
    const forward: Call[] = [];
    const backward: Call[][] = [];
    let h: Slot = ends.x;
    for (const { from, to, weight, bias, relu, skip } of layers) {
      const x = h;
      const r = relu ? make(hidden) : ends.y;
      const [w, b, dW, db] = [within(rows.weights, weight), within(rows.weights, bias), within(rows.gradient, weight), within(rows.gradient, bias)];
      const scratch = buffers.scratch(Math.max(k.matMulScratch(batch, from), k.matMulScratch(from, batch), k.matMulScratch(batch, to)));
      const end = Epilogue.bias | (relu ? Epilogue.relu : 0);
      forward.push(() => k.matMul(0, 0, batch, to, from, x.address, w.address, r.address, b.address, end, 1, 0, 0, 0, 0, scratch.address));
      h = r;
      if (skip) {
        const sum = make(hidden);
        forward.push(() => k.plane(r.address, x.address, x.address, 1, 0, sum.address, 0, hidden));
        h = sum;
      }
      const d = relu ? dz : ends.dy;
      const back: Call[] = relu ? [() => k.reluGrad(dh.address, r.address, dz.address, hidden)] : [];
      back.push(
        () => k.matMul(1, 0, from, to, batch, x.address, d.address, dW.address, 0, 0, 1, 0, 0, 0, 0, scratch.address),
        () => k.columnSums(d.address, batch, to, db.address, 1),
      );
      const add = skip ? Epilogue.accumulate : Epilogue.none; // what goes along the skip is there already
      if (x !== ends.x) back.push(() => k.matMul(0, 1, batch, from, to, d.address, w.address, dh.address, 0, add, 1, 0, 0, 0, 0, scratch.address));
      backward.unshift(back);
    }
    const { y, targets, dy } = ends;
    forward.push(() => k.softmaxCrossEntropy(y.address, targets.address, 0, dy.address, batch, stack.outputs, 1 / batch, ends.loss.address, 1));
    return { ...rows, ...ends, forward, backward: backward.flat() };
  });

  const view = (slot: Slot, count: number) => new Float32Array(heap.memory.buffer, slot.address, count);
  const fill = (slot: Slot, count: number, what: string, from: Float32Array) => {
    if (from.length !== count) throw new Error(`stack: ${what} must have ${count} numbers, not ${from.length}`);
    view(slot, count).set(from);
  };
  let [power1, power2] = [1, 1];

  function loss(): number {
    if (!hasKernels() || context().heap !== heap) throw new Error('stack: tfjs no longer runs on the WASM backend that it was compiled for');
    for (const call of plan.forward) call();
    return view(plan.loss, 1)[0] ?? NaN;
  }

  return {
    show(x, targets) {
      fill(plan.x, batch * stack.inputs, 'x', x);
      fill(plan.targets, out, 'targets', targets);
    },
    weights: () => view(plan.weights, size),
    loss,
    logits: () => view(plan.y, out),
    differentiate() {
      const value = loss();
      for (const call of plan.backward) call();
      return value;
    },
    gradient: () => view(plan.gradient, size),
    step({ learningRate, beta1, beta2, epsilon, weightDecay = 0 }) {
      power1 *= beta1;
      power2 *= beta2;
      view(plan.rate, 1)[0] = learningRate;
      view(plan.decay, 1)[0] = weightDecay;
      const { weights, gradient, m, v, rate, decay } = plan;
      const bias = [1 / (1 - power1), 1 / (1 - power2)] as const;
      k.adam(weights.address, gradient.address, m.address, v.address, size, rate.address, decay.address, beta1, beta2, epsilon, ...bias, 1);
    },
    aim(centre, first, second) {
      fill(plan.centre, size, 'the centre', centre);
      fill(plan.first, size, 'the first direction', first);
      fill(plan.second, size, 'the second direction', second);
    },
    moveTo: (a, b) => k.plane(plan.centre.address, plan.first.address, plan.second.address, a, b, plan.weights.address, 0, size),
    dispose: () => plan.dispose(),
  };
}
