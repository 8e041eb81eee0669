import { describe, expect, it } from 'vitest';
import { gapBetween, gapPath, heightAt, linePath, pointsOf } from '../../../src/plots/curves.ts';
import { linear } from '../../../src/plots/scale.ts';

const UNIT = linear([0, 1], [0, 1]);

describe('linear', () => {
  it('maps and inverts, and holds the inverse inside the domain', () => {
    const scale = linear([0, 300], [40, 240]);
    expect(scale(150)).toBe(140);
    expect(scale.invert(140)).toBe(150);
    expect(scale.invert(1000)).toBe(300);
    expect(scale.invert(-1000)).toBe(0);
  });

  it('runs downwards where the range does', () => {
    const y = linear([0, 1], [200, 0]);
    expect(y(0.25)).toBe(150);
    expect(y.invert(150)).toBe(0.25);
    expect(y.invert(500)).toBe(0);
  });

  it('puts everything in the middle of the range when the domain is empty', () => {
    expect(linear([2, 2], [0, 10])(2)).toBe(5);
  });

  it('has few round ticks', () => {
    expect(linear([0, 0.4], [0, 1]).ticks(4)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  });
});

describe('pointsOf', () => {
  const trace = { t: Float64Array.of(0, 1, 2, 3), columns: { loss: Float64Array.of(5, NaN, 3, NaN) } };

  it('leaves out the steps without a value', () => {
    expect(pointsOf(trace, 'loss')).toEqual([
      [0, 5],
      [2, 3],
    ]);
  });

  it('has no points for a series that is not there', () => {
    expect(pointsOf(trace, 'accuracy')).toEqual([]);
  });

  it('thins long series and keeps both ends', () => {
    const t = Float64Array.from({ length: 5000 }, (_, i) => i);
    const few = pointsOf({ t, columns: { loss: t } }, 'loss', 50);
    expect(few).toHaveLength(50);
    expect(few[0]).toEqual([0, 0]);
    expect(few.at(-1)).toEqual([4999, 4999]);
  });
});

describe('heightAt', () => {
  const curve = [
    [0, 0],
    [2, 4],
  ] as const;
  it('is linear between points and level beyond them', () => {
    expect([-1, 0, 1, 2, 9].map((x) => heightAt(curve, x))).toEqual([0, 0, 2, 4, 4]);
    expect(heightAt([], 1)).toBeNaN();
  });
});

describe('gapBetween', () => {
  it('has a row at every point of either curve, where both are known', () => {
    expect(
      gapBetween(
        [
          [0, 1],
          [4, 1],
        ],
        [
          [1, 0],
          [3, 2],
          [5, 1],
        ],
      ),
    ).toEqual([
      { x: 1, from: 1, to: 0 },
      { x: 3, from: 1, to: 2 },
      { x: 4, from: 1, to: 1.5 },
    ]);
  });

  it('is empty when a curve is', () => {
    expect(gapBetween([], [[0, 1]])).toEqual([]);
    expect(gapPath([], UNIT, UNIT)).toBe('');
  });
});

describe('linePath', () => {
  it('draws a polyline', () => {
    expect(
      linePath(
        [
          [0, 0],
          [1, 0.5],
        ],
        UNIT,
        UNIT,
      ),
    ).toBe('M0,0L1,0.5');
    expect(linePath([], UNIT, UNIT)).toBe('');
  });
});
