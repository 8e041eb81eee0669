/** Numbers as the reader sees them: one place for units, so that a page, a table and a verdict print the same. */

export type Unit = 'percent' | 'times' | 'count' | 'plain' | 'seconds' | 'degrees';

/** Narrow and no-break: a number and its unit stay on one line. */
const THIN = '\u202f';
const trim = (x: number, digits: number) => String(Number(x.toFixed(digits))).replace('-', '−');

let groups: Intl.NumberFormat | undefined;

/** E.g. 12000 → "12,000". One formatter for all: making one takes longer than drawing a plot. */
export const grouped = (value: number): string => (groups ??= new Intl.NumberFormat('en-GB')).format(value).replace('-', '−');

/** E.g. 0.0683 as percent → "6.8 %", 39.2 as times → "39×". NaN → "no number". */
export function format(value: number, unit: Unit = 'plain'): string {
  if (Number.isNaN(value)) return 'no number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  switch (unit) {
    case 'percent':
      return `${trim(value * 100, 1)}${THIN}%`;
    case 'times':
      return `${significant(value)}×`;
    case 'count':
      return grouped(Math.round(value));
    case 'seconds':
      return `${value < 10 ? trim(value, 1) : Math.round(value)}${THIN}s`;
    case 'degrees':
      return `${trim(value, 1)}°`;
    case 'plain':
      return significant(value);
  }
}

/** Two to three significant digits, no exponent for everyday sizes. */
export function significant(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential(1).replace('-', '−').replace('e+', 'e');
  if (size < 1) return String(Number(value.toPrecision(3))).replace('-', '−');
  return trim(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}
