/**
 * The ledger: what became of every claim that was tested on this device. One verdict a claim and seed, the latest; kept
 * in the browser's storage and nowhere else.
 */
import { isTestedBy, judge, settingOf, type Claim, type Measures } from './claims.ts';
import type { Backend, Declaration } from './experiment.ts';
import { kept } from './kept.ts';
import type { AnyValue, ParamTable, Values } from './params.ts';
import type { Seeds } from './random.ts';

export interface Verdict {
  readonly held: boolean;
  readonly backend: Backend;
  /** E.g. "2026-03-01". */
  readonly day: string;
}

export interface ClaimRecord {
  /** Of the claim that was tested: a claim with other bounds is another claim. */
  readonly mark: string;
  readonly seeds: Readonly<Record<string, Verdict>>;
}

/** By `claimKey`. */
export type Ledger = Readonly<Record<string, ClaimRecord>>;

/** A run that came to its end. */
export interface Run<T extends ParamTable = ParamTable> {
  readonly values: Values<T>;
  readonly seeds: Seeds;
  readonly measures: Measures;
  readonly backend: Backend;
}

/** Seeds that are kept of one claim; beyond that the oldest go. */
const MOST = 1000;

export const claimKey = (figure: string, claim: string): string => `${figure}#${claim}`;

/** What a claim asks for, in a few letters: its bounds and the settings at which it is tested. */
export function claimMark<T extends ParamTable>(table: T, claim: Claim<T>): string {
  const wanted: Readonly<Record<string, AnyValue>> = settingOf(table, claim);
  const asked = Object.entries(table).flatMap(([key, p]) => (p.effect === 'rerun' ? [[key, wanted[key]]] : []));
  const text = JSON.stringify([asked, claim.bounds.map(({ measure, relation, value }) => [measure, relation, value])]);
  let hash = 0x811c9dc5; // FNV-1a, 32 bits
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Two runs of the same seed count once, whatever the backend. */
export function seedKey({ master, streams }: Seeds): string {
  const own = Object.entries(streams).filter(([, seed]) => seed !== undefined && seed !== master);
  return [String(master), ...own.map(([stream, seed]) => `${stream}:${seed}`).sort()].join(' ');
}

/** The ledger with the verdicts of one run; the same object when the run tests no claim. */
export function entered<T extends ParamTable>(
  now: Ledger,
  { id, params, claims }: Pick<Declaration<T>, 'id' | 'params' | 'claims'>,
  run: Run<T>,
  day: string,
): Ledger {
  const tested = claims.filter((claim) => isTestedBy(params, claim, run.values));
  if (tested.length === 0) return now;
  const seed = seedKey(run.seeds);
  return {
    ...now,
    ...Object.fromEntries(
      tested.map((claim) => {
        const [key, mark] = [claimKey(id, claim.id), claimMark(params, claim)];
        const { [seed]: _, ...others } = now[key]?.mark === mark ? now[key].seeds : {};
        const seeds = Object.fromEntries(Object.entries(others).slice(1 - MOST));
        return [key, { mark, seeds: { ...seeds, [seed]: { held: judge(claim, run.measures).held, backend: run.backend, day } } }] as const;
      }),
    ),
  };
}

export interface Count {
  readonly held: number;
  readonly of: number;
  /** The days of the first and the last verdict, and what computed them. */
  readonly days: readonly [first: string, last: string];
  readonly backends: readonly Backend[];
}

/** What the ledger has on a claim as it is now; undefined when it was not tested here. */
export function countOf(ledger: Ledger, key: string, mark: string): Count | undefined {
  const record = Object.hasOwn(ledger, key) ? ledger[key] : undefined;
  if (record?.mark !== mark) return undefined;
  const verdicts = Object.values(record.seeds);
  const days = verdicts.map((v) => v.day).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    held: verdicts.filter((v) => v.held).length,
    of: verdicts.length,
    days: [first, last],
    backends: [...new Set(verdicts.map((v) => v.backend))].sort(),
  };
}

export const ledger = kept<Ledger>({ name: 'ledger', version: 1, start: {}, read: readLedger });

const BACKENDS: readonly Backend[] = ['webgl', 'wasm', 'cpu'];

/** Whatever makes sense in stored data; the rest is dropped. */
export function readLedger(data: unknown): Ledger {
  return Object.fromEntries(
    entriesOf(data).flatMap(([key, record]) => {
      const { mark, seeds } = Object(record) as { mark?: unknown; seeds?: unknown };
      if (typeof mark !== 'string') return [];
      const good = entriesOf(seeds).filter((entry): entry is [string, Verdict] => isVerdict(entry[1]));
      return [[key, { mark, seeds: Object.fromEntries(good) }] as const];
    }),
  );
}

function isVerdict(x: unknown): x is Verdict {
  const { held, backend, day } = Object(x) as Partial<Record<keyof Verdict, unknown>>;
  return typeof held === 'boolean' && BACKENDS.some((b) => b === backend) && typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day);
}

const entriesOf = (x: unknown): [string, unknown][] => (typeof x === 'object' && x !== null ? Object.entries(x) : []);
