/** The reader's tries at checked questions, kept on this device. */
import { kept } from '../../../core/kept.ts';

export interface Tried {
  readonly tries: number;
  readonly solved: boolean;
  /** What was given last. */
  readonly last?: string;
}

export const tries = kept<Readonly<Record<string, Tried>>>({ name: 'exercises', version: 1, start: {}, read });

const LONGEST = 100;

function read(data: unknown): Readonly<Record<string, Tried>> {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return Object.fromEntries(entries.filter((e): e is [string, Tried] => isTried(e[1])));
}

function isTried(x: unknown): x is Tried {
  const { tries: many, solved, last } = Object(x) as Partial<Record<keyof Tried, unknown>>;
  return (
    Number.isSafeInteger(many) &&
    Number(many) >= 0 &&
    typeof solved === 'boolean' &&
    (last === undefined || (typeof last === 'string' && last.length <= LONGEST))
  );
}

/** What is kept of a question; nothing has been tried at first. */
export const triedAt = (id: string): Tried => {
  const all = tries.get();
  return (Object.hasOwn(all, id) ? all[id] : undefined) ?? { tries: 0, solved: false };
};

/** One more try. What was solved stays so. */
export function keepTry(id: string, right: boolean, last?: string): Tried {
  tries.update((all) => {
    const before = all[id] ?? { tries: 0, solved: false };
    // tries after the solution do not count against it
    const now: Tried = {
      tries: before.tries + (before.solved ? 0 : 1),
      solved: before.solved || right,
      ...(last !== undefined && { last: last.slice(0, LONGEST) }),
    };
    return { ...all, [id]: now };
  });
  return triedAt(id);
}

/** E.g. "Solved at the third try." */
export function solvedText({ tries: many }: Tried): string {
  const nth = ['first', 'second', 'third', 'fourth', 'fifth'][many - 1];
  return nth ? `Solved at the ${nth} try.` : `Solved after ${many} tries.`;
}
