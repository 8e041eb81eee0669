/** Tells the page what the figure shows, with every drawing: see STATE_EVENT. Who listens decides what is news. */
import { useEffect } from 'react';
import type { AnyValue, ParamTable } from '../../core/params.ts';
import { STATE_EVENT, type StateDetail } from '../figure-props.ts';
import type { Figure } from './use-figure.ts';

export function usePublished<T extends ParamTable, V>({ declaration, shown, values, stale }: Figure<T, V>, readouts: StateDetail['readouts'] = {}): void {
  useEffect(() => {
    const behind: Record<string, AnyValue> = { ...shown.values };
    for (const [key, value] of Object.entries<AnyValue>(values)) if (declaration.params[key]?.effect !== 'rerun') behind[key] = value;
    const { state, source, seeds, measures } = shown;
    const detail = { figure: declaration.id, status: state.status, source, stale, values: behind, seeds, measures, readouts };
    document.dispatchEvent(new CustomEvent(STATE_EVENT, { detail }));
  });
}
