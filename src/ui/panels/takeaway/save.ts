/** Hands the reader a file, made on the device. */
const LONG_ENOUGH_MS = 30_000;

export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LONG_ENOUGH_MS);
}

export const csvFile = (text: string): Blob => new Blob([text], { type: 'text/csv;charset=utf-8' });
export const jsonFile = (text: string): Blob => new Blob([text], { type: 'application/json' });

/** "accuracy on the points" → "accuracy-on-the-points", for the name of a file. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 48) || 'plot';
