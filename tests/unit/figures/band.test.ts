import { beforeAll, describe, expect, it } from 'vitest';
import { defaults } from '../../../src/core/params.ts';
import { makeCrowd, type Crowd } from '../../../src/figures/strange-landscape/band/crowd.ts';
import { gathered, part, type Digits } from '../../../src/figures/strange-landscape/band/digits.ts';
import experiment from '../../../src/figures/strange-landscape/band/experiment.ts';
import { lossesOn, slopesOn } from '../../../src/figures/strange-landscape/band/judging.ts';
import { bandCurve, bandText, dotsText, numberAt, spreadsText } from '../../../src/figures/strange-landscape/band/reading.ts';
import { shrunk } from '../../../src/figures/strange-landscape/band/shrink.ts';
import { averaged, deviation } from '../../../src/figures/strange-landscape/band/spread.ts';
import { modelOf, padded, startsOf } from '../../../src/figures/strange-landscape/band/starts.ts';
import { onTape } from '../../../src/figures/strange-landscape/band/tape.ts';
import { WIDTHS, type BandView } from '../../../src/figures/strange-landscape/band/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { stack } from '../../../src/nn/compiled/replicas.ts';
import { meanLoss } from '../../../src/nn/losses.ts';
import { init, predict, type Params } from '../../../src/nn/net.ts';
import * as tf from '../../../src/nn/tf.ts';
import { dispose, flatten, variables } from '../../../src/nn/tree.ts';
import { labFor, runOnce } from './support.ts';

const { params } = experiment.declaration;
const random = (tag: string) => labFor(0).random('init', tag);
const numbersOf = (t: tf.Tensor): number[] => Array.from(t.dataSync());

/** Random pictures, of classes that take turns. */
function someDigits(count: number): Digits {
  const pixels = random('pixels')
    .normals(count * 100)
    .map(Math.abs);
  return { pixels, labels: Uint8Array.from({ length: count }, (_, k) => k % 10), count, classes: 10 };
}

function startsOfWidth(width: number, nets: number): Params[] {
  return Array.from({ length: nets }, (_, net) => init(modelOf(width), random(`net ${net}`)));
}

const SPEC = { model: modelOf(6), loss: 'cross-entropy' } as const;

/** A picture of a run in which each width's losses lie about 1 ÷ width, `spread` apart from neighbour to neighbour. */
function viewOf(spread: (width: number) => number, slopes: readonly number[] = []): BandView {
  const losses = WIDTHS.flatMap((width) => [-1, 0, 1].map((k) => 1 / width + k * spread(width)));
  return {
    stage: slopes.length ? 'done' : 'training',
    step: 10,
    nets: 3,
    test: Float32Array.from(losses),
    train: Float32Array.from(losses, (l) => l / 2),
    slopes,
  };
}

