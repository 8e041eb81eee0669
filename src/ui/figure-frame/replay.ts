/** Going back and forth in a run's pictures. */
import { useState, useSyncExternalStore } from 'react';
import type { ParamTable } from '../../core/params.ts';
import type { Picture } from '../../core/recordings.ts';
import type { Reel } from './reel.ts';

export interface Replay<V> {
  readonly pictures: readonly Picture<V>[];
  /** Which picture is shown: the one that the reader went to, until there is a new one. */
  readonly index: number;
  readonly now?: Picture<V>;
  /** To the last picture at or before t, in the run's time. */
  seek(t: number): void;
  /** To a picture. */
  go(index: number): void;
}

export function useReplay<T extends ParamTable, V>({ subscribe, pictures: latest }: Reel<T, V>): Replay<V> {
  const pictures = useSyncExternalStore(subscribe, latest, latest);
  const [place, setPlace] = useState({ pictures, index: pictures.length - 1 });
  const index = place.pictures === pictures ? place.index : pictures.length - 1;
  const go = (to: number) => setPlace({ pictures, index: Math.max(to, 0) });
  return { pictures, index, now: pictures[index], seek: (t) => go(pictures.findLastIndex((p) => p.t <= t)), go };
}
