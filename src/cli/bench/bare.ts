/**
 * The floor: the same kernels called from a list written by hand, on a memory of their own, without tfjs. What a compiled
 * step takes longer than this is what it costs to keep tfjs's tensors.
 */
import type { Random } from '../../core/random.ts';
import { Epilogue, instantiate, type Kernels } from '../../kernels/exports.ts';
import { shapesOf } from '../../nn/model.ts';
import { type Examples, type Net } from './nets.ts';

interface Arena {
  readonly k: Kernels;
  /** Room for so many floats, with these in it, or zeros. */
  readonly give: (count: number, values?: ArrayLike<number>) => number;
}

async function makeArena(megabytes: number): Promise<Arena> {
  const memory = new WebAssembly.Memory({ initial: megabytes * 16 });
  let next = 1024;
  return {
    k: await instantiate(memory),
    give(count, values) {
      const address = next;
      next += Math.ceil((4 * count + 64) / 64) * 64;
      if (next > memory.buffer.byteLength) throw new Error('the arena is too small');
      if (values) new Float32Array(memory.buffer, address, count).set(values);
      return address;
    },
  };
}

/** A variable: value, gradient and, for Adam, its two means. */
interface Variable {
  readonly count: number;
  readonly w: number;
  readonly g: number;
  readonly m: number;
  readonly v: number;
}

/** A step of the net, or undefined for a kind of net that no list was written for. */
export async function bareStep(net: Net, { x, targets, classes }: Examples, random: Random): Promise<() => void> {
  const arena = await makeArena(256);
  const { k, give } = arena;
  const [r, { batch }] = [net.replicas ?? 1, net];
  const variable = (count: number, scale: number): Variable => ({
    count,
    w: give(r * count, random.normals(r * count, scale)),
    g: give(r * count),
    m: give(r * count),
    v: give(r * count),
  });
  const io: Common = { arena, r, batch, x: give(x.length, x), t: give(targets.length, targets), classes, loss: give(r), scratch: give(1 << 20) };
  const { variables, differentiate } = net.model.input.length === 1 ? denseList(net, io, variable) : convList(io, variable);
  const [rates, decays] = [give(r, new Array<number>(r).fill(net.optimiser.learningRate)), give(r)];
  let [power1, power2] = [1, 1];
  return () => {
    differentiate();
    power1 *= 0.9;
    power2 *= 0.999;
    for (const { count, w, g, m, v } of variables)
      if (net.optimiser.kind === 'adam') k.adam(w, g, m, v, count, rates, decays, 0.9, 0.999, 1e-7, 1 / (1 - power1), 1 / (1 - power2), r);
      else k.sgd(w, g, count, rates, decays, r);
  };
}

interface Common {
  readonly arena: Arena;
  readonly r: number;
  readonly batch: number;
  readonly x: number;
  readonly t: number;
  readonly classes: number;
  readonly loss: number;
  readonly scratch: number;
}

interface List {
  readonly variables: readonly Variable[];
  differentiate(): void;
}

type MakeVariable = (count: number, scale: number) => Variable;

function denseList({ model }: Net, { arena: { k, give }, r, batch: b, x, t, classes, loss, scratch }: Common, variable: MakeVariable): List {
  const widths = [...model.input, ...shapesOf(model).map((s) => s[0] ?? 0)];
  let h = x;
  const layers = widths.slice(1).map((out, i) => {
    const [input, into, last] = [h, widths[i] ?? 0, i === widths.length - 2];
    h = give(r * b * out);
    return { into, out, input, y: h, dy: give(r * b * out), weight: variable(into * out, Math.sqrt(2 / into)), bias: variable(out, 0), last, first: i === 0 };
  });
  const backwards = layers.map((layer, i) => ({ ...layer, dx: layers[i - 1]?.dy ?? 0 })).reverse();
  return {
    variables: layers.flatMap(({ weight, bias }) => [weight, bias]),
    differentiate() {
      for (const { into, out, input, y, weight, bias, last, first } of layers)
        k.matMul(
          0,
          0,
          b,
          out,
          into,
          input,
          weight.w,
          y,
          bias.w,
          Epilogue.bias | (last ? 0 : Epilogue.relu),
          r,
          first ? 0 : b * into,
          into * out,
          b * out,
          out,
          scratch,
        );
      for (const { into, out, input, y, dy, dx, weight, bias, last, first } of backwards) {
        if (last) k.softmaxCrossEntropy(y, t, 0, dy, b, classes, 1 / b, loss, r);
        else k.reluGrad(dy, y, dy, r * b * out);
        k.matMul(1, 0, into, out, b, input, dy, weight.g, 0, 0, r, first ? 0 : b * into, b * out, into * out, 0, scratch);
        k.columnSums(dy, b, out, bias.g, r);
        if (!first) k.matMul(0, 1, b, into, out, dy, weight.w, dx, 0, 0, r, b * out, into * out, b * into, 0, scratch);
      }
    },
  };
}

