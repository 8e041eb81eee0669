/** Drawing a guess by hand and by key, and how far it is from the result. */
import { describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../src/core/random.ts';
import type { Point } from '../../../src/plots/curves.ts';
import { distanceBetween } from '../../../src/ui/panels/predict/distance.ts';
import { gridOf, heightOf, level, press, stroke, type Drawn, type Pen } from '../../../src/ui/panels/predict/drawing.ts';

const UNIT = [0, 1] as const;

describe('drawing', () => {
  const grid = gridOf([0, 0.4]);

  it('has its grid on round numbers where the axis is', () => {
    expect(grid).toHaveLength(41);
    expect(grid[10]).toBe(0.1);
    expect(grid.at(-1)).toBe(0.4);
  });

  it('gives every place that a stroke passes a height on its way', () => {
    const drawn = stroke([], grid, UNIT, [0, 1], [0.4, 0]);
    expect(heightOf(drawn, 0.1)).toBe(0.75);
    expect(heightOf(drawn, 0.4)).toBe(0);
    expect(drawn.map((p) => p[0])).toEqual([...drawn.map((p) => p[0])].sort((a, b) => a - b));
  });

  it('draws from right to left as from left to right', () => {
    const there = stroke([[0.1, 0.5]], grid, UNIT, [0.1, 0.5], [0.3, 0.9]);
    const back = stroke([[0.3, 0.9]], grid, UNIT, [0.3, 0.9], [0.1, 0.5]);
    expect(back).toEqual(there);
  });

  it('draws over what was there, one height a place, inside the axis', () => {
    const random = xoshiro128([1, 2, 3, 4]);
    const any = (): Point => [random.int(1000) / 2000 - 0.05, random.int(1000) / 500 - 0.5];
    let drawn: Drawn = [];
    for (let k = 0; k < 500; k++) {
      const to = any();
      drawn = stroke(drawn, grid, UNIT, any(), to);
      const xs = drawn.map((p) => p[0]);
      expect(new Set(xs).size).toBe(xs.length);
      expect(drawn.every(([x, y], i) => grid.includes(x) && y >= 0 && y <= 1 && (i === 0 || x > (xs[i - 1] ?? 0)))).toBe(true);
    }
    expect(drawn.length).toBeGreaterThan(30);
  });

  it('keeps heights to a hundredth of the axis', () => {
    expect(level(0.1234, UNIT)).toBe(0.12);
    expect(level(7, [0, 5])).toBe(5);
    expect(level(-30.4, [-40, 60])).toBe(-30);
  });

  describe('by keyboard', () => {
    const keys = (pen: Pen, ...pressed: readonly (string | readonly [string])[]) =>
      pressed.reduce((now, key) => press(now, typeof key === 'string' ? key : key[0], typeof key !== 'string', grid, UNIT, 0.8) ?? now, pen);
    const fresh: Pen = { drawn: [], at: 0 };

    it('moves without drawing until there is something to carry', () => {
      expect(keys(fresh, 'ArrowRight', 'ArrowRight')).toEqual({ drawn: [], at: 2 });
    });

    it('starts where the curve is known to start, and carries the height along', () => {
      const { drawn, at } = keys(fresh, 'ArrowDown', 'ArrowRight', 'ArrowRight');
      expect(at).toBe(2);
      expect(drawn).toEqual([
        [0, 0.75],
        [0.01, 0.75],
        [0.02, 0.75],
      ]);
    });

    it('changes what is drawn only where the pen is, and walks over it unharmed', () => {
      const { drawn } = keys(fresh, 'ArrowUp', 'ArrowRight', ['ArrowUp'], 'ArrowLeft', 'ArrowRight');
      expect(drawn).toEqual([
        [0, 0.85],
        [0.01, 0.86],
      ]);
    });

    it('carries over five places with Shift, and jumps to the ends without drawing', () => {
      expect(keys(fresh, 'PageDown', ['ArrowRight']).drawn).toHaveLength(6);
      expect(keys(fresh, 'PageDown', 'End')).toEqual({ drawn: [[0, 0.6]], at: 40 });
    });

    it('leaves other keys to the page', () => {
      expect(press(fresh, 'Tab', false, grid, UNIT, 0.5)).toBeUndefined();
    });
  });
});

describe('the distance', () => {
  it('is the mean vertical distance over what both cover', () => {
    const flat: Point[] = [
      [0, 0.5],
      [1, 0.5],
    ];
    const falling: Point[] = [
      [0, 1],
      [2, 0],
    ];
    // from 0 to 1: the difference goes from 0.5 to 0
    expect(distanceBetween(flat, falling)?.mean).toBeCloseTo(0.25, 12);
    expect(distanceBetween(flat, falling)?.widest).toEqual({ x: 0, guessed: 0.5, measured: 1 });
  });

  it('counts both sides of a crossing', () => {
    const rising: Point[] = [
      [0, 0],
      [1, 1],
    ];
    const falling: Point[] = [
      [0, 1],
      [1, 0],
    ];
    expect(distanceBetween(rising, falling)?.mean).toBeCloseTo(0.5, 12);
  });

  it('agrees with a sum over many places, for random curves', () => {
    const random = xoshiro128([5, 6, 7, 8]);
    const curve = (n: number): Point[] => Array.from({ length: n }, (_, k) => [k / (n - 1), random.int(1000) / 1000]);
    const at = (c: readonly Point[], x: number) => {
      const k = Math.min(Math.floor(x * (c.length - 1)), c.length - 2);
      const [a, b] = [c[k] ?? [0, 0], c[k + 1] ?? [1, 0]];
      return a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1]);
    };
    for (let k = 0; k < 20; k++) {
      const [a, b] = [curve(2 + random.int(9)), curve(2 + random.int(9))];
      const places = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
      const mean = places.reduce((sum, x) => sum + Math.abs(at(a, x) - at(b, x)), 0) / places.length;
      expect(distanceBetween(a, b)?.mean).toBeCloseTo(mean, 4);
    }
  });

  it('names a place that the reader drew at', () => {
    const guess: Point[] = [
      [0, 1],
      [1, 1],
    ];
    const measured: Point[] = [
      [0, 0.9],
      [0.5, 0],
      [1, 0.2],
    ];
    expect(distanceBetween(guess, measured)?.widest.x).toBe(1);
  });

  it('is none where nothing is shared, and the difference at a single place', () => {
    expect(distanceBetween([[0, 1]], [[1, 1]])).toBeUndefined();
    expect(distanceBetween([], [[1, 1]])).toBeUndefined();
    expect(distanceBetween([[1, 0.25]], [[1, 1]])?.mean).toBe(0.75);
  });
});
