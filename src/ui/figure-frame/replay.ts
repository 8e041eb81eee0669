/** Going back and forth in a run's pictures. */
import { useState, useSyncExternalStore } from 'react';
import type { ParamTable } from '../../core/params.ts';
import type { Picture } from '../../core/recordings.ts';
import type { Figure } from './use-figure.ts';

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
  const { reel, shown } = figure;
  const pictures = useSyncExternalStore(reel.subscribe, reel.pictures, reel.pictures);
  const [at, seek] = useState<number>();
  const following = at === undefined || shown.state.status === 'running' || shown.state.status === 'warming';
  return { pictures, now: following ? pictures.at(-1) : pictureAt(pictures, at), seek };
}
