/** A block of numbers as it comes from a spreadsheet or a text. */

export interface Block {
  /** Row after row; undefined where a cell is no number. */
  readonly cells: readonly (readonly (number | undefined)[])[];
}

/** More than any matrix of a figure; what is longer was not meant. */
const LONGEST = 20_000;

/**
 * Cells are parted by tabs, as spreadsheets do, else by semicolons, commas or spaces. With tabs or semicolons a comma is a
 * decimal one. Undefined when there is no block, only one number or none.
 */
export function readBlock(text: string): Block | undefined {
  if (text.length > LONGEST) return undefined;
  const rows = text
    .replace(/[[\]{}()]/g, ' ')
    .split(/\r?\n|\r/)
    .filter((row) => row.trim() !== '');
  const between = /\t/.test(text) ? /\t/ : /;/.test(text) ? /;/ : /,/.test(text) ? /\s*,\s*/ : /\s+/;
  const cells = rows.map((row) => (between.source === '\\t' ? row : row.trim().replace(/,$/, '')).split(between).map(numberIn));
  return cells.length > 1 || (cells[0]?.length ?? 0) > 1 ? { cells } : undefined;
}

/** A number as people write it: "−0,5", "1e-3", "½" is none. */
export function numberIn(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

/** A matrix with a block laid over it from one cell on, and how much of the block did not fit or was no number. */
export function lay(
  { cells }: Block,
  value: readonly number[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
  at: number,
): { value: number[]; left: number } {
  const next = [...value];
  const [top, start] = [Math.floor(at / columns), at % columns];
  let left = 0;
  cells.forEach((row, r) =>
    row.forEach((x, c) => {
      if (x === undefined || top + r >= rows || start + c >= columns) left++;
      else next[(top + r) * columns + start + c] = x;
    }),
  );
  return { value: next, left };
}
