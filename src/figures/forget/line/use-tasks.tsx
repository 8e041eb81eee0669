/** The points of both tasks as the knobs would have them, so that they turn while the reader turns the angle. */
import { useEffect, useMemo, useState } from 'react';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { declaration } from './declaration.ts';
import type { Cloud, LineView } from './types.ts';

export interface Tasks {
  readonly a: Cloud;
  readonly b: Cloud;
}

/** The reader's own points are drawn by the plane, so they are left out here. */
const drawn = ({ xy, labels, placed }: Cloud): Cloud => ({
  xy: xy.subarray(0, xy.length - 2 * placed),
  labels: labels.subarray(0, labels.length - placed),
  placed: 0,
});

/** The shown run's points; new ones, from the same code as the run's, once a knob has moved. Undefined while that code loads. */
export function useTasks({ values, state, stale }: Figure<typeof declaration.params, LineView>, view: LineView | undefined): Tasks | undefined {
  const [code, setCode] = useState<typeof import('./page-tasks.ts')>();
  const needed = stale || !view;
  useEffect(() => {
    if (needed && !code) void import('./page-tasks.ts').then(setCode);
  }, [needed, code]);
  const { angle, separation, spread } = values;
  const { seeds } = state;
  return useMemo(() => {
    if (needed && code) return code.tasksOnPage({ angle, separation, spread, placed: [] }, seeds);
    return view && { a: drawn(view.a), b: drawn(view.b) };
  }, [needed, code, angle, separation, spread, seeds, view]);
}