describe('strange-landscape/band', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('shrinks a picture to means of what each pixel covers, and keeps its ink', () => {
    const three = { images: Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0, 255), count: 1, height: 3, width: 3 };
    // a pixel of the new picture covers 1.5 × 1.5 old ones
    expect([...shrunk(three, 2)].map((v) => Number(v.toFixed(4)))).toEqual([0.4444, 0, 0, 0.4444]);
    expect([...shrunk(three, 3)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect([...shrunk(three, 1)].map((v) => Number(v.toFixed(4)))).toEqual([0.2222]);
    const many = { images: Uint8Array.from({ length: 2 * 784 }, (_, k) => (k * 37) % 256), count: 2, height: 28, width: 28 };
    const inkOf = (pixels: ArrayLike<number>, from: number, size: number) =>
      Array.from(pixels)
        .slice(from, from + size)
        .reduce((a, b) => a + b) / size;
    for (const k of [0, 1]) expect(inkOf(shrunk(many, 10), 100 * k, 100)).toBeCloseTo(inkOf(many.images, 784 * k, 784) / 255, 5);
    expect(() => shrunk(three, 4)).toThrow('do not shrink to a side of 4');
  });

  it('takes the same steps in a compiled crowd, on the tape, and with one network alone', async () => {
    const before = tf.memory().numTensors;
    const [starts, digits] = [startsOfWidth(6, 3), someDigits(24)];
    const stacked = stack(starts);
    const crowds: Crowd[] = [makeCrowd(SPEC, starts), onTape(SPEC, variables(stacked), 3)];
    const [, second = []] = starts;
    dispose(stacked);
    const orders = [Uint8Array.of(0, 1, 2, 3), Uint8Array.of(9, 8, 7, 6), Uint8Array.of(20, 21, 22, 23)];
    for (const rate of [0.3, 0.1])
      for (const crowd of crowds) {
        const { x, y } = gathered(digits, orders);
        crowd.step(x, y, rate);
        tf.dispose([x, y]);
      }
    // the second network again, by tfjs alone
    const alone = variables(second);
    for (const rate of [0.3, 0.1]) {
      const own = gathered(digits, [Uint8Array.of(9, 8, 7, 6)]);
      tf.tidy(() => {
        const [x, y] = [tf.reshape(own.x, [4, 100]), tf.reshape(own.y, [4, 10])];
        const { grads } = tf.variableGrads(() => meanLoss('cross-entropy', predict(SPEC.model, alone, x), y));
        for (const variable of alone.flatMap((layer) => Object.values(layer))) variable.assign(tf.sub(variable, tf.mul(grads[variable.name] ?? 0, rate)));
      });
      tf.dispose([own.x, own.y]);
    }
    const judged = part(digits, 0, 24);
    const wanted = tf.tidy(() => meanLoss('cross-entropy', predict(SPEC.model, alone, judged.x), judged.y).dataSync()[0]);
    const slopes: Float64Array[] = [];
    for (const crowd of crowds) {
      const losses = await lossesOn(crowd, 'cross-entropy', judged);
      expect(losses[1]).toBeCloseTo(wanted ?? NaN, 5);
      slopes.push(await slopesOn(crowd, 3, digits));
    }
    const length = tf.tidy(() => {
      const { grads } = tf.variableGrads(() => meanLoss('cross-entropy', predict(SPEC.model, alone, judged.x), judged.y));
      return Math.sqrt(Object.values(grads).reduce((sum, g) => sum + numbersOf(g).reduce((a, b) => a + b * b, 0), 0));
    });
    for (const found of slopes) expect(found[1]).toBeCloseTo(length, 5);
    expect(slopes[0]?.[0]).not.toBeCloseTo(length, 3);
    for (const crowd of crowds) crowd.dispose();
    tf.dispose([judged.x, judged.y]);
    for (const tree of [...starts, alone]) dispose(tree);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('adds gradients of chunks to the gradient over all digits', async () => {
    const starts = startsOfWidth(6, 2);
    const crowd = makeCrowd(SPEC, starts);
    const digits = someDigits(1100); // 500 + 500 + 100
    const all = part(digits, 0, 1100);
    const gradients = crowd.gradients(all.x, all.y);
    const squares = gradients.map((g) =>
      numbersOf(g)
        .slice(0, g.size / 2)
        .reduce((sum, v) => sum + v * v, 0),
    );
    const slopes = await slopesOn(crowd, 2, digits);
    expect(slopes[0]).toBeCloseTo(Math.sqrt(squares.reduce((a, b) => a + b)), 5);
    tf.dispose([all.x, all.y, ...gradients]);
    crowd.dispose();
    for (const start of starts) dispose(start);
  });

  it('puts units to sleep that change nothing, and that no step wakes', () => {
    const small = init(modelOf(5), random('small'));
    const [again] = [init(modelOf(5), random('small'))];
    const large = padded(again, 45);
    const digits = someDigits(20);
    const { x, y } = part(digits, 0, 20);
    const [said, wanted] = [predict(modelOf(50), large, x), predict(modelOf(5), small, x)];
    numbersOf(said).forEach((value, k) => expect(value).toBeCloseTo(numbersOf(wanted)[k] ?? NaN, 5));
    const crowd = makeCrowd({ model: modelOf(50), loss: 'cross-entropy' }, [large]);
    const gradients = crowd.gradients(x, y);
    const [hidden, , out] = gradients; // weights [1, 100, 50] and [1, 50, 10]
    expect(numbersOf(hidden ?? said).every((g, k) => k % 50 < 5 || g === 0)).toBe(true);
    expect(numbersOf(out ?? said).every((g, k) => k < 50 || g === 0)).toBe(true);
    expect(numbersOf(hidden ?? said).some((g) => g !== 0)).toBe(true);
    tf.dispose([x, y, said, wanted, ...gradients]);
    crowd.dispose();
    for (const tree of [small, large]) dispose(tree);
  });

  it('starts networks apart or alike, as it was asked', () => {
    const before = tf.memory().numTensors;
    const rows = (differ: 'both' | 'order', asleep: 'none' | 'most') => {
      const starts = startsOf(labFor(1), 25, { ...defaults(params), nets: 10, differ, asleep });
      const [a = [], b = []] = starts;
      const found = tf.tidy(() => [numbersOf(flatten(a)), numbersOf(flatten(b))] as const);
      for (const start of starts) dispose(start);
      return found;
    };
    const [a, b] = rows('both', 'none');
    expect(a).not.toEqual(b);
    const [c, d] = rows('order', 'none');
    expect(c).toEqual(d);
    expect(c).toEqual(a);
    const [e] = rows('both', 'most');
    expect(e.filter((v) => v !== 0)).toHaveLength(5 * 100 + 5 * 10);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('spreads sleeping networks as far as those of five units, and no farther', async () => {
    const { measures } = await runOnce(experiment, { ...defaults(params), epochs: 1, nets: 10, asleep: 'most' }, 1);
    expect(measures.narrowing).toBeCloseTo(1, 2);
    expect(measures.slope100).toBeCloseTo(measures.slope5 ?? NaN, 2);
  });

  it('lets wide networks end closer together, after four epochs already', async () => {
    const { measures } = await runOnce(experiment, { ...defaults(params), epochs: 4, nets: 10 }, 1);
    expect(measures.narrowing).toBeGreaterThan(4);
    expect(measures.narrowingTrain).toBeGreaterThan(4);
    expect(measures.apart).toBeLessThan(1);
    expect(measures.slope100).toBeLessThan(1);
  });

  it('knows deviations, and what averaging would make of them', () => {
    expect(deviation([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(deviation([1])).toBeNaN();
    expect(averaged(0.2, 20)).toBeCloseTo(0.1, 12);
  });

  it('draws the extremes and the spreads, and leaves out spreads of nothing', () => {
    const view = viewOf((width) => 0.1 / width);
    const at = (curve: string, on: 'test' | 'train' = 'test') => bandCurve(view, on, curve) ?? [];
    expect(at('highest')[1]?.[1]).toBeCloseTo(0.22, 6);
    expect(at('lowest', 'train')[1]?.[1]).toBeCloseTo(0.09, 6);
    expect(at('testSpread')[1]?.[1]).toBeCloseTo(Math.log10(0.02), 5);
    expect(at('trainSpread').at(-1)?.[1]).toBeCloseTo(Math.log10(0.0002), 4);
    // one over the root: from 5 to 250 units by the root of 50
    expect(at('averaging')).toHaveLength(WIDTHS.length - 1);
    expect(at('averaging').at(-1)?.[1]).toBeCloseTo(Math.log10(0.02 / Math.sqrt(50)), 5);
    expect(
      bandCurve(
        viewOf(() => 0),
        'test',
        'testSpread',
      ),
    ).toEqual([]);
    expect(
      bandCurve(
        viewOf(() => 0),
        'test',
        'averaging',
      ),
    ).toEqual([]);
    expect(bandCurve(undefined, 'test', 'highest')).toEqual([]);
    expect(bandCurve(view, 'test', 'test5')).toBeUndefined();
    expect([numberAt(0), numberAt(-3), numberAt(Math.log10(25))]).toEqual(['1', '0.001', '25']);
  });

  it('says what is to be seen, also where there is no difference', () => {
    const view = viewOf((width) => 0.1 / width, [0.5, 0.25, 0.2, 0.1, 0.1, 0.08, 0.05]);
    expect(bandText(view, 'test')).toBe(
      'Loss on test digits: 0.2 ± 0.02 with 5 units, 0.01 ± 0.001 with 100, 20 times closer together. ' +
        'The worst network with 100 units is better than the best with 10. ' +
        'No network has arrived: the gradient’s length is 25\u202f% of what it was at the start with 5 units, 8\u202f% with 100.',
    );
    expect(bandText({ ...view, slopes: [] }, 'train')).not.toContain('gradient');
    expect(
      bandText(
        viewOf(() => 0),
        'test',
      ),
    ).not.toMatch(/closer|NaN|no number|∞/);
    expect(bandText({ ...view, step: 0 }, 'test')).toBe('');
    expect(bandText(undefined, 'test')).toBe('');
    expect(dotsText(view, 'test')).toContain('5 units, 0.18 to 0.22');
    expect(spreadsText(view)).toContain('on test digits 0.05, 0.02, 0.01,');
  });
});
