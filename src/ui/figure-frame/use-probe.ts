/** A question to the trained model that follows the knobs; before the first run the recording answers, where it can. */
import { useEffect, useRef, useState } from 'react';
import type { ParamTable } from '../../core/params.ts';
import type { Figure } from './use-figure.ts';

export interface Answer<I, O> {
  /** The latest answer; while there is none to the present question, still the one before. */
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
  const [answer, setAnswer] = useState<Kept<I, O>>({});
  const [kept, setKept] = useState<Kept<I, O>>({ value: recorded, to: input });
  const [problem, setProblem] = useState<string>();
  if (recorded !== undefined && recorded !== kept.value) setKept({ value: recorded, to: input });
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
      (value) => {
        if (value === undefined || now.current !== run) return;
        // the probe of this name answers with O: the figure names both in one place, from its experiment's types
        setAnswer({ value: value as O, to: input });
        setProblem(undefined);
      },
      // a session rejects with errors that were written for the reader
      (thrown: unknown) => now.current === run && setProblem(thrown instanceof Error ? thrown.message : String(thrown)),
    );
  }, [session, run, name, input]);

  const live = shown.source === 'live';
  const last = live && answer.value !== undefined ? answer : kept;
  const from = last.value === undefined ? 'nowhere' : last === answer ? 'live' : 'recording';
  const waits = input !== undefined && last.to !== input && !shown.canProbe && recorded === undefined;
  return { ...last, from, problem: problem ?? (waits ? (live ? TRAINING : NEEDS_RUN) : undefined) };
}

interface Kept<I, O> {
  readonly value?: O;
  readonly to?: I;
}
