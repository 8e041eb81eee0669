/** Tables as CSV (RFC 4180): CRLF at line ends, quotes where needed, and no cell that a spreadsheet would compute. */

/** Spreadsheets take a text that begins so for a formula, some also after a tab or a carriage return. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** A number is written as it is, and as an empty cell where there is none; ∞ is a word. */
function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value).replace('Infinity', 'inf');
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The header, then the rows. */
export function csv(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