/** Net iv: 5 × 5 convolutions to 8 and 16 channels, each with ReLU and 2 × 2 pooling, then a dense layer. */
function convList({ arena: { k, give }, batch: b, x, t, classes, loss, scratch }: Common, variable: MakeVariable): List {
  const end = Epilogue.bias | Epilogue.relu;
  const [f1, b1, f2, b2, w, bw] = [
    variable(200, 0.2),
    variable(8, 0),
    variable(3200, 0.1),
    variable(16, 0),
    variable(784 * classes, 0.05),
    variable(classes, 0),
  ];
  const [y1, p1, y2, p2, logits] = [give(b * 6272), give(b * 1568), give(b * 3136), give(b * 784), give(b * classes)];
  const [dy1, dp1, dy2, dp2, dLogits] = [give(b * 6272), give(b * 1568), give(b * 3136), give(b * 784), give(b * classes)];
  return {
    variables: [f1, b1, f2, b2, w, bw],
    differentiate() {
      k.conv(x, b, 28, 28, 1, f1.w, 5, 5, 8, y1, 28, 28, 1, 1, 2, 2, b1.w, end, scratch);
      k.maxPool(y1, b, 28, 28, 8, p1, 14, 14);
      k.conv(p1, b, 14, 14, 8, f2.w, 5, 5, 16, y2, 14, 14, 1, 1, 2, 2, b2.w, end, scratch);
      k.maxPool(y2, b, 14, 14, 16, p2, 7, 7);
      k.matMul(0, 0, b, classes, 784, p2, w.w, logits, bw.w, Epilogue.bias, 1, 0, 0, 0, 0, scratch);
      k.softmaxCrossEntropy(logits, t, 0, dLogits, b, classes, 1 / b, loss, 1);
      k.matMul(1, 0, 784, classes, b, p2, dLogits, w.g, 0, 0, 1, 0, 0, 0, 0, scratch);
      k.columnSums(dLogits, b, classes, bw.g, 1);
      k.matMul(0, 1, b, 784, classes, dLogits, w.w, dp2, 0, 0, 1, 0, 0, 0, 0, scratch);
      k.maxPoolGrad(dp2, y2, b, 14, 14, 16, dy2, 7, 7, 1);
      k.convFilterGrad(p1, b, 14, 14, 8, dy2, 14, 14, 16, f2.g, 5, 5, 1, 1, 2, 2, scratch);
      k.columnSums(dy2, b * 196, 16, b2.g, 1);
      k.convInputGrad(dy2, b, 14, 14, 16, f2.w, 5, 5, 8, dp1, 14, 14, 1, 1, 2, 2, scratch);
      k.maxPoolGrad(dp1, y1, b, 28, 28, 8, dy1, 14, 14, 1);
      k.convFilterGrad(x, b, 28, 28, 1, dy1, 28, 28, 8, f1.g, 5, 5, 1, 1, 2, 2, scratch);
      k.columnSums(dy1, b * 784, 8, b1.g, 1);
    },
  };
}

/** The largest product of net iii, [128, 784] · [784, 512], alone: the rate that its step is measured against. */
export async function productAlone(): Promise<{ readonly step: () => void; readonly flops: number }> {
  const { k, give } = await makeArena(16);
  const [a, b, c, scratch] = [give(128 * 784), give(784 * 512), give(128 * 512), give(1 << 20)];
  return { step: () => k.matMul(0, 0, 128, 512, 784, a, b, c, 0, 0, 1, 0, 0, 0, 0, scratch), flops: 2 * 128 * 512 * 784 };
}
