import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../src/core/claims.ts';
import type { Outcome } from '../../../src/core/outcomes.ts';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { makeAdam } from '../../../src/figures/strange-landscape/valley/adam.ts';
import { bezier } from '../../../src/figures/strange-landscape/valley/bend.ts';
import experiment from '../../../src/figures/strange-landscape/valley/experiment.ts';
import { matchUnits, reordered } from '../../../src/figures/strange-landscape/valley/matching.ts';
import { controlAt, gridRow, heightOf, inkOf, PLACES, ratioOf, shares, squareFor } from '../../../src/figures/strange-landscape/valley/plane.ts';
import { planeText, valleyCurve, valleyText } from '../../../src/figures/strange-landscape/valley/reading.ts';
import { CURVE, heightsOf, onTerrain } from '../../../src/figures/strange-landscape/valley/terrain.ts';
import type { ValleyView } from '../../../src/figures/strange-landscape/valley/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { dense, mlp } from '../../../src/nn/model.ts';
import { init, predict } from '../../../src/nn/net.ts';
import { adam, makeOptimiser } from '../../../src/nn/optimisers.ts';
import * as tf from '../../../src/nn/tf.ts';
import { dispose } from '../../../src/nn/tree.ts';
import { labFor, runOnce } from './support.ts';

const { claims, params } = experiment.declaration;
const rowWith = (middle: number) => Float32Array.from(PLACES, (t) => (t === 0.5 ? middle : 0.1));
const viewOf = (curve: Float32Array): ValleyView => ({
  stage: 'done',
  places: PLACES,
  line: rowWith(0.4),
  matched: rowWith(0.15),
  curve,
  control: [0.5, 0.6],
  heights: new Uint8Array(4).fill(64),
});

