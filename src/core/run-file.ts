/**
 * A run as a file that the reader takes away, and that any copy of the book shows again: readable JSON, in which typed
 * arrays are `{ "$array": "f32", "base64": "…" }` (little-endian) and NaN, ±∞, −0 are `{ "$number": "NaN" }`.
 *
 * `format` and `version` say what it is; `check` is a hash over the trace and the measures, in which a slip of an editor
 * shows. Whatever is read here was written by a stranger: see `read-run.ts`.
 */
import { judge, isTestedBy, type Measures } from './claims.ts';
import type { Backend, Declaration, FigureId } from './experiment.ts';
import type { Outcome } from './outcomes.ts';
import type { AnyValue, ParamTable } from './params.ts';
import type { Picture } from './recordings.ts';
import type { Seeds } from './seeds.ts';
import type { Snapshot } from './session.ts';
import { hashRun, type Trace } from './trace.ts';

export const RUN_FORMAT = 'ahead-of-understanding/run';
export const RUN_VERSION = 1;

/** Longer texts are cut. */
export const LONGEST_QUESTION = 2000;
export const LONGEST_ANSWER = 20_000;

/** What a link asked the student, and what the student answered. */
export interface Assignment {
  readonly question: string;
  readonly answer: string;
  /** Keys of the parameters that the link had locked or hidden. */
  readonly fixed: readonly string[];
}

/** How one claim came out. */
export interface FiledVerdict {
  readonly claim: string;
  readonly text: string;
  readonly held: boolean;
  readonly measured: readonly { readonly what: string; readonly value: number; readonly needs: string; readonly held: boolean }[];
}

export interface RunFile<V = unknown> {
  readonly format: typeof RUN_FORMAT;
  readonly version: typeof RUN_VERSION;
  readonly figure: FigureId;
  /** For people: what the figure is called, and where it was seen. */
  readonly about: { readonly number: string; readonly headline: string; readonly address: string };
  readonly assignment?: Assignment;
  readonly made: {
    readonly values: Readonly<Record<string, AnyValue>>;
    readonly seeds: Seeds;
    readonly backend: Backend | 'unknown';
    /** Versions of the book and of tfjs. */
    readonly book: string;
    readonly tfjs: string;
    /** Whether this device trained it, or showed the book's recording or another file. */
    readonly from: Snapshot['source'];
    /** False for a run that was not at its end. */
    readonly finished: boolean;
  };
  readonly measures: Measures;
  readonly verdicts: readonly FiledVerdict[];
  readonly check: string;
  readonly trace: Trace;
  /** What was seen along the run, the last picture at its end. */
  readonly pictures: readonly Picture<V>[];
}

export interface Made {
  readonly number: string;
  readonly address: string;
  readonly backend: Backend | 'unknown';
  readonly book: string;
  readonly tfjs: string;
  readonly from: Snapshot['source'];
  readonly pictures: readonly Picture[];
  readonly assignment?: Assignment;
}

/** The file of an outcome. Its last picture ends the pictures, where they do not have it already. */
export function runFileOf<T extends ParamTable>(declaration: Declaration<T>, outcome: Outcome<T>, made: Made): RunFile {
  const { values, seeds, trace, view, measures } = outcome;
  const { number, address, assignment, backend, book, tfjs, from, pictures } = made;
  const last = view === undefined || pictures.at(-1)?.view === view ? [] : [{ t: trace.t.at(-1) ?? 0, view }];
  return {
    format: RUN_FORMAT,
    version: RUN_VERSION,
    figure: declaration.id,
    about: { number, headline: declaration.headline, address },
    ...(assignment && { assignment }),
    made: { values, seeds, backend, book, tfjs, from, finished: measures !== undefined },
    measures: measures ?? {},
    verdicts: measures ? verdictsOf(declaration, outcome, measures) : [],
    check: hashRun(trace, measures ?? {}),
    trace,
    pictures: [...pictures, ...last],
  };
}

/** Of the claims that a run with these values tests. */
function verdictsOf<T extends ParamTable>({ params, claims }: Declaration<T>, { values }: Outcome<T>, measures: Measures): FiledVerdict[] {
  return claims
    .filter((claim) => isTestedBy(params, claim, values))
    .map((claim) => {
      const { held, parts } = judge(claim, measures);
      const measured = parts.map(({ bound, measured: value, held: ok }) => ({
        what: bound.label,
        value,
        needs: `${bound.relation} ${bound.value}`,
        held: ok,
      }));
      return { claim: claim.id, text: claim.text, held, measured };
    });
}
