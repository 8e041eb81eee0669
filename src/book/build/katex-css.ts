/**
 * KaTeX's style sheet without what no browser of today needs: WOFF and TrueType copies of every font. It goes into the
 * lowest layer, so that the book's own rules win.
 */
import type { Plugin } from 'vite';

export function katexCss(): Plugin {
  return {
    name: 'book:katex-css',
    enforce: 'pre',
    transform(code, id) {
      return /\/katex\/dist\/katex\.(min\.)?css/.test(id) ? { code: `@layer reset{${withoutOldFonts(code)}}`, map: null } : undefined;
    },
  };
}

export const withoutOldFonts = (css: string): string => css.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\(["'](woff|truetype)["']\)/g, '');
