import { expect, test } from 'vitest';
import { digitize, type Drawing } from '../../../src/datasets/digitize.ts';
import { nodeImages } from '../../../src/datasets/node.ts';

/** A drawing from a function of the place, both in pixels. */
const draw = (height: number, width: number, ink: (row: number, column: number) => number): Drawing => ({
  height,
  width,
  pixels: Float32Array.from({ length: height * width }, (_, k) => ink(Math.floor(k / width), k % width)),
});

function boxOf(digit: Uint8Array): { top: number; left: number; height: number; width: number } {
  const rows = [...digit.keys()].filter((k) => digit[k]).map((k) => Math.floor(k / 28));
  const columns = [...digit.keys()].filter((k) => digit[k]).map((k) => k % 28);
  return {
    top: Math.min(...rows),
    left: Math.min(...columns),
    height: Math.max(...rows) - Math.min(...rows) + 1,
    width: Math.max(...columns) - Math.min(...columns) + 1,
  };
}

const of = (drawing: Drawing): Uint8Array => {
  const digit = digitize(drawing);
  if (!digit) throw new Error('empty');
  return digit;
};

test('an MNIST digit, enlarged and moved to anywhere on a large canvas, comes back bit by bit', async () => {
  const { images, count } = await nodeImages().images('mnist', 'test', 300);
  let same = 0;
  for (let n = 0; n < count; n++) {
    const digit = images.subarray(n * 784, (n + 1) * 784);
    const [down, right] = [(n * 7) % 60, (n * 13) % 60];
    const large = draw(200, 200, (row, column) => {
      const [r, c] = [Math.floor((row - down) / 5), Math.floor((column - right) / 5)];
      return r >= 0 && c >= 0 && r < 28 && c < 28 ? (digit[r * 28 + c] ?? 0) / 255 : 0;
    });
    if (Buffer.from(of(large)).equals(digit)) same++;
  }
  expect(same).toBe(count);
});

test('an empty drawing is nothing, and so is one too faint for a byte', () => {
  expect(digitize(draw(50, 40, () => 0))).toBeUndefined();
  expect(digitize(draw(50, 40, () => 0.001))).toBeUndefined();
  expect(digitize(draw(50, 40, () => NaN))).toBeUndefined();
  expect(digitize({ pixels: new Float32Array(0), height: 0, width: 0 })).toBeUndefined();
});

test('the longer side becomes 20 pixels and the aspect ratio stays', () => {
  const tall = boxOf(of(draw(300, 300, (row, column) => Number(row >= 50 && row < 250 && column >= 100 && column < 150))));
  expect(tall).toEqual({ top: 4, left: 12, height: 20, width: 5 });
  const wide = boxOf(of(draw(100, 400, (row, column) => Number(row >= 40 && row < 60 && column >= 10 && column < 390))));
  expect([wide.height, wide.width]).toEqual([1, 20]);
  const small = boxOf(of(draw(10, 10, (row, column) => Number(row < 2 && column < 4)))); // enlarged, too
  expect([small.height, small.width]).toEqual([10, 20]);
});

test('it does not matter where on the canvas the digit is', () => {
  const at = (down: number, right: number) => of(draw(120, 120, (row, column) => Math.max(0, 1 - Math.hypot(row - down, column - right) / 30)));
  expect(at(40, 70)).toEqual(at(80, 35));
});

test('the centre of mass, not of the box, falls into the pixel at row 14, column 14', () => {
  // a flag: a pole with a cloth at its upper right
  const digit = of(
    draw(200, 200, (row, column) => Number((column >= 50 && column < 60 && row >= 20 && row < 180) || (row >= 20 && row < 60 && column >= 50 && column < 80))),
  );
  let [mass, down, right] = [0, 0, 0];
  for (const [k, ink] of digit.entries()) {
    mass += ink;
    down += ink * (Math.floor(k / 28) + 0.5);
    right += ink * ((k % 28) + 0.5);
  }
  expect(Math.floor(down / mass)).toBe(14);
  expect(Math.floor(right / mass)).toBe(14);
  const { top, height } = boxOf(digit);
  expect(top + height / 2).toBeGreaterThan(15); // the box itself hangs lower
});

test('a lopsided drawing stays inside, whole', () => {
  // all the mass at the top, and a thread down to the bottom
  const digit = of(draw(200, 200, (row, column) => (row < 20 ? 1 : column === 100 ? 0.1 : 0)));
  const { top, height } = boxOf(digit);
  expect([top, height]).toEqual([8, 20]);
});

test('edges are anti-aliased: each pixel is the mean of what it covers', () => {
  // 30 × 30 ink, its left half black: the twenty columns of 1.5 pixels meet the edge between the 10th and the 11th
  const half = of(draw(30, 30, (_row, column) => (column < 15 ? 1 : 0.5)));
  const { left } = boxOf(half);
  expect([...half.subarray(14 * 28 + left + 8, 14 * 28 + left + 12)]).toEqual([255, 255, 128, 128]);
  // 25 pixels, an edge inside a column: 12 black ones are 9.6 columns, so the 10th is 0.6 black and 0.4 half
  const split = of(draw(25, 25, (_row, column) => (column < 12 ? 1 : 0.5)));
  expect(split[14 * 28 + boxOf(split).left + 9]).toBe(Math.round(255 * 0.8));
});

test('ink darker than 1 is 1', () => {
  expect(Math.max(...of(draw(40, 40, () => 3)))).toBe(255);
});

test('a picture whose size is not its own is a mistake', () => {
  expect(() => digitize({ pixels: new Float32Array(5), height: 2, width: 2 })).toThrow(/5 pixels/);
});
