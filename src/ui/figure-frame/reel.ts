/** The pictures that a run has shown so far: the recording's, a file's, or the live run's. */
import type { ParamTable } from '../../core/params.ts';
import type { Picture } from '../../core/recordings.ts';
import type { Session } from '../../core/session.ts';

/** More pictures than this are thinned to every other one. */
const MOST = 240;

/** Collects a session's pictures while anybody looks. A new run starts a new reel. */
export class Reel<T extends ParamTable, V> {
  #pictures: readonly Picture<V>[];
  /** What came at once and is not added to. */
  #whole: readonly Picture<V>[];

  constructor(
    private readonly session: Session<T, V>,
    private readonly recorded: readonly Picture<V>[],
  ) {
    this.#pictures = this.#whole = recorded;
  }

  readonly subscribe = (listener: () => void): (() => void) =>
    this.session.subscribe(() => {
      this.#take();
      listener();
    });

  /** The same array until a picture is added. */
  readonly pictures = (): readonly Picture<V>[] => this.#pictures;

  #take(): void {
    const { source, state, view, trace, pictures } = this.session.snapshot();
    const whole = source === 'recording' ? this.recorded : pictures;
    if (whole) {
      this.#pictures = this.#whole = whole;
      return;
    }
    // a run begins: its first picture begins a new reel
    if (state.status === 'warming') this.#whole = this.#pictures;
    if (view === undefined) return;
    const t = trace.t.at(-1) ?? 0;
    const last = this.#pictures.at(-1);
    if (last?.view === view) return;
    const fresh = this.#pictures === this.#whole || (last !== undefined && last.t > t);
    const kept = fresh ? [] : this.#pictures.length < MOST ? this.#pictures : this.#pictures.filter((_, k) => k % 2 === 0);
    this.#pictures = [...kept, { t, view }];
  }
}
