/** The ledger as a file of the reader's own. */
import type { Count } from '../../../core/ledger.ts';

export interface LedgerLine {
  readonly claim: string;
  readonly text: string;
  readonly paper: string;
  readonly recorded?: number;
  readonly here?: Count;
}

export const asJson = (lines: readonly LedgerLine[]): string => JSON.stringify({ book: 'ahead-of-understanding', claims: lines }, undefined, 2);

const HEAD = ['claim', 'text', 'paper', 'share of recorded seeds', 'held here', 'seeds here', 'first day', 'last day', 'backends'];

/** Comma-separated, quoted where it must be (RFC 4180). */
export function asCsv(lines: readonly LedgerLine[]): string {
  const rows = lines.map(({ claim, text, paper, recorded, here }) => [
    claim,
    text,
    paper,
    recorded ?? '',
    here?.held ?? '',
    here?.of ?? '',
    here?.days[0] ?? '',
    here?.days[1] ?? '',
    here?.backends.join(' ') ?? '',
  ]);
  return [HEAD, ...rows].map((row) => row.map((cell) => quoted(String(cell))).join(',')).join('\r\n');
}

/** A cell that a spreadsheet would take for a formula gets a mark before it. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
