/**
 * Leaves out of the browser's code what the pages hold as text already and the frame draws with `Still`: where a figure
 * differs from its paper, what the papers say, and the caption. A hundredth of what a figure may weigh, for every figure.
 */
import type { Plugin } from 'vite';

const TEXTS: readonly string[] = ['differs', 'says', 'caption'];

export function stillTexts(): Plugin {
  return {
    name: 'book:still',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    enforce: 'post',
    transform: {
      filter: { id: /\/figures\/[^/]+\/[^/]+\/declaration\.ts$/ },
      handler(code) {
        return { code: without(code, this.parse(code), TEXTS), map: null };
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
