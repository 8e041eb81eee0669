/** What the reader has read and run, kept on this device: names of sections and counts, no times. */
import { kept } from '../../core/kept.ts';

export interface Reading {
  /** By chapter: ids of its sections' headings, '' for what stands before the first. */
  readonly sections: Readonly<Record<string, readonly string[]>>;
  /** By figure: how many runs came to their end. */
  readonly runs: Readonly<Record<string, number>>;
}

export const reading = kept<Reading>({ name: 'reading', version: 1, start: { sections: {}, runs: {} }, read });

/** Whatever makes sense in it. */
function read(data: unknown): Reading {
  const { sections, runs } = Object(data) as { sections?: unknown; runs?: unknown };
  return {
    sections: Object.fromEntries(entriesOf(sections).filter((e): e is [string, string[]] => Array.isArray(e[1]) && e[1].every((id) => typeof id === 'string'))),
    runs: Object.fromEntries(entriesOf(runs).filter((e): e is [string, number] => Number.isSafeInteger(e[1]) && Number(e[1]) > 0)),
  };
}

const entriesOf = (x: unknown): [string, unknown][] => (typeof x === 'object' && x !== null ? Object.entries(x) : []);

/** A section of a chapter was read. `existing` are the ids that the chapter has now; others are forgotten. */
export function sectionRead(slug: string, id: string, existing: readonly string[]): void {
  const { sections } = reading.get();
  if (sections[slug]?.includes(id)) return;
  reading.update((now) => ({
    ...now,
    sections: { ...now.sections, [slug]: existing.filter((e) => e === id || now.sections[slug]?.includes(e)) },
  }));
}

/** A run of a figure came to its end. */
export function figureRun(figure: string): void {
  reading.update((now) => ({ ...now, runs: { ...now.runs, [figure]: (now.runs[figure] ?? 0) + 1 } }));
}
