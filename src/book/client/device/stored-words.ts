/** The names of what is stored, and what it says, in words. What nobody described is shown by its name and size. */
import { PREFIX } from '../../../core/kept.ts';

interface Words {
  readonly name: string;
  readonly says: string;
}

/** `data` is what a store keeps; a plain entry is its own text. */
type Describe = (data: unknown) => string;

const many = (n: number, one: string, more: string) => (n === 1 ? `one ${one}` : `${n} ${more}`);
const sizeOf = (x: unknown): number => (typeof x === 'object' && x !== null ? Object.keys(x).length : 0);
const part = (data: unknown, key: string): unknown => (typeof data === 'object' && data !== null ? Reflect.get(data, key) : undefined);

const KNOWN: Readonly<Record<string, readonly [name: string, describe: Describe]>> = {
  theme: ['the theme', (text) => `You chose “${String(text)}”.`],
  reading: [
    'what you have read and run',
    (data) => {
      const read = Object.values(Object(part(data, 'sections')) as Record<string, unknown>).reduce<number>((sum, ids) => sum + sizeOf(ids), 0);
      return `${many(read, 'section', 'sections')} read; ${many(sizeOf(part(data, 'runs')), 'figure', 'figures')} run.`;
    },
  ],
  guesses: ['your predictions', (data) => `Guessed for ${many(sizeOf(data), 'figure', 'figures')}.`],
  ledger: ['verdicts on the claims', (data) => `${many(sizeOf(data), 'claim', 'claims')} tested.`],
  timings: ['how fast this device trains', () => 'Short trials of WASM and WebGL, so that the faster one is chosen.'],
  exercises: [
    'your answers to exercises',
    (data) => {
      const tried = Object.values(Object(data) as Record<string, unknown>);
      return `${many(tried.filter((t) => part(t, 'solved') === true).length, 'question', 'questions')} solved of ${tried.length} tried.`;
    },
  ],
  backend: ['what figures train on', (text) => (text === 'auto' ? 'The book chooses.' : `You chose ${text === 'webgl' ? 'WebGL' : 'WASM'}.`)],
};

/** Never throws, whatever the text is. */
export function wordsFor(key: string, text: string): Words {
  const short = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
  const known = Object.hasOwn(KNOWN, short) ? KNOWN[short] : undefined;
  const size = `${text.length.toLocaleString('en-GB')} characters.`;
  if (!known) return { name: short.replaceAll(/[:/-]/g, ' '), says: size };
  try {
    return { name: known[0], says: known[1](dataIn(text)) };
  } catch {
    return { name: known[0], says: `${size} It cannot be read.` };
  }
}

function dataIn(text: string): unknown {
  if (!text.startsWith('{')) return text;
  const stored: unknown = JSON.parse(text);
  return part(stored, 'data');
}
