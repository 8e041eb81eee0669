/** What finished runs left in the worker for their probes: at most a few, the least recently asked goes first. */
import type { RunId } from './protocol.ts';

export class Results<Held> {
  #held = new Map<RunId, Held>(); // in order of use, the latest last

  constructor(
    private readonly most: number,
    private readonly onEvict: (run: RunId, held: Held) => void,
  ) {}

  /** Holds a result; the one asked least recently may have to go. */
  add(run: RunId, held: Held): void {
    this.#held.set(run, held);
    for (const [oldest] of this.#held) {
      if (this.#held.size <= this.most) break;
      this.remove(oldest);
    }
  }

  /** The result of a run, which counts as a use. */
  use(run: RunId): Held | undefined {
    const held = this.#held.get(run);
    if (held !== undefined) {
      this.#held.delete(run);
      this.#held.set(run, held);
    }
    return held;
  }

  remove(run: RunId): void {
    const held = this.#held.get(run);
    if (held === undefined) return;
    this.#held.delete(run);
    this.onEvict(run, held);
  }
}
