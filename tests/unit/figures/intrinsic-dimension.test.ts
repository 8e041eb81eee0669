import { beforeAll, describe, expect, it } from 'vitest';
import { judge, settingOf } from '../../../src/core/claims.ts';
import type { ImageSet } from '../../../src/core/experiment.ts';
import type { Outcome } from '../../../src/core/outcomes.ts';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { changesOf, LEVELS, UNITS } from '../../../src/figures/strange-landscape/intrinsic-dimension/changes.ts';
import { crossing, MOST, PICTURED, TRIED } from '../../../src/figures/strange-landscape/intrinsic-dimension/crossing.ts';
import { hadamard, makeDirections } from '../../../src/figures/strange-landscape/intrinsic-dimension/directions.ts';
import experiment from '../../../src/figures/strange-landscape/intrinsic-dimension/experiment.ts';
import { halved, mislabelled, PIXELS, reordered } from '../../../src/figures/strange-landscape/intrinsic-dimension/pictures.ts';
import { intrinsicCurve, intrinsicText, marked } from '../../../src/figures/strange-landscape/intrinsic-dimension/reading.ts';
import { makeTeam } from '../../../src/figures/strange-landscape/intrinsic-dimension/team.ts';
import type { IntrinsicView, Standing } from '../../../src/figures/strange-landscape/intrinsic-dimension/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { gather } from '../../../src/nn/batches.ts';
import { dot, norm } from '../../../src/nn/flat.ts';
import { adam, makeOptimiser } from '../../../src/nn/optimisers.ts';
import { rowAdam } from '../../../src/nn/row-adam.ts';
import * as tf from '../../../src/nn/tf.ts';
import { labFor, runOnce } from './support.ts';

const { claims, params } = experiment.declaration;
/** Rises by as much for each number tried, up to `top`. */
const rising = (weights: number, top: number): Standing => ({ weights, full: 0.9, inside: Float32Array.from(TRIED, (d) => (top * d) / MOST) });
const viewOf = (narrow: Standing, wide: Standing, step = 400): IntrinsicView => ({
  stage: 'done',
  step,
  narrow,
  wide,
  changes: { full: new Int8Array(UNITS * PIXELS), inside: new Int8Array(UNITS * PIXELS) },
});
const row = (...numbers: number[]) => Float32Array.from(numbers);

