/** The page of the ledger without a page: words, filters, files. */
import { describe, expect, it } from 'vitest';
import { asCsv, asJson } from '../../../src/book/client/ledger/files.ts';
import { differs, hereText, passes, standingOf } from '../../../src/book/client/ledger/standing.ts';
import type { Count } from '../../../src/core/ledger.ts';

const here = (held: number, of: number): Count => ({ held, of, days: ['2026-03-01', '2026-03-04'], backends: ['wasm', 'webgl'] });

describe('a claim on this device', () => {
  it('held or was missed by the share that it states', () => {
    expect(standingOf({ share: 0.95 })).toBe('not run here');
    expect(standingOf({ share: 0.95, here: here(19, 20) })).toBe('held');
    expect(standingOf({ share: 0.95, here: here(18, 20) })).toBe('missed');
    expect(standingOf({ share: 0.5, here: here(1, 2) })).toBe('held');
  });

  it('differs when the recordings say otherwise, and only then', () => {
    expect(differs({ share: 0.95, recorded: 1, here: here(1, 2) })).toBe(true);
    expect(differs({ share: 0.95, recorded: 0.5, here: here(2, 2) })).toBe(true);
    expect(differs({ share: 0.95, recorded: 1, here: here(2, 2) })).toBe(false);
    expect(differs({ share: 0.95, recorded: 1 })).toBe(false);
    expect(differs({ share: 0.95, here: here(0, 2) })).toBe(false);
  });

  it('passes the filters that fit it', () => {
    const missed = { share: 0.95, recorded: 1, here: here(1, 2) };
    expect((['all', 'held', 'missed', 'not run here', 'differs'] as const).filter((f) => passes(missed, f))).toEqual(['all', 'missed', 'differs']);
  });

  it('is told with its count, what computed it, and when', () => {
    expect(hereText({ share: 0.95 })).toBe('not run here');
    expect(hereText({ share: 0.95, here: here(3, 3) })).toBe('✓ held in 3 of 3 seeds; WASM, WebGL; 2026-03-01 to 2026-03-04');
    expect(hereText({ share: 0.95, here: { held: 0, of: 1, days: ['2026-03-01', '2026-03-01'], backends: ['wasm'] } })).toBe(
      '✗ missed in one seed; WASM; 2026-03-01',
    );
  });
});

describe('the files', () => {
  const lines = [
    { claim: 'a/b#c', text: 'At φ = 60°, “it” holds, says "Serrà"', paper: 'Serrà, 2018', recorded: 1, here: here(3, 4) },
    { claim: '=1+1', text: '-x\ny', paper: '' },
  ];

  it('as JSON give everything back', () => {
    expect(JSON.parse(asJson(lines))).toEqual({ book: 'ahead-of-understanding', claims: lines });
  });

  it('as CSV have a line a claim, quoted where it must be, and no formulas', () => {
    const text = asCsv(lines);
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain('a/b#c,"At φ = 60°, “it” holds, says ""Serrà""","Serrà, 2018",1,3,4,2026-03-01,2026-03-04,wasm webgl');
    expect(text).toContain(`'=1+1,"'-x\ny",,,,,,,`);
  });
});
