import { beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../../src/core/recordings.ts';
import { check, defaults } from '../../../src/core/params.ts';
import { perUnit, raw, weightLength } from '../../../src/figures/strange-landscape/slices/directions.ts';
import experiment from '../../../src/figures/strange-landscape/slices/experiment.ts';
import { heightOf, inkOf, levelAt, levelOf, pathWithin, roughness, rowOfPlaces } from '../../../src/figures/strange-landscape/slices/ground.ts';
import { forBoth } from '../../../src/figures/strange-landscape/slices/networks.ts';
import { offsetsOf, principalPlane, shadowIn } from '../../../src/figures/strange-landscape/slices/path.ts';
import { cutCurve, cutOf, groundText, slicesText, tableOf, wayOf, type Shown } from '../../../src/figures/strange-landscape/slices/reading.ts';
import multiple from '../../../src/figures/strange-landscape/slices/multiple.ts';
import { accuracyOf, makeSpirals, POINTS, some } from '../../../src/figures/strange-landscape/slices/spirals.ts';
import { isKept, type Slice, type SlicesView } from '../../../src/figures/strange-landscape/slices/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { norm } from '../../../src/nn/flat.ts';
import { freshRow, layersOf, sizeOf, type Stack } from '../../../src/nn/skips/stack.ts';
import { labFor, runOnce } from './support.ts';

const { params } = experiment.declaration;
const STACK: Stack = { inputs: 2, width: 4, depth: 3, outputs: 2, skipEvery: 1 };
const rowOf = (name: string) => labFor(1).random('noise', name).normals(sizeOf(STACK));

describe('strange-landscape/slices', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('lays two spirals that a straight line does not part', () => {
    const points = makeSpirals(labFor(0).random('data'));
    expect(points.x).toHaveLength(2 * POINTS);
    // two spirals of one and a half turns: the sign of one coordinate gets about half
    const bySide = Float32Array.from(points.x, (_, k) => (k % 2 ? (points.x[k] ?? 0) : 0));
    expect(accuracyOf(bySide)).toBeGreaterThan(0.3);
    expect(accuracyOf(bySide)).toBeLessThan(0.7);
    expect(accuracyOf(points.targets)).toBe(1);
    const two = some(points, Uint32Array.of(3, 0));
    expect([...two.x]).toEqual([points.x[6], points.x[7], points.x[0], points.x[1]]);
    expect([...two.targets]).toEqual([0, 1, 1, 0]);
  });

  it('gives each unit’s random weights its own length, or all together theirs, and leaves biases alone', () => {
    const [row, noise] = [freshRow(STACK, labFor(0).random('init')), rowOf('a')];
    const [units, whole] = [perUnit(STACK, row, noise), raw(STACK, row, noise)];
    for (const { from, to, weight, bias } of layersOf(STACK)) {
      for (let unit = 0; unit < to; unit++) {
        const into = (numbers: Float32Array) => norm(Array.from({ length: from }, (_, i) => numbers[weight + i * to + unit] ?? NaN));
        expect(into(units)).toBeCloseTo(into(row), 5);
      }
      for (const direction of [units, whole]) expect([...direction.subarray(bias, bias + to)]).toEqual(Array.from({ length: to }, () => 0));
    }
    expect(norm(whole)).toBeCloseTo(weightLength(STACK, row), 5);
    expect((whole[1] ?? NaN) / (noise[1] ?? NaN)).toBeCloseTo((whole[3] ?? NaN) / (noise[3] ?? NaN), 5);
  });

  it('finds the plane of a path, with its start on the left and above, and how much of it a plane shows', () => {
    const at = (...numbers: number[]) => Float32Array.from(numbers);
    // an L in the plane of the first and third axis, and one step out of it
    const offsets = offsetsOf([at(5, 2, 2), at(5, 2, 0), at(2, 2.5, 0), at(0, 2, 0)]);
    expect([...(offsets[0] ?? [])]).toEqual([5, 0, 2]);
    const plane = principalPlane(offsets);
    expect(plane.map(norm)).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
    const { places, share } = shadowIn(plane, offsets);
    expect(places[0]).toBeLessThan(0);
    expect(places[1]).toBeGreaterThan(0);
    expect([...places.slice(-2)].map(Math.abs)).toEqual([0, 0]);
    expect(share).toBeGreaterThan(0.99);
    expect(share).toBeLessThan(1);
    // directions that are not perpendicular: (5, 0, 2) = 3 u + 2 v for u = (1, 0, 0), v = (1, 0, 1)
    const skew = shadowIn([at(1, 0, 0), at(1, 0, 1)], offsetsOf([at(5, 0, 2), at(0, 0, 0)]));
    expect([...skew.places]).toEqual([3, 2, 0, 0]);
    expect(skew.share).toBeCloseTo(1, 12);
    expect(shadowIn([at(0, 1, 0), at(0, 1, 0)], offsetsOf([at(3, 4, 0), at(0, 0, 0)])).share).toBeCloseTo(16 / 25, 12);
    expect(shadowIn([at(1, 0), at(0, 1)], offsetsOf([at(1, 1)])).share).toBe(0);
    expect(() => offsetsOf([])).toThrow('it has no point');
  });

  it('measures roughness: none on a tilted plane, and by hand on a spike', () => {
    expect(roughness(Array.from({ length: 16 }, (_, k) => 3 * (k % 4) - 2 * Math.floor(k / 4)))).toBeCloseTo(0, 12);
    // 3 × 3 with 1 in the middle: 2 along its row and its column, and the other four lines have none
    expect(roughness([0, 0, 0, 0, 1, 0, 0, 0, 0])).toBeCloseTo((2 + 2) / 6, 12);
    expect(() => roughness([1, 2, 3])).toThrow('3 heights are no square');
  });

  it('writes heights and reads them between places', () => {
    expect(levelOf(heightOf(Math.E - 1))).toBe(1);
    expect(heightOf(Infinity)).toBe(65535);
    expect(heightOf(NaN)).toBe(65535);
    expect(rowOfPlaces(2, 3, 0)).toEqual([
      [-2, -2],
      [0, -2],
      [2, -2],
    ]);
    const heights = Uint16Array.from([0, 0, 0, 64, 64, 64, 128, 128, 128]);
    expect(levelAt(heights, 0, 0)).toBe(1);
    expect(levelAt(heights, 1, 0.5)).toBe(1.5);
    expect(levelAt(heights, 9, -9)).toBe(0);
    const ink = inkOf(heights, 4);
    expect(ink[0]).toBeGreaterThan(ink.at(-1) ?? NaN);
    expect(ink.at(-1)).toBe(17); // 0.25 is above the first step
  });

  it('follows a path within the square, cell by cell', () => {
    expect(pathWithin(Float32Array.of(3, 0, 0.5, 0, 0.52, 0))).toHaveLength(2);
    const points = pathWithin(Float32Array.of(-0.5, 0, 0, 0));
    expect(points.at(-1)).toEqual([0, 0]);
    expect(Math.max(...points.slice(1).map(([x], k) => x - (points[k]?.[0] ?? NaN)))).toBeLessThan(0.041);
    expect(pathWithin(new Float32Array())).toEqual([]);
  });

  it('keeps its planes’ promise: by unit a stretched network looks as before, raw it does not, and answers are those of the run', async () => {
    const values = { ...defaults(params), depth: check(params.depth, 4).value, epochs: check(params.epochs, 30).value };
    const generator = experiment.run(labFor(2), values);
    let next = await generator.next();
    let view: SlicesView | undefined;
    while (!next.done) {
      if (next.value.progress === 1) view = await next.value.view?.();
      next = await generator.next();
    }
    const result = next.value;
    const ask = (kind: 'filters' | 'raw', reach: number, stretch: number) => experiment.probes.slice(labFor(2), result, { kind, reach, stretch });
    const units = await ask('filters', 1, 1);
    expect(units).toEqual(view?.slices.filters);
    expect((await ask('filters', 1, 4)).skips.heights).toEqual(units.skips.heights);
    expect((await ask('raw', 1, 4)).skips.heights).not.toEqual(view?.slices.raw.skips.heights);
    const near = await ask('filters', 0.5, 1);
    expect(near.plain.rough).toBeLessThan(units.plain.rough);
    expect(near.plain.heights[(51 * 51 - 1) / 2]).toBe(units.plain.heights[(51 * 51 - 1) / 2]);
    expect(view && tableOf(view)).toHaveLength(12);
  });

  it('with a skip every five layers of four has two networks alike', async () => {
    const { measures } = await runOnce(experiment, { ...defaults(params), depth: 4, epochs: 30, every: 5 }, 1);
    expect(measures.ratio).toBe(1);
    expect(measures.stretchUnits).toBe(0);
    for (const value of Object.values(measures)) expect(Number.isFinite(value)).toBe(true);
  });

  it('says what is seen', () => {
    const slice = (rough: number, share: number): Slice => ({
      heights: Uint16Array.from([64, 0, 64, 32, 0, 64, 64, 0, 64]),
      path: Float32Array.of(-0.5, 0, 0, 0),
      share,
      rough,
    });
    const both = { plain: slice(0.12, 0.9), skips: slice(0.02, 0.95) };
    const empty = forBoth((): Slice => ({ heights: new Uint16Array(), path: new Float32Array(), share: 0, rough: NaN }));
    const view: SlicesView = {
      stage: 'done',
      epoch: 150,
      slices: { filters: { plain: slice(0.12, 0.0002), skips: slice(0.02, 0.0001) }, raw: both, path: both, curvature: empty },
    };
    const shown = (kind: 'filters' | 'path' | 'curvature'): Shown => ({ to: { kind, reach: 1, stretch: 1 }, slices: view.slices[kind] });
    expect(slicesText(view, shown('filters'))).toBe(
      'Without skips this slice is 6× as rough as with. The plane shows less than 0.1\u202f% of the way that training took.',
    );
    expect(slicesText(view, shown('path'))).toContain('shows 90\u202f% of the way');
    expect(slicesText(view, shown('curvature'))).toContain('once both networks are trained');
    expect(slicesText(undefined, shown('path'))).toBe('');
    expect(groundText('plain', shown('path'))).toContain('along the path. At the network, in the middle, 0; at most 1.');
    expect(groundText('plain', shown('curvature'))).toBe('');
    expect(wayOf(both.plain).at(-1)).toEqual([0, 0, 0]);
    expect(wayOf(empty.plain)).toEqual([]);
    expect(cutOf(both.plain.heights)).toEqual([
      [-1, 0.5],
      [0, 0],
      [1, 1],
    ]);
    const recorded = (views: readonly { t: number; view: SlicesView }[]) => ({ views }) as unknown as Recording<SlicesView>;
    expect(multiple(recorded([{ t: 150, view }])).measured).toEqual(cutOf(both.plain.heights));
    expect(() => multiple(recorded([]))).toThrow('lacks its slices');
    const outcome = { values: defaults(params), seeds: labFor(0).seeds, trace: { t: new Float64Array(), columns: {} }, view };
    expect(cutCurve(outcome, 'skipsCut')).toHaveLength(3);
    expect(cutCurve(outcome, 'plain')).toBeUndefined();
    expect(isKept({ kind: 'path', reach: 1, stretch: 4 })).toBe(true);
    expect(isKept({ kind: 'raw', reach: 1, stretch: 4 })).toBe(false);
  });
});
