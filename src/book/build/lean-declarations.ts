/**
 * A Vite plugin: what a part of the book does not read of the figures' declarations does not travel with it. The pages hold
 * some texts as markup already, which the frame draws with `Still` or a lecture reads; the worker shows no text at all.
 */
import type { Plugin } from 'vite';

/** Where a figure differs from its paper, what the papers say, the caption, the speaker notes. */
export const ON_PAGES: readonly string[] = ['differs', 'says', 'caption', 'notes'];
/** A run needs parameters, series and its pace. */
export const FOR_READERS: readonly string[] = [...ON_PAGES, 'headline', 'question', 'help', 'presets', 'claims', 'predictions'];

export function leanDeclarations(names: readonly string[]): Plugin {
  return {
    name: 'lean-declarations',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name !== 'ssr',
    enforce: 'post',
    transform: {
      filter: { id: /\/figures\/[^/]+\/[^/]+\/declaration\.ts$/ },
      handler(code) {
        return { code: without(code, this.parse(code), names), map: null };
      },
    },
  };
}

/** The code with the texts and lists of these properties empty. `program` is its syntax tree. */
export function without(code: string, program: unknown, names: readonly string[]): string {
  const found = [...valuesNamed(program, names)].sort((a, b) => b.start - a.start);
  return found.reduce((text, { start, end, empty }) => text.slice(0, start) + empty + text.slice(end), code);
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null;

const EMPTY = new Map<unknown, string>([
  ['ArrayExpression', '[]'],
  ['Literal', "''"],
  ['TemplateLiteral', "''"],
]);

function* valuesNamed(node: unknown, names: readonly string[]): Generator<{ start: number; end: number; empty: string }> {
  if (!isRecord(node)) return;
  const { type, key, value } = node;
  if (type === 'Property' && isRecord(key) && names.includes(String(key['name'])) && isRecord(value)) {
    const { type: kind, start, end } = value;
    const empty = EMPTY.get(kind);
    if (empty !== undefined && typeof start === 'number' && typeof end === 'number') {
      yield { start, end, empty };
      return;
    }
  }
  for (const child of Object.values(node)) yield* valuesNamed(child, names);
}
