import { describe, expect, it } from 'vitest';
import { chord, clip, disagreement, square, type Corner } from '../../../src/plots/half-plane.ts';
import { lineLabels } from '../../../src/plots/plane-labels.ts';

const VERTICAL = { wx: 1, wy: 0, bias: 0 }; // x = 0, class 1 on the right
const HORIZONTAL = { wx: 0, wy: 2, bias: 0 };

/** Shoelace formula. */
function area(polygon: readonly Corner[]): number {
  return (
    Math.abs(
      polygon.reduce((sum, [x, y], k) => {
        const [nx, ny] = polygon[(k + 1) % polygon.length] ?? [x, y];
        return sum + x * ny - nx * y;
      }, 0),
    ) / 2
  );
}

describe('clip', () => {
  it('keeps the positive side', () => {
    const right = clip(square(1), VERTICAL);
    expect(area(right)).toBeCloseTo(2);
    expect(right.every(([x]) => x >= 0)).toBe(true);
  });

  it('keeps all or nothing when the line misses the square', () => {
    expect(area(clip(square(1), { wx: 1, wy: 0, bias: 5 }))).toBeCloseTo(4);
    expect(clip(square(1), { wx: 1, wy: 0, bias: -5 })).toEqual([]);
  });
});

describe('disagreement', () => {
  it('is two wedges for lines that cross, of half the square when they are perpendicular', () => {
    const wedges = disagreement(square(1), VERTICAL, HORIZONTAL);
    expect(wedges).toHaveLength(2);
    expect(wedges.reduce((sum, w) => sum + area(w), 0)).toBeCloseTo(2);
  });

  it('is nothing for a line and itself, and everything for a line and its opposite', () => {
    expect(disagreement(square(1), VERTICAL, VERTICAL).reduce((sum, w) => sum + area(w), 0)).toBeCloseTo(0);
    expect(disagreement(square(1), VERTICAL, { wx: -1, wy: 0, bias: 0 }).reduce((sum, w) => sum + area(w), 0)).toBeCloseTo(4);
  });
});

describe('chord', () => {
  it('ends on the edges', () => {
    const found = chord({ wx: 1, wy: -1, bias: 0 }, 2);
    expect(found).toHaveLength(2);
    for (const [x, y] of found ?? []) {
      expect(x).toBeCloseTo(y);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeCloseTo(2);
    }
  });

  it('is undefined for a line outside, and for one without a direction', () => {
    expect(chord({ wx: 1, wy: 0, bias: 9 }, 2)).toBeUndefined();
    expect(chord({ wx: 0, wy: 0, bias: 0 }, 2)).toBeUndefined();
    expect(chord({ wx: NaN, wy: 0, bias: 0 }, 2)).toBeUndefined();
  });
});

describe('lineLabels', () => {
  it('names a flat line at the right edge and a steep one at the top', () => {
    const [flat, steep] = lineLabels(
      [
        { text: 'now', line: HORIZONTAL },
        { text: 'after A', line: VERTICAL },
      ],
      5,
      360,
      13,
    );
    expect(flat).toMatchObject({ text: 'now', anchor: 'end' });
    expect(flat?.y).toBeLessThan(180);
    expect(steep).toMatchObject({ text: 'after A', anchor: 'start' });
    expect(steep?.x).toBeGreaterThan(180);
    expect(steep?.y).toBeLessThan(20);
  });

  it('keeps two names on one edge apart', () => {
    const [a, b] = lineLabels(
      [
        { text: 'now', line: HORIZONTAL },
        { text: 'both seen', line: { wx: 0.01, wy: 2, bias: 0 } },
      ],
      5,
      360,
      13,
    );
    expect(Math.abs((a?.y ?? 0) - (b?.y ?? 0))).toBeGreaterThanOrEqual(13 - 1e-9);
  });

  it('names no line that is not to be seen', () => {
    expect(lineLabels([{ text: 'now', line: { wx: 1, wy: 0, bias: 99 } }], 5, 360, 13)).toEqual([]);
  });
});