describe('strange-landscape/intrinsic-dimension', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('keeps the claim that breaks it, on a seed and with one draw', async () => {
    const claim = claims.find(({ id }) => id === 'by-heart');
    if (!claim) throw new Error('there is no such claim');
    const { measures } = await runOnce(experiment, { ...settingOf(params, claim), draws: 1 }, 1);
    expect(judge(claim, measures)).toMatchObject({ held: true });
    // and yet all weights together can do it
    expect(measures.narrowFull).toBeGreaterThan(0.95);
  });

  it('multiplies by Sylvester’s matrix, for even and odd numbers of doublings', () => {
    for (const size of [1, 2, 8, 16]) {
      for (let k = 0; k < size; k++) {
        const unit = Float64Array.from({ length: size }, (_, i) => (i === k ? 1 : 0));
        hadamard(unit);
        // entry [i, k] is −1 to the number of ones that i and k have in common
        const ones = (n: number) => [...n.toString(2)].filter((bit) => bit === '1').length;
        unit.forEach((value, i) => expect(value).toBe(ones(i & k) % 2 ? -1 : 1));
      }
    }
  });

  it('draws directions of length 1, nearly at right angles, the fewer the first of the more', () => {
    const [weights, count] = [3322, 40];
    const directions = makeDirections(labFor(5).random('noise'), weights);
    const vectors = Array.from({ length: count }, (_, k) => {
      const vector = new Float32Array(weights);
      const v = new Float32Array(count);
      v[k] = 1;
      directions.combine(v, vector);
      return vector;
    });
    const first = new Float32Array(weights);
    directions.combine(row(1), first);
    expect(first).toEqual(vectors[0]);
    for (const [k, vector] of vectors.entries()) {
      expect(norm(vector)).toBeCloseTo(1, 5);
      for (const other of vectors.slice(k + 1)) expect(Math.abs(dot(vector, other))).toBeLessThan(0.1);
    }
    // the slope along each direction is the gradient’s product with it
    const gradient = labFor(6).random('noise').normals(weights);
    const slopes = new Float32Array(count);
    directions.along(gradient, slopes);
    slopes.forEach((slope, k) => expect(slope).toBeCloseTo(dot(gradient, vectors[k] ?? []), 3));
  });

  it('steps as the optimiser of networks does', () => {
    const [w, variable] = [row(1, -2, 3), tf.variable(tf.tensor1d([1, -2, 3]))];
    const [step, optimiser] = [rowAdam(w, 0.1), makeOptimiser(adam(0.1), [variable])];
    for (const gradient of [row(0.5, -1, 0), row(-0.2, 4, 1), row(3, 0, 0.1)]) {
      step(gradient);
      tf.tidy(() => optimiser.apply([tf.tensor1d(gradient)]));
      variable.dataSync().forEach((value, k) => expect(w[k]).toBeCloseTo(value, 5));
    }
    expect(() => step(row(1))).toThrow('a gradient of 1');
    optimiser.dispose();
    variable.dispose();
  });

  it('moves only along its directions, and lowers the loss', async () => {
    const before = tf.memory().numTensors;
    const lab = labFor(2);
    const digits = halved(await lab.images('mnist', 'train', 200));
    const team = await makeTeam(lab, 8, 1, 0.05);
    expect(team.weights).toBe(8 * 207 + 10);
    const { x, y } = gather(digits, Array.from(digits.labels.keys()));
    const judged = { x, labels: digits.labels };
    const start = await team.accuracy(0, judged);
    for (let k = 0; k < 30; k++) await team.step({ x, y });
    // without directions nothing moves
    expect(await team.accuracy(0, judged)).toBe(start);
    expect(norm(await team.change(0))).toBe(0);
    expect(await team.accuracy('all', judged)).toBeGreaterThan(start + 0.3);
    expect(await team.accuracy(PICTURED, judged)).toBeGreaterThan(start + 0.3);
    // Adam moves none of 50 numbers by more than the rate in a step, so the change is no longer than √50 · rate · steps
    const change = await team.change(1);
    expect(norm(change)).toBeGreaterThan(0.1);
    expect(norm(change)).toBeLessThan(1.5 * Math.sqrt(50) * 0.05 * 30);
    await expect(team.accuracy(TRIED.length, judged)).rejects.toThrow('no place');
    tf.dispose([x, y]);
    team.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('halves, reorders and mislabels pictures', async () => {
    const set: ImageSet = await labFor(0).images('mnist', 'train', 50);
    const small = halved(set);
    expect([small.height, small.width, small.images.length]).toEqual([14, 14, 50 * PIXELS]);
    const corner = (k: number) => set.images[784 + 28 * 14 + 14 + k] ?? NaN;
    expect(small.images[PIXELS + 14 * 7 + 7]).toBe(Math.round((corner(0) + corner(1) + corner(28) + corner(29)) / 4));
    const order = Uint32Array.from({ length: PIXELS }, (_, k) => PIXELS - 1 - k);
    const turned = reordered(small, order);
    expect(turned.images[PIXELS]).toBe(small.images[2 * PIXELS - 1]);
    expect(reordered(turned, order).images).toEqual(small.images);
    const labels = mislabelled(small, labFor(0).random('data')).labels;
    expect(labels.filter((label, k) => label === set.labels[k]).length).toBeLessThan(20);
  });

  it('finds where a curve crosses, between the numbers tried', () => {
    expect(crossing([0, 100, 200], [0.1, 0.8, 1], 0.9)).toBeCloseTo(150);
    expect(crossing([0, 100], [0.95, 0.1], 0.9)).toBe(0);
    expect(crossing([0, 100], [0.1, 0.8], 0.9)).toBeNaN();
    expect(crossing([0, 100], [NaN, NaN], 0.9)).toBeNaN();
  });

  it('writes changes as a few steps, unit after unit, also where there are none', () => {
    const hidden = 8;
    const change = new Float32Array(hidden * 207 + 10);
    change[3 * hidden + 2] = -0.5; // pixel 3 to unit 2
    change[4 * hidden + 1] = 0.25;
    change[3 * hidden + 7] = 9; // not shown
    const coarse = changesOf(change, hidden);
    expect(coarse[2 * PIXELS + 3]).toBe(-LEVELS);
    expect(coarse[PIXELS + 4]).toBe(Math.round(LEVELS / 2));
    expect(coarse.filter(Boolean)).toHaveLength(2);
    expect(changesOf(new Float32Array(change.length), hidden).some(Boolean)).toBe(false);
  });

  it('says how many directions are needed, or that 800 are too few', () => {
    const view = viewOf(rising(3000, 1.8), rising(12000, 0.5));
    expect(intrinsicText(view)).toBe(
      'To read 90\u202f% as well as with all weights free, the narrow network needs about 400 directions among 3,000 weights (13\u202f%), the wide one more than 800 directions among 12,000 weights.',
    );
    expect(intrinsicText(viewOf(view.narrow, view.wide, 0))).toBe('');
    expect(intrinsicText(undefined)).toBe('');
    // where even the start reads as well, nothing was learned
    const flat: Standing = { ...view.wide, inside: view.wide.inside.map(() => 1) };
    expect(intrinsicText(viewOf(view.narrow, flat))).toContain('hardly better than before training');
    expect(marked(view.wide)).toBeUndefined();
    expect(marked(view.narrow)?.[0]).toBeCloseTo(400, 3);
  });

  it('stretches the narrow network’s curve as the weights are', () => {
    const view = viewOf(rising(3000, 1), rising(12000, 1));
    const outcome: Outcome<typeof params, IntrinsicView> = {
      values: defaults(params),
      seeds: startSeeds(0),
      trace: { t: new Float64Array(), columns: {} },
      view,
    };
    const expected = intrinsicCurve(outcome, 'inProportion') ?? [];
    expect(expected.at(-1)?.[0]).toBe(MOST);
    expect(expected.at(-1)?.[1]).toBeCloseTo(0.25);
    for (const curve of ['narrowInside', 'wideInside']) expect(intrinsicCurve(outcome, curve)).toHaveLength(TRIED.length);
    expect(intrinsicCurve(outcome, 'narrow')).toBeUndefined();
    const nothing: Standing = { weights: 3000, full: NaN, inside: new Float32Array() };
    const before = { ...outcome, view: viewOf(nothing, nothing, 0) };
    for (const curve of ['inProportion', 'narrowInside', 'wideInside']) expect(intrinsicCurve(before, curve)).toEqual([]);
  });
});
