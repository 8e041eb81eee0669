/** The page's and the worker's only clock. No run may depend on it. */

/** Milliseconds since some fixed moment. */
export const now = (): number => performance.now();

/** The reader's own date, e.g. "2026-03-01". */
export function today(): string {
  const date = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
