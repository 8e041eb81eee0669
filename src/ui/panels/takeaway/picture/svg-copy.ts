/** A drawing of the page as SVG that needs no style sheet: every computed style becomes a plain attribute. */
import { colourOf } from './colour.ts';

export const SVG = 'http://www.w3.org/2000/svg';

/** What places a mark and gives it its form; everything else is the page's business. */
const GEOMETRY = /^(x|y|x1|x2|y1|y2|dx|dy|cx|cy|r|rx|ry|d|points|width|height|viewBox|transform|href|preserveAspectRatio|offset|gradient.*|clipPathUnits|id)$/;
/** Inherited in SVG, so written only where they change. */
const TYPE = ['font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline'] as const;

/** @param scale screen pixels to one unit of the drawing, for strokes that keep their width on the screen */
export function copySvg(source: SVGSVGElement, scale: number): SVGSVGElement {
  const copy = document.createElementNS(SVG, 'svg');
  for (const { name, value } of source.attributes) if (GEOMETRY.test(name)) copy.setAttribute(name, value);
  copy.setAttribute('overflow', 'visible');
  const style = getComputedStyle(source);
  writeType(copy, style, undefined);
  for (const child of source.children) copyInto(copy, child, style, scale);
  return copy;
}

function copyInto(parent: Element, source: Element, above: CSSStyleDeclaration, scale: number): void {
  const { localName } = source;
  // links are drawn as what stands in them; what is not SVG cannot be drawn elsewhere
  if (source.namespaceURI !== SVG || localName === 'foreignObject' || localName === 'script' || localName === 'style') return;
  const style = getComputedStyle(source);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const copy = document.createElementNS(SVG, localName === 'a' ? 'g' : localName);
  for (const { name, value } of source.attributes) if (GEOMETRY.test(name) && !/^\s*javascript:/i.test(value)) copy.setAttribute(name, value);
  if (isMark(source)) writePaint(copy, style, scale);
  if (localName === 'image') copy.setAttribute('image-rendering', style.imageRendering);
  writeType(copy, style, above);
  if (Number(style.opacity) < 1) copy.setAttribute('opacity', style.opacity);
  if (style.clipPath.startsWith('url(')) copy.setAttribute('clip-path', style.clipPath.replace(/^url\("?.*?(#[^")]+)"?\)$/, 'url($1)'));
  for (const child of source.childNodes) {
    if (child instanceof Element) copyInto(copy, child, style, scale);
    else if (child.nodeType === Node.TEXT_NODE) copy.append(child.textContent ?? '');
  }
  parent.append(copy);
}

const isMark = (e: Element) => e instanceof SVGGeometryElement || e instanceof SVGTextContentElement;

function writePaint(copy: Element, style: CSSStyleDeclaration, scale: number): void {
  const keeps = style.vectorEffect === 'non-scaling-stroke';
  const length = (text: string) => String(Number((Number.parseFloat(text) / (keeps ? scale : 1)).toFixed(3)));
  const fill = colourOf(style.fill);
  const local = /^url\("?[^#]*(#[^")]+)"?\)/.exec(style.fill)?.[1];
  copy.setAttribute('fill', local ? `url(${local})` : (fill?.hex ?? 'none'));
  const full = (fill?.opacity ?? 1) * Number(style.fillOpacity);
  if (fill && full < 1) copy.setAttribute('fill-opacity', String(full));
  const stroke = colourOf(style.stroke);
  if (!stroke || Number.parseFloat(style.strokeWidth) === 0) return;
  copy.setAttribute('stroke', stroke.hex);
  copy.setAttribute('stroke-width', length(style.strokeWidth));
  if (stroke.opacity * Number(style.strokeOpacity) < 1) copy.setAttribute('stroke-opacity', String(stroke.opacity * Number(style.strokeOpacity)));
  if (style.strokeDasharray !== 'none')
    copy.setAttribute(
      'stroke-dasharray',
      style.strokeDasharray
        .split(/[\s,]+/)
        .map(length)
        .join(' '),
    );
  if (style.strokeLinecap !== 'butt') copy.setAttribute('stroke-linecap', style.strokeLinecap);
  if (style.strokeLinejoin !== 'miter') copy.setAttribute('stroke-linejoin', style.strokeLinejoin);
  if (style.paintOrder !== 'normal') copy.setAttribute('paint-order', style.paintOrder);
}

function writeType(copy: Element, style: CSSStyleDeclaration, above: CSSStyleDeclaration | undefined): void {
  for (const name of TYPE) {
    const value = style.getPropertyValue(name);
    if (value && value !== above?.getPropertyValue(name)) copy.setAttribute(name, value);
  }
  // lining, tabular figures are a feature of the face
  if (!above) copy.setAttribute('font-family', familyOf(style.fontFamily));
}

/** The faces in order, with faces of every system after the book’s own. */
export const familyOf = (family: string): string => `${family.replaceAll('"', "'")}, 'Source Sans 3', 'Helvetica Neue', Arial, sans-serif`;
