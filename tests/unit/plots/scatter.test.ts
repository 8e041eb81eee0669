import { describe, expect, it } from 'vitest';
import { glyphPath } from '../../../src/plots/glyphs.ts';
import { moved, nearestTo } from '../../../src/plots/scatter.tsx';

describe('dots', () => {
  it('the pointer means the nearest one within reach', () => {
    const places = [
      [0, 0],
      [10, 0],
      [10, 4],
    ] as const;
    const names = ['a', 'b', 'c'];
    expect(nearestTo(places, [9, 1], names)).toBe('b');
    expect(nearestTo(places, [10, 3], names)).toBe('c');
    expect(nearestTo(places, [4, 0], names)).toBe('a');
    expect(nearestTo(places, [40, 0], names)).toBeUndefined();
    expect(nearestTo([], [0, 0], [])).toBeUndefined();
  });

  it('keys move through them and stop at the ends', () => {
    expect(moved('ArrowRight', 3, 5)).toBe(4);
    expect(moved('ArrowRight', 4, 5)).toBe(4);
    expect(moved('ArrowLeft', 0, 5)).toBe(0);
    expect(moved('ArrowUp', -1, 5)).toBe(0); // none was chosen
    expect([moved('Home', 3, 5), moved('End', 3, 5)]).toEqual([0, 4]);
    expect(moved('a', 3, 5)).toBeUndefined();
    expect(moved('End', -1, 0)).toBeUndefined();
  });

  it('every shape is closed about its point', () => {
    for (const shape of ['disc', 'diamond', 'right'] as const) {
      const path = glyphPath(shape, [[10, 20]], 3);
      expect(path.startsWith('M10 20m')).toBe(true);
      const ends = [...path.matchAll(/[ml](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
      const corners = ends.slice(1);
      if (shape !== 'disc') expect(corners.reduce((s, [x = 0, y = 0]) => s + Math.abs(x) + Math.abs(y), 0)).toBeGreaterThan(0);
    }
    expect(glyphPath('right', [[0, 0]], 2)).toBe('M0 0m-2 -2.6l4 2.6l-4 2.6z');
  });
});
