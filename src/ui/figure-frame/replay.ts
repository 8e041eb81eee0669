/** The pictures that a run has shown so far, to go back and forth in: the recording's, then the live run's. */
import { useState, useSyncExternalStore } from 'react';
import type { ParamTable } from '../../core/params.ts';
import type { Recording } from '../../core/recordings.ts';
import type { Session } from '../../core/session.ts';
import type { Figure } from './use-figure.ts';

export interface Picture<V> {
  readonly t: number;
  readonly view: V;
}

/** More pictures than this are thinned to every other one. */
const MOST = 240;

/** Collects a session's pictures while anybody looks. A new run starts a new reel. */
export class Reel<T extends ParamTable, V> {
  #pictures: readonly Picture<V>[];

  constructor(
    private readonly session: Session<T, V>,
    private readonly recorded: readonly Picture<V>[],
  ) {
    this.#pictures = recorded;
  }

  readonly subscribe = (listener: () => void): (() => void) =>
    this.session.subscribe(() => {
      this.#take();
      listener();
    });

  readonly pictures = (): readonly Picture<V>[] => this.#pictures;

  #take(): void {
    const { source, view, trace } = this.session.snapshot();
    if (source === 'recording') {
      this.#pictures = this.recorded;
      return;
    }
    if (view === undefined) return;
    const t = trace.t.at(-1) ?? 0;
    const last = this.#pictures.at(-1);
    if (last?.view === view) return;
    const fresh = this.#pictures === this.recorded || (last !== undefined && last.t >= t);
    const kept = fresh ? [] : this.#pictures.length < MOST ? this.#pictures : this.#pictures.filter((_, k) => k % 2 === 0);
    this.#pictures = [...kept, { t, view }];
  }
}

/** The last picture at or before t; the first when t is before them all. */
export function pictureAt<V>(pictures: readonly Picture<V>[], t: number): Picture<V> | undefined {
  return pictures.findLast((p) => p.t <= t) ?? pictures[0];
}

export interface Replay<V> {
  readonly pictures: readonly Picture<V>[];
  /** The picture to show: the one that the reader went to, else the latest. */
  readonly now?: Picture<V>;
  /** Undefined follows the run. */
  seek(t: number | undefined): void;
}

export function useReplay<T extends ParamTable, V>(figure: Figure<T, V>): Replay<V> {
  const { session, recording, shown } = figure;
  const [reel] = useState(() => new Reel<T, V>(session, recordedPictures(recording)));
  const pictures = useSyncExternalStore(reel.subscribe, reel.pictures, reel.pictures);
  const [at, seek] = useState<number>();
  const following = at === undefined || shown.state.status === 'running' || shown.state.status === 'warming';
  return { pictures, now: following ? pictures.at(-1) : pictureAt(pictures, at), seek };
}

function recordedPictures<V>(recording: Recording<V> | undefined): readonly Picture<V>[] {
  return recording?.views ?? [];
}