describe('strange-landscape/valley', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('keeps its claims on a seed', async () => {
    const { measures } = await runOnce(experiment, defaults(params), 1);
    for (const claim of claims) expect(judge(claim, measures), claim.id).toMatchObject({ held: true });
    expect(measures.accuracyLine).toBeLessThan(measures.accuracyCurve ?? NaN);
  });

  it('draws a curve from end to end, pulled towards its control point', () => {
    const [a, c, b, at] = [Float32Array.of(0, 0), Float32Array.of(1, 4), Float32Array.of(2, 0), new Float32Array(2)];
    for (const [t, point] of [
      [0, [0, 0]],
      [0.5, [1, 2]],
      [1, [2, 0]],
    ] as const) {
      bezier(a, c, b, t, at);
      expect([...at]).toEqual(point);
    }
    expect(CURVE[12]).toEqual([0.25, 0.5]);
    expect(CURVE.at(-1)).toEqual([1, 0]);
  });

  it('steps as the optimiser of networks does', () => {
    const [w, variable] = [Float32Array.of(1, -2, 3), tf.variable(tf.tensor1d([1, -2, 3]))];
    const [step, optimiser] = [makeAdam(w, 0.1), makeOptimiser(adam(0.1), [variable])];
    for (const gradient of [
      [0.5, -1, 0],
      [-0.2, 4, 1],
      [3, 0, 0.1],
    ]) {
      step(Float32Array.from(gradient), 0.5);
      tf.tidy(() => optimiser.apply([tf.mul(tf.tensor1d(gradient), 0.5)]));
      variable.dataSync().forEach((value, k) => expect(w[k]).toBeCloseTo(value, 5));
    }
    optimiser.dispose();
    variable.dispose();
  });

  it('finds the order of a network whose units were shuffled, by either likeness, and keeps what the network says', async () => {
    const model = mlp([12, 6, 3]);
    const a = init(model, labFor(3).random('init'));
    const shuffled = reordered(a, Int32Array.of(4, 2, 0, 5, 1, 3));
    const x = tf.tensor2d(
      labFor(3)
        .random('data')
        .normals(40 * 12),
      [40, 12],
    );
    const before = tf.memory().numTensors;
    for (const likeness of ['weights', 'activity'] as const) expect(await matchUnits(likeness, model, a, shuffled, x)).toEqual(Int32Array.of(2, 4, 1, 5, 0, 3));
    expect(tf.memory().numTensors).toBe(before);
    const [said, again] = [predict(model, a, x), predict(model, shuffled, x)];
    const wanted = said.dataSync();
    again.dataSync().forEach((value, k) => expect(value).toBeCloseTo(wanted[k] ?? NaN, 4));
    dispose(a);
    dispose(shuffled);
    tf.dispose([x, said, again]);
  });

  it('refuses to match units of a network with more layers', async () => {
    const model = mlp([4, 3, 3, 2]);
    const a = init(model, labFor(0).random('init'));
    const x = tf.zeros([2, 4]);
    await expect(matchUnits('weights', model, a, a, x)).rejects.toThrow('one hidden layer');
    dispose(a);
    x.dispose();
  });

  it('lays the plane through three points, true to distances', async () => {
    const [a, b, c] = [Float32Array.of(1, 1, 0), Float32Array.of(1, 5, 0), Float32Array.of(1, 2, 3)];
    const control = controlAt(a, b, c);
    expect(control).toEqual([0.25, 0.75]);
    expect(shares([1, 0], control)).toEqual([1, 0]);
    expect(shares(control, control)).toEqual([0, 1]);
    // y = w x + v on one example x = 1, target 0: the loss is (w + v)² on the plane w = x, v = y
    const ground = {
      spec: { model: { input: [1], layers: [dense(1)] }, loss: 'squared-error' as const },
      like: [{ weight: tf.zeros([1, 1]), bias: tf.zeros([1]) }],
      x: tf.ones([1, 1]),
      targets: tf.zeros([1, 1]),
    };
    const before = tf.memory().numTensors;
    const row = await onTerrain(ground, Float32Array.of(0, 0), Float32Array.of(1, 0), Float32Array.of(0.5, 0.5), (landscape) =>
      heightsOf(landscape, [0.5, 0.5], 3, 2, 0.5),
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(row).toEqual(gridRow(squareFor([0.5, 0.5]), 3, 2).map(([px, py]) => heightOf((px + py) ** 2 / 0.5)));
    for (const { weight, bias } of ground.like) tf.dispose([weight, bias]);
    tf.dispose([ground.x, ground.targets]);
  });

  it('draws a square that holds both ends and the control point', () => {
    expect(squareFor([0.5, 0])).toEqual({ corner: [-0.25, expect.closeTo(-0.45)], length: 1.5 });
    for (const y of [0.6, 1, 1.4, 3]) {
      const { corner, length } = squareFor([0.5, y]);
      expect(corner[0]).toBeLessThan(0);
      expect(corner[1] + length).toBeGreaterThan(y + 0.1);
    }
  });

  it('writes losses as heights, and heights as ink with the highest row first', () => {
    expect(ratioOf(heightOf(4))).toBe(4);
    expect(heightOf(1e9)).toBe(255);
    expect(heightOf(0)).toBe(0);
    const [low, high] = [heightOf(1), heightOf(16)];
    const ink = inkOf(Uint8Array.of(low, low, high, high), 40);
    expect(ink[0]).toBe(140);
    expect(ink.at(-1)).toBe(0);
    for (let k = 40; k < ink.length; k++) expect(ink[k]).toBeLessThanOrEqual(ink[k - 40] ?? 0);
    expect(() => inkOf(new Uint8Array(5), 8)).toThrow('5 heights are no square');
  });

  it('says what is to be seen, and draws the line without a hill between the ends', () => {
    const view = viewOf(rowWith(0.1));
    expect(valleyText(view)).toBe(
      'Straight across, the loss rises to 4× that of the worse end, with matched units to 1.5×. Along the curve it stays as low as the ends.',
    );
    expect(valleyText(viewOf(rowWith(0.13)))).toContain('Along the curve it rises to 1.3×.');
    expect(valleyText(viewOf(new Float32Array()))).not.toContain('curve');
    expect(valleyText(undefined)).toBe('');
    expect(planeText(view)).toContain('stays on low ground');
    expect(planeText(viewOf(rowWith(0.3)))).not.toContain('stays on low ground');
    const outcome: Outcome<typeof params, ValleyView> = { values: defaults(params), seeds: startSeeds(0), trace: { t: new Float64Array(), columns: {} }, view };
    expect(valleyCurve(outcome, 'noHill')).toEqual([
      [0, Math.fround(0.1)],
      [1, Math.fround(0.1)],
    ]);
    for (const curve of ['line', 'matched', 'curve']) expect(valleyCurve(outcome, curve)).toHaveLength(PLACES.length);
    expect(valleyCurve(outcome, 'a')).toBeUndefined();
  });
});
