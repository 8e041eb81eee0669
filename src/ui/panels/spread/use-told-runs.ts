/** Tells the page of every run of a spread that came to its end: see RUN_EVENT. */
import { useEffect } from 'react';
import type { ParamTable } from '../../../core/params.ts';
import type { Session } from '../../../core/session.ts';
import { RUN_EVENT, type RunDetail } from '../../figure-props.ts';

export function useToldRuns<T extends ParamTable, V>(session: Session<T, V>): void {
  useEffect(() => {
    let last: unknown;
    return session.subscribe(() => {
      const { state, source, values, seeds, measures } = session.snapshot();
      if (state.status !== 'done' || source !== 'live' || !measures || measures === last) return;
      last = measures;
      const detail: RunDetail = { figure: session.declaration.id, values, seeds, measures, backend: state.backend };
      document.dispatchEvent(new CustomEvent(RUN_EVENT, { detail }));
    });
  }, [session]);
}
