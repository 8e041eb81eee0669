/** What the lecturer is told to say: every number in it is one of the recording's, or one that the figure sets. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../../src/core/experiment.ts';
import { format } from '../../../src/core/format.ts';
import { readRecording, type Recording } from '../../../src/core/recordings.ts';
import { declaration as line } from '../../../src/figures/forget/line/declaration.ts';

const chapter = import.meta.glob<{ declaration: Pick<Declaration, 'id' | 'notes' | 'claims'> }>('../../../src/figures/dumb-errors/*/declaration.ts', {
  eager: true,
});
const DECLARATIONS = [line, ...Object.values(chapter).map((module) => module.declaration)];
/** Shares that are no measure: a coin's, those of the papers, those that the figure sets. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'forget/line': ['50 %'],
  'dumb-errors/patch': ['90 %', '4 %'],
  'dumb-errors/black-box': ['84.24 %'],
  'dumb-errors/spheres': ['1 %'],
};

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

function percentages({ measures, tallies }: Recording, claims: Declaration['claims']): string[] {
  const measured = [...Object.values(measures), ...tallies.flatMap((t) => Object.values(t.measured).flat())];
  const bounds = claims.flatMap((c) => c.bounds.map((b) => b.value));
  return [...measured, ...bounds].map((x) => plain(format(x, 'percent')));
}

describe.each(DECLARATIONS)('the notes of $id', ({ id, notes = [], claims }) => {
  const recording = readRecording(readFileSync(`public/recordings/${id}.json`, 'utf8'), id);

  it('are there, each short enough to be taken in at a glance', () => {
    expect(notes.length).toBeGreaterThan(3);
    for (const note of notes) expect(note.length, note).toBeLessThan(220);
  });

  it('name no share that was not measured', () => {
    if (!recording) throw new Error(`no recording of ${id}`);
    const known = [...percentages(recording, claims), ...(KNOWN[id] ?? [])];
    const said = notes.flatMap((note) => plain(note).match(/\d[\d.]*(?: %)/g) ?? []);
    for (const share of said) expect(known).toContain(share);
  });
});

it('finds the notes of every figure of the chapter', () => {
  expect(DECLARATIONS.length).toBeGreaterThan(8);
  const said = DECLARATIONS.flatMap(({ notes = [] }) => notes.flatMap((note) => plain(note).match(/\d[\d.]*(?: %)/g) ?? []));
  expect(said.length).toBeGreaterThan(12);
});
