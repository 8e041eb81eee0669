/** A plot as a picture to take away: SVG that stands by itself, and PNG at twice its size. */
import { flatten } from './flatten.ts';
import { fontRules } from './fonts.ts';
import { colourOf } from './colour.ts';
import { familyOf, SVG } from './svg-copy.ts';

export interface Caption {
  /** E.g. "Figure 9.1. A line that …". */
  readonly title: string;
  readonly settings: string;
  readonly address: string;
}

export type Look = 'as-shown' | 'light';

const MARGIN = 16;
const SIZE = 11;
const LINE = 15;

/** The SVG's text. Throws when the chart is not on the page. */
export async function svgOf(chart: Element, caption: Caption, look: Look): Promise<{ text: string; width: number; height: number }> {
  const svg = inLook(look, () => composed(chart, caption));
  const rules = await fontRules(svg);
  if (rules) {
    const style = document.createElementNS(SVG, 'style');
    style.textContent = rules;
    svg.querySelector('title')?.after(style);
  }
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
  return { text, width: Number(svg.getAttribute('width')), height: Number(svg.getAttribute('height')) };
}

export async function pngOf(chart: Element, caption: Caption, look: Look): Promise<Blob> {
  const { text, width, height } = await svgOf(chart, caption, look);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('the browser gives no canvas');
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no PNG'))), 'image/png'));
}

/** Drawn and captioned; read from the page as it is styled now. */
function composed(chart: Element, { title, settings, address }: Caption): SVGSVGElement {
  const { group, width, height } = flatten(chart);
  if (width === 0) throw new Error('the chart is not on the page');
  const page = getComputedStyle(document.documentElement);
  const tint = (name: string, otherwise: string) => colourOf(resolved(name))?.hex ?? otherwise;
  const lines = [...wrapped(title, width), ...wrapped(settings, width), ...wrapped(address, width)];
  const whole = { width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(height + 2.5 * MARGIN + lines.length * LINE) };
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('xmlns', SVG);
  for (const [key, value] of Object.entries({ ...whole, viewBox: `0 0 ${whole.width} ${whole.height}` })) svg.setAttribute(key, String(value));
  svg.setAttribute('role', 'img');
  const name = document.createElementNS(SVG, 'title');
  name.textContent = title;
  const description = document.createElementNS(SVG, 'desc');
  description.textContent = `${[...chart.querySelectorAll('desc')].map((d) => d.textContent).join(' ')} ${settings} ${address}`.trim();
  const paper = document.createElementNS(SVG, 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', tint('--paper', '#ffffff'));
  group.setAttribute('transform', `translate(${MARGIN} ${MARGIN})`);
  svg.append(name, description, paper, group);
  lines.forEach((line, k) => {
    const text = document.createElementNS(SVG, 'text');
    text.setAttribute('x', String(MARGIN));
    text.setAttribute('y', String(Math.round(height + 1.9 * MARGIN + (k + 0.75) * LINE)));
    text.setAttribute('font-size', String(SIZE));
    text.setAttribute('font-family', familyOf(page.getPropertyValue('--sans')));
    text.setAttribute('fill', tint('--ink-soft', '#545a66'));
    text.textContent = line;
    svg.append(text);
  });
  return svg;
}

/** A custom property's colour, which only an element that uses it can tell. */
function resolved(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** At spaces, and inside a long word such as an address. Characters of this face are about half as wide as high. */
export function wrapped(text: string, width: number): string[] {
  const most = Math.max(20, Math.floor(width / (SIZE * 0.5)));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((w) => w.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [])) {
    if (line && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return line ? [...lines, line] : lines;
}

/** Reads the page in another theme, within one turn, so that it is never painted in it. */
function inLook<R>(look: Look, read: () => R): R {
  const root = document.documentElement;
  const { theme } = root.dataset;
  if (look === 'as-shown' || theme === 'light') return read();
  root.classList.add('no-transitions');
  root.dataset['theme'] = 'light';
  try {
    return read();
  } finally {
    if (theme === undefined) delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    // the page's own style is computed again before transitions may begin
    void getComputedStyle(root).color;
    root.classList.remove('no-transitions');
  }
}
