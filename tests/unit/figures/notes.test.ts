/** What the lecturer is told to say: every number in it is one of the recording's, or one that the figure sets. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../../src/core/experiment.ts';
import { format } from '../../../src/core/format.ts';
import { readRecording, type Recording } from '../../../src/core/recordings.ts';
import { declaration as perturbation } from '../../../src/figures/dumb-errors/perturbation/declaration.ts';
import { declaration as line } from '../../../src/figures/forget/line/declaration.ts';

const DECLARATIONS: readonly Pick<Declaration, 'id' | 'notes' | 'claims'>[] = [line, perturbation];
/** A coin's share. */
const KNOWN: Readonly<Record<string, readonly string[]>> = { 'forget/line': ['50 %'] };

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

function percentages({ measures, tallies }: Recording, claims: Declaration['claims']): string[] {
  const measured = [...Object.values(measures), ...tallies.flatMap((t) => Object.values(t.measured).flat())];
  const bounds = claims.flatMap((c) => c.bounds.map((b) => b.value));
  return [...measured, ...bounds].map((x) => plain(format(x, 'percent')));
}

describe.each(DECLARATIONS)('the notes of $id', ({ id, notes = [], claims }) => {
  const recording = readRecording(readFileSync(`public/recordings/${id}.json`, 'utf8'), id);

  it('are there, each short enough to be taken in at a glance', () => {
    expect(notes.length).toBeGreaterThan(4);
    for (const note of notes) expect(note.length, note).toBeLessThan(220);
  });

  it('name no share that was not measured', () => {
    if (!recording) throw new Error(`no recording of ${id}`);
    const known = [...percentages(recording, claims), ...(KNOWN[id] ?? [])];
    const said = notes.flatMap((note) => plain(note).match(/\d[\d.]*(?: %)/g) ?? []);
    expect(said.length).toBeGreaterThan(4);
    for (const share of said) expect(known).toContain(share);
  });
});
