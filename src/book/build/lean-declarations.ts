/**
 * A Vite plugin: what a part of the book does not read of the figures' declarations does not travel with it. The worker
 * needs parameters and series; the page reads the speaker notes from its own markup, when a lecture begins. Both do
 * without the checks of `declare`, which the server's build and the tests have made.
 */
import { parseSync, type Plugin } from 'vite';

/** What is left out. Lists stay as empty ones, so that a declaration keeps its form. */
export interface Lean {
  /** Lists of the declaration itself. */
  readonly lists: readonly string[];
  /** Texts, wherever they stand. */
  readonly texts: readonly string[];
}

export const FOR_PAGE: Lean = { lists: ['notes'], texts: [] };
export const FOR_WORKER: Lean = { lists: ['notes', 'claims', 'presets', 'predictions', 'differs'], texts: ['headline', 'question', 'caption', 'help'] };

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** A node of the syntax tree, as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (x: unknown): x is Node => typeof x === 'object' && x !== null && 'type' in x && typeof x.type === 'string';
const nameOf = (key: unknown): string => (isNode(key) && typeof key['name'] === 'string' ? key['name'] : '');

/** The text of a declaration.ts without what is left out. Throws when it declares nothing. */
export function leanText(code: string, file: string, { lists, texts }: Lean): string {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'it cannot be read'}`);
  const cuts: Cut[] = [];
  let declared = false;
  const visit = (node: unknown, top: boolean): void => {
    if (Array.isArray(node)) for (const each of node) visit(each, top);
    if (!isNode(node)) return;
    const { type, start, end, key, value, callee } = node;
    if (type === 'CallExpression' && isNode(callee) && nameOf(callee) === 'declare') {
      declared = true;
      cuts.push({ start: callee.start, end: callee.end, by: '' }); // the brackets stay
      const [fields] = Array.isArray(node['arguments']) ? node['arguments'] : [];
      return visit(isNode(fields) ? fields['properties'] : [], true);
    }
    if (type === 'Property' && isNode(value)) {
      if (top && lists.includes(nameOf(key)) && value.type === 'ArrayExpression') return void cuts.push({ start: value.start, end: value.end, by: '[]' });
      if (texts.includes(nameOf(key)) && value.type.endsWith('Literal')) return void cuts.push({ start, end, by: `${nameOf(key)}: ''` });
    }
    for (const child of Object.values(node)) visit(child, false);
  };
  visit(program.body, false);
  if (!declared) throw new Error(`${file}: a declaration is written as “export const declaration = declare({ … })”`);
  return cuts.sort((a, b) => b.start - a.start).reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), code);
}

export function leanDeclarations(lean: Lean): Plugin {
  return {
    name: 'lean-declarations',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/figures\/.*\/declaration\.ts$/ },
      handler(code, id) {
        return this.environment.name === 'ssr' ? undefined : { code: leanText(code, id, lean), map: null };
      },
    },
  };
}
