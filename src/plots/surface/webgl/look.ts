/** The page's looks, as far as a picture must follow them. */
import type { Rgb } from './press.ts';

const QUERIES = {
  dark: '(prefers-color-scheme: dark)',
  forced: '(forced-colors: active)',
  print: 'print',
  saving: '(prefers-reduced-data: reduce)',
} as const;

const matching = () => Object.entries(QUERIES).flatMap(([name, query]) => (matchMedia(query).matches ? [name] : []));

/** A text that changes with the theme. */
export const lookNow = () => [document.documentElement.dataset['theme'], ...matching()].join(' ');

/** In forced colours and on paper a surface is drawn in lines. */
export const wantsLines = () => matchMedia('print, (forced-colors: active), (prefers-reduced-data: reduce)').matches;

export function onLook(listener: () => void): () => void {
  const theme = new MutationObserver(listener);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const queries = Object.values(QUERIES).map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    theme.disconnect();
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

/** Any colour that a style sheet can name, as three numbers from 0 to 1. */
export function rgbOf(colour: string): Rgb {
  const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (!pen) return [0.5, 0.5, 0.5];
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [r / 255, g / 255, b / 255];
}
