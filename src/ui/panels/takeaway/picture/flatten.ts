/**
 * A chart with its title, pictures, drawings and words as one SVG, in the place and size that they have on the page.
 * Words are measured line by line, because SVG does not break lines.
 */
import { colourOf } from './colour.ts';
import { copySvg, familyOf, SVG } from './svg-copy.ts';

export interface Flat {
  readonly group: SVGGElement;
  /** In screen pixels. */
  readonly width: number;
  readonly height: number;
}

export function flatten(chart: Element): Flat {
  const { left, top, width, height } = chart.getBoundingClientRect();
  const group = document.createElementNS(SVG, 'g');
  walk(chart, { group, left, top });
  return { group, width, height };
}

interface Sheet {
  readonly group: SVGGElement;
  readonly left: number;
  readonly top: number;
}

function walk(element: Element, sheet: Sheet): void {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (style.display === 'none' || style.visibility === 'hidden' || element.matches('.spoken, input, select, textarea')) return;
  if (element instanceof SVGSVGElement) return drawing(element, box, sheet);
  backdrop(style, box, sheet);
  if (element instanceof HTMLImageElement || element instanceof HTMLCanvasElement) return picture(element, style, box, sheet);
  for (const child of element.childNodes) {
    if (child instanceof Element) walk(child, sheet);
    else if (child instanceof Text) words(child, style, sheet);
  }
}

const put = (sheet: Sheet, name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, typeof value === 'number' ? String(Number(value.toFixed(2))) : value);
  sheet.group.append(element);
  return element;
};

function drawing(svg: SVGSVGElement, box: DOMRect, sheet: Sheet): void {
  const { width } = svg.viewBox.baseVal;
  const copy = copySvg(svg, width > 0 ? box.width / width : 1);
  const place = { x: box.left - sheet.left, y: box.top - sheet.top, width: box.width, height: box.height };
  for (const [key, value] of Object.entries(place)) copy.setAttribute(key, String(Number(value.toFixed(2))));
  sheet.group.append(copy);
}

/** Fill and borders of a box. */
function backdrop(style: CSSStyleDeclaration, box: DOMRect, sheet: Sheet): void {
  const [x, y] = [box.left - sheet.left, box.top - sheet.top];
  const fill = colourOf(style.backgroundColor);
  if (fill) put(sheet, 'rect', { x, y, width: box.width, height: box.height, fill: fill.hex, 'fill-opacity': fill.opacity });
  const sides = [
    ['top', x, y, x + box.width, y],
    ['bottom', x, y + box.height, x + box.width, y + box.height],
    ['left', x, y, x, y + box.height],
    ['right', x + box.width, y, x + box.width, y + box.height],
  ] as const;
  for (const [side, x1, y1, x2, y2] of sides) {
    const width = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
    const colour = width > 0 ? colourOf(style.getPropertyValue(`border-${side}-color`)) : undefined;
    const kind = style.getPropertyValue(`border-${side}-style`);
    if (!colour || kind === 'none') continue;
    const line = put(sheet, 'line', { x1, y1, x2, y2, stroke: colour.hex, 'stroke-opacity': colour.opacity, 'stroke-width': width });
    if (kind === 'dashed') line.setAttribute('stroke-dasharray', `${3 * width} ${2 * width}`);
  }
}

/** The picture's own pixels travel in the file. */
function picture(element: HTMLImageElement | HTMLCanvasElement, style: CSSStyleDeclaration, box: DOMRect, sheet: Sheet): void {
  const href = element instanceof HTMLCanvasElement ? pixelsOf(element) : element.src;
  if (!href.startsWith('data:image/')) return;
  const place = { x: box.left - sheet.left, y: box.top - sheet.top, width: box.width, height: box.height };
  const image = put(sheet, 'image', { ...place, href, preserveAspectRatio: 'none', 'image-rendering': style.imageRendering });
  // dark paper: the same turn of colours that the page makes
  if (style.filter !== 'none') image.setAttribute('style', `filter: ${style.filter}`);
}

/** A canvas that another site's picture was drawn on would refuse. */
function pixelsOf(canvas: HTMLCanvasElement): string {
  try {
    return canvas.toDataURL('image/png');
  } catch {
    return '';
  }
}

/** The lines of a text, each where it stands. */
function words(text: Text, style: CSSStyleDeclaration, sheet: Sheet): void {
  const content = text.data;
  if (!content.trim()) return;
  const fill = colourOf(style.color);
  const range = document.createRange();
  const lines: { top: number; left: number; height: number; text: string }[] = [];
  for (const { index, 0: word } of content.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getClientRects()[0];
    if (!box) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - box.top) < 2) last.text += ` ${word}`;
    else lines.push({ top: box.top, left: box.left, height: box.height, text: word });
  }
  for (const line of lines) {
    // the baseline of the book's sans stands at about four fifths of its line
    const y = line.top - sheet.top + line.height * 0.79;
    const attributes = { x: line.left - sheet.left, y, fill: fill?.hex ?? '#000000', 'font-family': familyOf(style.fontFamily), 'font-size': style.fontSize };
    const element = put(sheet, 'text', attributes);
    if (style.fontWeight !== '400') element.setAttribute('font-weight', style.fontWeight);
    if (style.fontStyle !== 'normal') element.setAttribute('font-style', style.fontStyle);
    element.textContent = line.text;
  }
}
