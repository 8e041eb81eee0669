/** A figure's own state: its settings, its link, its session. Everything that a frame and a plot need to know. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Declaration } from '../../core/experiment.ts';
import type { Outcome } from '../../core/outcomes.ts';
import { same, type AnyValue, type ParamTable, type Values } from '../../core/params.ts';
import { startState, type FigureState } from '../../core/permalinks.ts';
import type { Seeds } from '../../core/seeds.ts';
import type { Recording } from '../../core/recordings.ts';
import type { Session, Snapshot } from '../../core/session.ts';
import type { Stage } from '../../core/stage.ts';
import { pointsOf, type Point } from '../../plots/curves.ts';
import { SET_EVENT } from '../figure-props.ts';
import { asksSomething } from './address.ts';
import { ChartLayers } from './chart-layers.ts';
import { useReplay, type Replay } from './replay.ts';
import type { LabClient } from './lab.ts';
import type { Note } from './panels.tsx';
import { Reel } from './reel.ts';
import { useVeil, type Veil } from './use-veil.ts';

export interface Figure<T extends ParamTable = ParamTable, V = unknown> extends Veil {
  readonly declaration: Declaration<T>;
  readonly lab: LabClient;
  readonly session: Session<T, V>;
  readonly shown: Snapshot<T, V>;
  readonly recording?: Recording<V>;
  /** What the knobs say; a run may have been started with other values. */
  readonly state: FigureState<T>;
  readonly values: Values<T>;
  /** False on the server, and until the browser has taken over and read the address. */
  readonly live: boolean;
  /** The shown run was made with other settings than those on the knobs. */
  readonly stale: boolean;
  /** What a link or the prose asked for and could not have, in sentences. */
  readonly problems: readonly string[];
  /** Where the reader is in the run's pictures. */
  readonly replay: Replay<V>;
  /** The picture at the time cursor: the latest one, unless the reader went back. */
  readonly view: V | undefined;
  /** What panels draw on the figure's charts. */
  readonly layers: ChartLayers;
  /** The pictures that were shown along the run. */
  readonly reel: Reel<T, V>;
  /** What code that came later has to say above the plots, by its owner. */
  readonly notes: Readonly<Record<string, Note | undefined>>;
  /** What a link hides and locks. */
  readonly stage?: Stage;
  /** The points of a run's curve, by its key in the declaration's charts; none where the run has no such curve. */
  curveOf(outcome: Outcome<T, V>, curve: string): readonly Point[];
  change(values: Partial<Values<T>>): void;
  reseed(seeds: Seeds): void;
  /** All settings at once, as from a file, and what was wrong with them. */
  adopt(state: FigureState<T>, problems: readonly string[]): void;
  /** Puts a note in place of the owner's earlier one. */
  post(owner: string, note: Note | undefined): void;
  /** Sets another stage, e.g. one that holds nothing. */
  restage(stage: Stage): void;
  dismiss(): void;
}

export function useSession<T extends ParamTable, V>(session: Session<T, V>): Snapshot<T, V> {
  const snapshot = () => session.snapshot();
  return useSyncExternalStore((listener) => session.subscribe(listener), snapshot, snapshot);
}

const UNREAD = 'A part of this page did not arrive. Check the connection and load the page again.';

/** Curves that are no series of the trace, by key; undefined leaves a curve to the trace. */
export type CurvesOf<T extends ParamTable, V> = (outcome: Outcome<T, V>, curve: string) => readonly Point[] | undefined;

