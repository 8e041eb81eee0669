/** Tells the page what the figure shows, whenever that changes: see STATE_EVENT. */
import { useEffect } from 'react';
import type { AnyValue, ParamTable } from '../../core/params.ts';
import { STATE_EVENT, type StateDetail } from '../figure-props.ts';
import type { Figure } from './use-figure.ts';

const NONE = {};

export function usePublished<T extends ParamTable, V>(figure: Figure<T, V>, readouts: StateDetail['readouts'] = NONE): void {
  const { declaration, shown, values, stale } = figure;
  const { measures, seeds, source, values: ofRun } = shown;
  const { status } = shown.state;
  // as text, because a figure makes the object anew each time; what is no number is left out
  const now = JSON.stringify(Object.entries(readouts).filter(([, x]) => Number.isFinite(x)));

  // a run publishes when it begins and ends, not with every frame
  useEffect(() => {
    const behind = Object.entries<AnyValue>(values).map(([key, value]) => [key, declaration.params[key]?.effect === 'rerun' ? ofRun[key] : value]);
    const pairs: [string, number][] = JSON.parse(now);
    const detail: StateDetail = {
      figure: declaration.id,
      status,
      source,
      stale,
      values: Object.fromEntries(behind),
      seeds,
      readouts: Object.fromEntries(pairs),
      ...(measures && { measures }),
    };
    document.dispatchEvent(new CustomEvent(STATE_EVENT, { detail }));
  }, [declaration, status, source, stale, values, ofRun, seeds, measures, now]);
}
