/** From runs to rows: what held, by how much, and how that is printed. */
import { judge, tally, type Bound, type Claim, type Measures, type Tally } from '../../core/claims.ts';
import { format } from '../../core/format.ts';
import type { Job } from './jobs.ts';
import type { SeedRun } from './run-seeds.ts';

/** One claim over its seeds; also the JSON that `--json` writes. */
export interface ClaimReport {
  readonly figure: string;
  readonly claim: string;
  readonly text: string;
  /** The share of seeds in which it is stated to hold. */
  readonly share: number;
  readonly held: number;
  readonly of: number;
  /** Whether it held in at least that share. */
  readonly ok: boolean;
  /** Median seconds of a run. */
  readonly seconds: number;
  readonly bounds: readonly (Bound & { readonly median: number | null; readonly least: number | null; readonly greatest: number | null })[];
  readonly runs: readonly { readonly seed: number; readonly held: boolean; readonly measures: Measures; readonly hash?: string; readonly error?: string }[];
}

export function reportOf({ figure }: Pick<Job, 'figure'>, claim: Claim, runs: readonly SeedRun[]): ClaimReport {
  const counted = tally(
    claim,
    runs.map((r) => r.measures),
    runs[0]?.seed ?? 0,
  );
  const times = runs.map((r) => r.seconds).sort((a, b) => a - b);
  return {
    figure,
    claim: claim.id,
    text: claim.text,
    share: claim.share,
    held: counted.held,
    of: counted.of,
    ok: counted.held >= claim.share * counted.of - 1e-9,
    seconds: times[Math.floor(times.length / 2)] ?? 0,
    bounds: claim.bounds.map((bound) => ({ ...bound, ...numbersOf(counted, bound) })),
    runs: runs.map(({ seed, measures, hash, error }) => ({
      seed,
      held: judge(claim, measures).held,
      measures,
      ...(hash && { hash }),
      ...(error && { error }),
    })),
  };
}

function numbersOf(counted: Tally, { measure }: Bound) {
  const [median, least, greatest] = (counted.measured[measure] ?? []).map((x) => (Number.isFinite(x) ? x : null));
  return { median: median ?? null, least: least ?? null, greatest: greatest ?? null };
}

const HEADS = ['figure', 'claim', 'held', 'measured: median [least, greatest]', 'bound', 'seconds'] as const;

/** A row a claim; where a claim has several bounds, the others stand below in the same columns. */
export function table(reports: readonly ClaimReport[]): string {
  const rows = reports.flatMap((r) => {
    const lines = r.bounds.map((b) => [
      '',
      '',
      '',
      `${b.label} ${show(b.median, b)} [${show(b.least, b)}, ${show(b.greatest, b)}]`,
      `${b.relation} ${format(b.value, b.unit)}`,
      '',
    ]);
    const [first = ['', '', '', '', '', ''], ...others] = lines;
    const verdict = `${r.held}/${r.of}${r.ok ? '' : ' MISSED'}`;
    return [[r.figure, r.claim, verdict, first[3] ?? '', first[4] ?? '', r.seconds.toFixed(r.seconds < 10 ? 1 : 0)], ...others];
  });
  const widths = HEADS.map((head, k) => Math.max(head.length, ...rows.map((row) => [...(row[k] ?? '')].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, k) => cell + ' '.repeat((widths[k] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd();
  return [line(HEADS), line(widths.map((w) => '─'.repeat(w))), ...rows.map(line)].join('\n');
}

const show = (x: number | null, { unit }: Bound) => (x === null ? 'no number' : format(x, unit));