export function useFigure<T extends ParamTable, V>(
  declaration: Declaration<T>,
  recording: Recording<V> | undefined,
  lab: LabClient,
  curves?: CurvesOf<T, V>,
): Figure<T, V> {
  const [session] = useState(() => lab.createSession(declaration, recording));
  const shown = useSession(session);
  const start = useMemo(() => startState(declaration.params), [declaration]);
  const [state, setState] = useState(start);
  const [problems, setProblems] = useState<readonly string[]>([]);
  // whether the address has been read, so that it may be written
  const [linked, setLinked] = useState<'not yet' | 'read' | 'unread'>('not yet');
  const [notes, setNotes] = useState<Figure['notes']>({});
  const [stage, setStage] = useState<Stage>();
  const [layers] = useState(() => new ChartLayers());
  const [reel] = useState(() => new Reel(session, recording?.views ?? []));
  const replay = useReplay(reel);
  const veil = useVeil(declaration);
  const toRun = useRef(false); // the prose asked for a run with the settings that it has just set

  useEffect(() => {
    if (!asksSomething(location.search, declaration.id)) return setLinked('read');
    let here = true;
    import('./read-address.ts')
      .then(({ readAddress }) => readAddress(declaration, location.search))
      .then(
        (read) => {
          if (!here) return;
          setState((now) => (now === start ? read.state : now));
          setProblems(read.problems);
          setStage(read.stage);
          setNotes((now) => ({ ...now, stage: read.note }));
          setLinked('read');
        },
        () => {
          setProblems([UNREAD]);
          setLinked('unread');
        },
      );
    return () => {
      here = false;
    };
  }, [declaration, start]);

  useEffect(() => {
    if (linked !== 'read' || (state === start && !asksSomething(location.search, declaration.id))) return;
    // the first fetch takes longer than those after it, and its answer would come last
    let latest = true;
    // without it the settings work, and only the address stays as it was
    import('./write-address.ts')
      .then(({ writeAddress }) => latest && writeAddress(declaration.id, declaration.params, state, stage !== undefined))
      .catch(() => undefined);
    return () => {
      latest = false;
    };
  }, [declaration, linked, state, start, stage]);

  useEffect(() => {
    const listen = ({ detail }: DocumentEventMap[typeof SET_EVENT]) => {
      if (detail.figure !== declaration.id) return;
      import('./accept.ts')
        .then(({ accept }) => {
          toRun.current = detail.run ?? false;
          setState((now) => ({ ...now, values: { ...accept(declaration.params, now.values, detail.values).values, ...held(stage, now.values) } }));
          setProblems(accept(declaration.params, start.values, detail.values).problems);
        })
        .catch(() => setProblems([UNREAD]));
    };
    document.addEventListener(SET_EVENT, listen);
    return () => document.removeEventListener(SET_EVENT, listen);
  }, [declaration, start, stage]);

  useEffect(() => {
    if (!toRun.current) return;
    toRun.current = false;
    if (isStale(declaration.params, session.snapshot(), state)) session.run(state);
  }, [declaration, session, state]);

  return {
    ...veil,
    declaration,
    lab,
    session,
    shown,
    recording,
    state,
    values: state.values,
    live: linked !== 'not yet',
    stale: isStale(declaration.params, shown, state),
    problems,
    replay,
    view: (replay.now ?? shown).view,
    layers,
    reel,
    notes,
    curveOf: (outcome, curve) => curves?.(outcome, curve) ?? pointsOf(outcome.trace, curve),
    change: (values) => setState((now) => ({ ...now, values: { ...now.values, ...values, ...held(stage, now.values) } })),
    reseed: (seeds) => !isFixed(stage, 'seed') && setState((now) => ({ ...now, seeds })),
    adopt: (given, told) => {
      setState(given);
      setProblems(told);
    },
    ...(stage && { stage }),
    restage: setStage,
    post: (owner, note) => setNotes((now) => ({ ...now, [owner]: note })),
    dismiss: () => setProblems([]),
  };
}

/** Whether a link keeps the reader from a knob, or from the seed. */
export const isFixed = (stage: Stage | undefined, key: string): boolean => stage !== undefined && (stage.hidden.has(key) || stage.locked.has(key));

/** The values that a link fixed, which nothing on the page may move. */
const held = <T extends ParamTable>(stage: Stage | undefined, values: Values<T>): Partial<Values<T>> =>
  stage ? (Object.fromEntries(Object.entries(values).filter(([key]) => isFixed(stage, key))) as Partial<Values<T>>) : {};

/** Whether a new run would differ from the shown one: in a parameter that asks for a run, or in a seed. */
export function isStale<T extends ParamTable>(table: T, shown: Pick<Snapshot<T>, 'values' | 'seeds'>, state: FigureState<T>): boolean {
  const was: Readonly<Record<string, AnyValue>> = shown.values;
  const is: Readonly<Record<string, AnyValue>> = state.values;
  const moved = Object.entries(table).some(([key, p]) => p.effect === 'rerun' && !same(was[key] ?? p.default, is[key] ?? p.default));
  return moved || !sameSeeds(shown.seeds, state.seeds);
}

function sameSeeds(a: Seeds, b: Seeds): boolean {
  const fixed = ({ streams }: Seeds) => [streams.data, streams.init, streams.order, streams.noise].join();
  return a.master === b.master && fixed(a) === fixed(b);
}
