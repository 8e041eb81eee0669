/** What earlier runs found, so that networks of several dimensions come together on one chart. */
import { useState } from 'react';
import type { SpherePoint, SpheresValues, SpheresView } from './types.ts';

/** Points are comparable when the networks stopped at the same error and were as wide. */
const kind = ({ stopAt, hidden }: SpheresValues): string => `${stopAt}/${hidden}`;

interface Kept {
  readonly kind: string;
  readonly point: SpherePoint;
}

/** Points that were shown before, of the shown run's kind, except in dimensions that it has itself. The recording counts as a run. */
export function useEarlier(view: SpheresView | undefined, values: SpheresValues): SpherePoint[] {
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const now = kind(values);
  const points = view?.points ?? [];
  const fresh = points.filter(
    ({ dimension, distance }) => !kept.some((k) => k.kind === now && k.point.dimension === dimension && Object.is(k.point.distance, distance)),
  );
  if (fresh.length > 0) {
    const replaced = (k: Kept) => k.kind === now && fresh.some((p) => p.dimension === k.point.dimension);
    setKept([...kept.filter((k) => !replaced(k)), ...fresh.map((point) => ({ kind: now, point }))]);
  }
  return kept.filter((k) => k.kind === now && !points.some((p) => p.dimension === k.point.dimension)).map((k) => k.point);
}
