/** Reads a run's file. Never throws: a file that is none, or that was damaged or forged, gets a sentence. */
import type { Measures } from './claims.ts';
import type { Backend, Declaration } from './experiment.ts';
import { checkAll, type ParamTable, type Values } from './params.ts';
import { fromText, type Picture } from './recordings.ts';
import { LONGEST_ANSWER, LONGEST_QUESTION, RUN_FORMAT, RUN_VERSION, type Assignment } from './run-file.ts';
import { MAX_SEED, STREAMS, type Seeds, type Stream } from './seeds.ts';
import { isPlain, resembles } from './shape.ts';
import { hashRun, type Trace } from './trace.ts';

/** In bytes, and in characters, of which no file has more. */
export const LARGEST = 20_000_000;
const MOST_PICTURES = 1000;
const MOST_MEASURES = 500;

/** What the book takes from a file. Verdicts are not among it: they are judged anew. */
export interface ReadRun<T extends ParamTable, V> {
  readonly values: Values<T>;
  readonly seeds: Seeds;
  readonly trace: Trace;
  readonly pictures: readonly Picture<V>[];
  readonly measures?: Measures;
  readonly backend: Backend | 'unknown';
  readonly madeBy: string;
  readonly assignment?: Assignment;
}

export type Reading<T extends ParamTable, V> =
  | { readonly run: ReadRun<T, V>; readonly problems: readonly string[] }
  /** Why it cannot be shown. */
  | { readonly run?: undefined; readonly problems: readonly [string] };

const TOO_LARGE = 'This file is larger than 20 MB, so it is no run of this book.';
const NO_RUN = 'This file is no run of this book: take one from a figure’s “take away”, as JSON.';
const NEWER = 'This run was saved by a newer version of the book, which this copy cannot read.';
const DAMAGED = 'This file is damaged, so the figure stays as it is. Take the run away once more.';
const CHANGED = 'The numbers in this file do not match its check sum: it was damaged or changed, so the figure stays as it is.';

const isTable = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null && !Array.isArray(x) && !ArrayBuffer.isView(x);
const own = (x: unknown, key: string): unknown => (isTable(x) && Object.hasOwn(x, key) ? x[key] : undefined);
const brief = (x: unknown, most: number) => (typeof x === 'string' ? x.slice(0, most) : '');

/** @param examples pictures of the figure, e.g. the recording's, that those of the file must resemble */
export function readRun<T extends ParamTable, V>(text: string, declaration: Declaration<T>, examples: readonly V[]): Reading<T, V> {
  try {
    return reading(text, declaration, examples);
  } catch {
    // not JSON, an array cut short, or nested deeper than the engine can follow
    return { problems: [text.length > LARGEST ? TOO_LARGE : NO_RUN] };
  }
}

function reading<T extends ParamTable, V>(text: string, declaration: Declaration<T>, examples: readonly V[]): Reading<T, V> {
  const no = (sentence: string) => ({ problems: [sentence] as const });
  if (text.length > LARGEST) return no(TOO_LARGE);
  const file = fromText(text);
  if (own(file, 'format') !== RUN_FORMAT) return no(NO_RUN);
  const version = own(file, 'version');
  if (typeof version === 'number' && version > RUN_VERSION) return no(NEWER);
  if (version !== RUN_VERSION) return no(DAMAGED);
  const figure = own(file, 'figure');
  if (figure !== declaration.id)
    return no(`This run belongs to another figure${typeof figure === 'string' ? `, “${figure.slice(0, 60)}”` : ''}: drop it there.`);

  const made = own(file, 'made');
  const given = own(made, 'values');
  const seeds = seedsOf(own(made, 'seeds'));
  const trace = traceOf(own(file, 'trace'), Object.keys(declaration.series));
  const measures = measuresOf(own(file, 'measures'));
  const pictures = picturesOf(own(file, 'pictures'), examples);
  if (!isTable(given) || !seeds || !trace || !measures || !pictures) return no(DAMAGED);
  if (own(file, 'check') !== hashRun(trace, measures)) return no(CHANGED);
  const { values, problems } = checkAll(declaration.params, given);
  const assignment = assignmentOf(own(file, 'assignment'));
  return {
    run: {
      values,
      seeds,
      trace,
      pictures,
      ...(own(made, 'finished') === true && { measures }),
      backend: backendOf(own(made, 'backend')),
      madeBy: `book ${brief(own(made, 'book'), 20) || 'of unknown version'}, tfjs ${brief(own(made, 'tfjs'), 20) || 'of unknown version'}`,
      ...(assignment && { assignment }),
    },
    problems,
  };
}

function seedsOf(x: unknown): Seeds | undefined {
  const isSeed = (s: unknown): s is number => typeof s === 'number' && Number.isInteger(s) && s >= 0 && s <= MAX_SEED;
  const master = own(x, 'master');
  const given = own(x, 'streams');
  if (!isSeed(master) || !isTable(given)) return undefined;
  const streams: Partial<Record<Stream, number>> = {};
  for (const stream of STREAMS) {
    const seed = own(given, stream);
    if (isSeed(seed)) streams[stream] = seed;
    else if (seed !== undefined) return undefined;
  }
  return { master, streams };
}

/** Every series of the figure, all as long as the abscissa, which never falls. */
function traceOf(x: unknown, series: readonly string[]): Trace | undefined {
  const t = own(x, 't');
  const given = own(x, 'columns');
  if (!(t instanceof Float64Array) || !t.every((at, row) => Number.isFinite(at) && (row === 0 || at >= (t[row - 1] ?? at)))) return undefined;
  const columns: Record<string, Float64Array> = {};
  for (const name of series) {
    const column = own(given, name);
    if (!(column instanceof Float64Array) || column.length !== t.length) return undefined;
    columns[name] = column;
  }
  return { t, columns };
}

function measuresOf(x: unknown): Measures | undefined {
  if (!isTable(x)) return undefined;
  const entries = Object.entries(x);
  return entries.length <= MOST_MEASURES && entries.every(([key, y]) => /^[A-Za-z][\w-]*$/.test(key) && typeof y === 'number') && isPlain(x)
    ? (Object.fromEntries(entries) as Measures)
    : undefined;
}

function picturesOf<V>(x: unknown, examples: readonly V[]): Picture<V>[] | undefined {
  if (!Array.isArray(x) || x.length > MOST_PICTURES) return undefined;
  const pictures: Picture<V>[] = [];
  for (const entry of x) {
    const t = own(entry, 't');
    const view = own(entry, 'view');
    if (typeof t !== 'number' || !Number.isFinite(t) || t < (pictures.at(-1)?.t ?? t) || !isPlain(view) || !resembles(view, examples)) return undefined;
    // as far as the examples can tell; what they cannot, the figure's own error boundary catches
    pictures.push({ t, view: view as V });
  }
  return pictures;
}

const BACKENDS: readonly Backend[] = ['webgl', 'wasm', 'cpu'];
const backendOf = (x: unknown): Backend | 'unknown' => BACKENDS.find((b) => b === x) ?? 'unknown';

function assignmentOf(x: unknown): Assignment | undefined {
  const question = brief(own(x, 'question'), LONGEST_QUESTION);
  if (!question) return undefined;
  const fixed = own(x, 'fixed');
  return {
    question,
    answer: brief(own(x, 'answer'), LONGEST_ANSWER),
    fixed: Array.isArray(fixed) ? fixed.flatMap((key) => brief(key, 40) || []).slice(0, 100) : [],
  };
}
