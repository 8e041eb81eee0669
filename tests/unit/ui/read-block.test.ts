/** Blocks of numbers from spreadsheets and texts, laid over a matrix. */
import { describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../src/core/random.ts';
import { lay, numberIn, readBlock } from '../../../src/ui/inputs/read-block.ts';

describe('a block', () => {
  it.each([
    ['1\t2\n3\t4', 'from a spreadsheet'],
    ['1\t2\r\n3\t4\r\n', 'with line ends of Windows'],
    ['1, 2\n3, 4', 'with commas'],
    ['1;2\n3;4', 'with semicolons'],
    ['1 2\n3 4', 'with spaces'],
    ['[[1, 2],\n [3, 4]]', 'as code writes it'],
  ])('%j %s', (text) => {
    expect(readBlock(text)?.cells).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('has decimal commas where they can be told from others', () => {
    expect(readBlock('0,5\t−1,25')?.cells).toEqual([[0.5, -1.25]]);
    expect(readBlock('0,5;1')?.cells).toEqual([[0.5, 1]]);
  });

  it('keeps the place of what is no number', () => {
    expect(readBlock('1\t\t3\nx\t5\t6')?.cells).toEqual([
      [1, undefined, 3],
      [undefined, 5, 6],
    ]);
  });

  it('is none for one number, for nothing and for a book', () => {
    expect(readBlock('3')).toBeUndefined();
    expect(readBlock(' 3 ')).toBeUndefined();
    expect(readBlock('')).toBeUndefined();
    expect(readBlock('1 '.repeat(20_000))).toBeUndefined();
  });
});

describe('laid over a matrix', () => {
  const shape = { rows: 2, columns: 3 };
  it('starts at a cell and counts what does not fit', () => {
    expect(
      lay(
        {
          cells: [
            [1, 2],
            [3, undefined],
          ],
        },
        [0, 0, 0, 0, 0, 0],
        shape,
        1,
      ),
    ).toEqual({ value: [0, 1, 2, 0, 3, 0], left: 1 });
    expect(lay({ cells: [[1, 2, 3]] }, [0, 0, 0, 0, 0, 0], shape, 5)).toEqual({ value: [0, 0, 0, 0, 0, 1], left: 2 });
  });

  it('never changes the matrix’ size, whatever is pasted', () => {
    const random = xoshiro128([9, 8, 7, 6]);
    const bits = ['1', '-2.5', '\t', '\n', ',', ';', ' ', 'x', '[', '1e9', '−', '\u0000', '<b>'];
    for (let k = 0; k < 2000; k++) {
      const text = Array.from({ length: random.int(30) }, () => bits[random.int(bits.length)]).join('');
      const block = readBlock(text);
      if (!block) continue;
      const { value, left } = lay(block, [0, 0, 0, 0, 0, 0], shape, random.int(6));
      expect(value).toHaveLength(6);
      expect(value.every((x) => Number.isFinite(x))).toBe(true);
      expect(left).toBeGreaterThanOrEqual(0);
    }
  });
});

it('reads numbers as people write them', () => {
  expect(['−0,5', '.5', '3.', '+2', '1e-3'].map(numberIn)).toEqual([-0.5, 0.5, 3, 2, 0.001]);
  expect(['', '-', '1.2.3', '0x10', 'Infinity', 'NaN', '1 2'].map(numberIn)).toEqual(Array.from({ length: 7 }, () => undefined));
});
