import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/core/csv.ts';
import { xoshiro128 } from '../../../src/core/random.ts';

/** A plain reader of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i] ?? '';
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\r' && text[i + 1] === '\n') {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
      i++;
    } else cell += c;
  }
  expect([cell, row, quoted]).toEqual(['', [], false]);
  return rows;
}

describe('csv', () => {
  it('is what RFC 4180 says: CRLF, quotes only where needed', () => {
    expect(csv(['step', 'a, b', 'say "x"'], [[1, -0.5, 'two\nlines']])).toBe('step,"a, b","say ""x"""\r\n1,-0.5,"two\nlines"\r\n');
  });

  it('has an empty cell where there is no number, and keeps every digit of one', () => {
    expect(csv(['x'], [[NaN], [0.1 + 0.2], [1e-300], [Infinity]])).toBe('x\r\n\r\n0.30000000000000004\r\n1e-300\r\ninf\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "=cmd|'/c calc'!A0", '＝1'])('takes the teeth from the formula %j', (text) => {
    const cell = parse(csv([text], []))[0]?.[0] ?? '';
    expect(cell).toBe(`'${text}`);
  });

  it('comes back from a plain reader: 500 tables of strange texts', () => {
    const random = xoshiro128([1, 2, 3, 4]);
    const letters = ['a', '"', ',', '\r', '\n', ' ', 'é', '💥', ';', "'", '=', '0'];
    for (let k = 0; k < 500; k++) {
      const table = Array.from({ length: 1 + random.int(4) }, () =>
        Array.from({ length: 3 }, () => Array.from({ length: random.int(6) }, () => letters[random.int(letters.length)]).join('')),
      );
      const [header = [], ...rows] = table;
      const back = parse(csv(header, rows));
      expect(back).toEqual(table.map((row) => row.map((cell) => (/^[=\r]/.test(cell) ? `'${cell}` : cell))));
      for (const cell of back.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
  });
});
