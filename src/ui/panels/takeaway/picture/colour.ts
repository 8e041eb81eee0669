/** Colours as every drawing program reads them: `#rrggbb`, with the opacity beside it. */

export interface Colour {
  readonly hex: string;
  readonly opacity: number;
}

let pen: CanvasRenderingContext2D | null | undefined;

/** A computed colour; undefined for `none`, for what is wholly transparent and for what is no colour. */
export function colourOf(text: string): Colour | undefined {
  const plain = /^rgba?\((\d+),\s*(\d+),\s*(\d+)(?:,\s*([\d.]+))?\)$/.exec(text);
  const [r = 0, g = 0, b = 0, opacity = 0] = plain ? [Number(plain[1]), Number(plain[2]), Number(plain[3]), Number(plain[4] ?? 1)] : painted(text);
  return opacity > 0 ? { hex: `#${[r, g, b].map((c) => c.toString(16).padStart(2, '0')).join('')}`, opacity } : undefined;
}

/** Newer notations, such as oklab, through the browser’s own paint. */
function painted(text: string): number[] {
  if (text === 'none' || text === '' || text.startsWith('url(')) return [];
  pen ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (!pen) return [];
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = '#0000';
  pen.fillStyle = text;
  pen.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}
