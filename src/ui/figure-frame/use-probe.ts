/** A question to the trained model that follows the knobs; before the first run the recording answers, where it can. */
import { useEffect, useRef, useState } from 'react';
import { failureOf } from '../../core/failures.ts';
import type { ParamTable } from '../../core/params.ts';
import type { Figure } from './use-figure.ts';

export interface Answer<I, O> {
  /** The latest answer; while a newer one is on its way, still the one before. */
  readonly value?: O;
  readonly from: 'live' | 'recording' | 'nowhere';
  /** The question that `value` answers. */
  readonly to?: I;
  /** Why there is no answer to this very question, in a sentence. */
  readonly problem?: string;
}

const NEEDS_RUN = 'The recording has no answer to this. Press Run: once the network is trained here, it answers at once.';
const TRAINING = 'The network is still training; it answers when the run is done.';

/**
 * @param input memoise it: a new object is a new question; undefined asks nothing
 * @param recorded the recording's answer to the same question, if it has one
 */
export function useProbe<I, O, T extends ParamTable, V>(figure: Figure<T, V>, name: string, input: I | undefined, recorded: O | undefined): Answer<I, O> {
  const { session, shown, values } = figure;
  const [answer, setAnswer] = useState<{ value?: O; to?: I; problem?: string }>({});
  const run = shown.canProbe ? shown.measures : undefined; // a new object for every finished run
  const now = useRef(run);
  const settings = useRef(values);

  useEffect(() => {
    now.current = run;
    settings.current = values;
  });
  useEffect(() => {
    if (!run || input === undefined) return;
    session.probe(name, input, settings.current).then(
      // the probe of this name answers with O: the figure names both in one place, from its experiment's types
      (value) => value !== undefined && now.current === run && setAnswer({ value: value as O, to: input }),
      (thrown: unknown) => now.current === run && setAnswer((was) => ({ ...was, problem: failureOf(thrown).sentence })),
    );
  }, [session, run, name, input]);

  if (shown.source === 'live' && answer.value !== undefined) {
    const waits = answer.to !== input && !shown.canProbe && input !== undefined;
    return { value: answer.value, to: answer.to, from: 'live', problem: answer.problem ?? (waits ? TRAINING : undefined) };
  }
  if (recorded !== undefined) return { value: recorded, to: input, from: 'recording', problem: answer.problem };
  return { from: 'nowhere', problem: input === undefined ? undefined : (answer.problem ?? (shown.source === 'live' ? TRAINING : NEEDS_RUN)) };
}
