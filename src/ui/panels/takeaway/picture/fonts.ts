/** The faces that a picture uses, as rules with the font inside, so that it looks the same where the book is not installed. */

interface Used {
  readonly family: string;
  readonly italic: boolean;
  readonly characters: ReadonlySet<number>;
}

/** `@font-face` rules for the texts of an SVG; those whose files cannot be had are left out. */
export async function fontRules(svg: Element): Promise<string> {
  const used = usedIn(svg);
  const faces = facesOf(document.styleSheets).filter((face) => used.some((u) => serves(face, u)));
  const rules = await Promise.all(faces.map(withFont));
  return rules.join('\n');
}

function usedIn(svg: Element): Used[] {
  const found = new Map<string, { family: string; italic: boolean; characters: Set<number> }>();
  for (const text of svg.querySelectorAll('text')) {
    const family = inherited(text, 'font-family').split(',')[0]?.replaceAll(/['"]/g, '').trim() ?? '';
    const italic = inherited(text, 'font-style') === 'italic';
    const entry = found.get(`${family}${italic}`) ?? { family, italic, characters: new Set() };
    for (const c of text.textContent ?? '') entry.characters.add(c.codePointAt(0) ?? 0);
    found.set(`${family}${italic}`, entry);
  }
  return [...found.values()];
}

const inherited = (element: Element, name: string): string => element.closest(`[${name}]`)?.getAttribute(name) ?? '';

/** Rules stand in layers and behind conditions. */
function facesOf(sheets: Iterable<CSSStyleSheet>): CSSFontFaceRule[] {
  const within = (rules: CSSRuleList): CSSFontFaceRule[] =>
    [...rules].flatMap((rule) => (rule instanceof CSSFontFaceRule ? [rule] : rule instanceof CSSGroupingRule ? within(rule.cssRules) : []));
  return [...sheets].flatMap((sheet) => {
    try {
      return within(sheet.cssRules);
    } catch {
      return []; // another site's, e.g. of a browser extension
    }
  });
}

function serves({ style }: CSSFontFaceRule, { family, italic, characters }: Used): boolean {
  if (style.getPropertyValue('font-family').replaceAll(/['"]/g, '') !== family) return false;
  if ((style.getPropertyValue('font-style') === 'italic') !== italic) return false;
  const ranges = rangesOf(style.getPropertyValue('unicode-range'));
  return ranges.length === 0 || [...characters].some((c) => ranges.some(([low, high]) => c >= low && c <= high));
}

/** "U+0000-00FF, U+0131" as pairs. */
export const rangesOf = (text: string): (readonly [number, number])[] =>
  [...text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, low = '0', high = low]) => [Number.parseInt(low, 16), Number.parseInt(high, 16)]);

async function withFont(face: CSSFontFaceRule): Promise<string> {
  const { style } = face;
  const address = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue('src'))?.[1];
  if (!address) return '';
  try {
    const answer = await fetch(new URL(address, face.parentStyleSheet?.href ?? location.href));
    if (!answer.ok) return '';
    const described = ['font-family', 'font-style', 'font-weight', 'unicode-range'].map((name) => `${name}: ${style.getPropertyValue(name)};`).join(' ');
    return `@font-face { ${described} src: url(data:font/woff2;base64,${base64(new Uint8Array(await answer.arrayBuffer()))}) format('woff2'); }`;
  } catch {
    return '';
  }
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
}
