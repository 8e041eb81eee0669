/** Highlighted code takes its colours from classes, not from style attributes, so that it follows the page's theme. */
import { createCssVariablesTheme, type ShikiTransformer } from 'shiki';

export const CODE_THEME = createCssVariablesTheme({ name: 'book', variablePrefix: '--code-', fontStyle: false });

/** `style="color:var(--code-token-keyword)"` → `class="code-keyword"`. */
export const classesForColours: ShikiTransformer = {
  name: 'classes-for-colours',
  span(node) {
    const token = /--code-token-([a-z-]+)/.exec(String(node.properties['style'] ?? ''))?.[1];
    delete node.properties['style'];
    if (token) node.properties['class'] = `code-${token}`;
  },
  pre(node) {
    delete node.properties['style'];
  },
};
