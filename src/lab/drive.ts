/** Drives one experiment to its end: pause, single step, stop, frames. Computes nothing of its own. */
import type { Measures } from '../core/claims.ts';
import type { Experiment, Lab, Step } from '../core/experiment.ts';
import type { ParamTable, Values } from '../core/params.ts';
import { TraceBuilder } from '../core/trace.ts';
import { hasReached, type Mark } from './catch-up.ts';
import { diverged } from './make-lab.ts';
import { CREDIT, FRAME_GAP, type Message } from './protocol.ts';
import type { RunControl } from './run-control.ts';
import { buffersOf, detach } from './transferables.ts';
import type { Seat } from './turn.ts';

/** Any figure's experiment, its types forgotten. */
export type AnyExperiment = Experiment;

export interface DriveTools {
  readonly seat: Seat;
  post(message: Message, transfer?: readonly Transferable[]): void;
  /** Milliseconds. */
  now(): number;
  /** Lets messages in when it has been a few milliseconds; see macrotask.ts. */
  breathe(): Promise<void>;
  warn(text: string): void;
  /** Nobody looks: no rests, and no picture but the last. */
  readonly unwatched?: boolean;
  /** Where to get to, without rests, before any picture is shown. */
  readonly catchUp?: Mark | undefined;
}

export interface Outcome {
  readonly result: unknown;
  readonly measures: Measures;
  readonly seconds: number;
  readonly stepsPerSecond: number;
}

/** Throws Cancelled when the run was stopped, and whatever the experiment throws. The generator is finished either way. */
export async function drive(experiment: AnyExperiment, values: Values<ParamTable>, lab: Lab, control: RunControl, tools: DriveTools): Promise<Outcome> {
  const { seat, now, unwatched, catchUp } = tools;
  const { series, time, watch } = experiment.declaration;
  const hasPicture = (at: Step<unknown>) => at.view !== undefined && !behind && (!unwatched || at.progress >= 1);
  const rows = new TraceBuilder(Object.keys(series));
  const generator = experiment.run(lab, values);
  let first: Step<unknown> | undefined;
  let step: Step<unknown> | undefined; // where the generator stands
  let shown = true;
  let behind = catchUp !== undefined;
  let computed = 0; // ms, from the beginning
  let since = NaN; // when the present stretch of computing began
  let warming = 0; // ms of computing up to the first step
  let stepping = 0; // ms of computing, after the first step, in which t moved
  let stepped = -Infinity; // when the last step began
  let lastFrame = -Infinity;
  let lastView = -Infinity;

  /** Sends all rows, and the picture where the generator stands. To be called while seated. */
  async function show(at: Step<unknown>): Promise<void> {
    const view = at.view && hasPicture(at) ? detach(await at.view()) : undefined;
    shown = true;
    send(at, view);
  }

  function send(at: Step<unknown>, view?: { value: unknown; transfer: readonly ArrayBuffer[] }): void {
    const taken = rows.take();
    const about = { type: 'frame', run: control.run, rows: taken, t: at.t, progress: at.progress, seconds: (elapsed() - warming) / 1000 } as const;
    control.inFlight++;
    lastFrame = now();
    if (view) lastView = lastFrame;
    tools.post(view ? { ...about, view: view.value } : about, [...buffersOf([taken.t, ...Object.values(taken.columns)]), ...(view?.transfer ?? [])]);
  }

  const isDue = (at: Step<unknown>): boolean =>
    at === first || at.progress >= 1 || control.isPaused || (control.inFlight < CREDIT && now() - (hasPicture(at) ? lastView : lastFrame) >= FRAME_GAP);

  function append(at: Step<unknown>): void {
    for (const [name, value] of Object.entries(at.series ?? {})) {
      if (value !== undefined && !Number.isFinite(value)) throw diverged(`“${series[name]?.label ?? name}” is no longer a finite number at ${time} ${at.t}`);
    }
    rows.append(at.t, at.series);
  }

  /** Waits until the next step may be made; a run that stands still shows where it stands. */
  async function gate(): Promise<void> {
    await tools.breathe();
    if (watch && !unwatched && !behind && step && !control.isPaused && !control.signal.aborted) await restFor(1000 / watch - (now() - stepped));
    while (!control.mayStep && !control.signal.aborted) {
      if (step && !shown) await seat.during(() => (step ? show(step) : undefined));
      else await control.word();
    }
    control.signal.throwIfAborted();
    stepped = now();
    control.begin();
  }

  /** Lets the reader watch. Counts as part of the run; any word from the page ends it. */
  async function restFor(ms: number): Promise<void> {
    if (ms <= 0) return;
    const from = now();
    await Promise.race([control.word(), new Promise((resolve) => setTimeout(resolve, ms))]);
    computed += now() - from;
    stepping += now() - from;
  }

  const elapsed = () => computed + (Number.isNaN(since) ? 0 : now() - since);

  /** Computes one step while seated, and keeps the time. Resolves to the outcome after the last step. */
  async function advance(): Promise<Pick<Outcome, 'result' | 'measures'> | undefined> {
    control.signal.throwIfAborted();
    since = now();
    try {
      const next = await generator.next();
      if (next.done) {
        open = false;
        return { result: next.value, measures: await measured(experiment, next.value, lab) };
      }
      const moved = first !== undefined && next.value.t > (step?.t ?? 0);
      append(next.value); // throws when the run diverged, and then it still stands at the last good step
      step = next.value;
      shown = false;
      if (!first) warming = elapsed();
      first ??= step;
      if (behind && catchUp && hasReached(step, catchUp)) {
        behind = false;
        control.arrive();
      }
      if (isDue(step)) await show(step);
      if (moved) stepping += now() - since;
      return undefined;
    } finally {
      computed = elapsed();
      since = NaN;
    }
  }

  let open = true; // whether the generator still has to be closed
  try {
    for (;;) {
      await gate();
      const end = await seat.during(advance);
      if (!end) continue;
      if (step && rows.length > 0) send(step);
      const moved = first && step ? step.t - first.t : 0;
      return { ...end, seconds: computed / 1000, stepsPerSecond: stepping > 0 ? (1000 * moved) / stepping : 0 };
    }
  } catch (thrown) {
    if (step && rows.length > 0 && !control.signal.aborted) send(step); // the last good rows
    throw thrown;
  } finally {
    if (open) {
      await seat.during(async () => {
        try {
          await generator.return(undefined); // its `finally` blocks free what it made
        } catch (thrown) {
          tools.warn(`${experiment.declaration.id}: cleaning up threw ${String(thrown)}`);
        }
      });
    }
  }
}

/** The run's measures; when measuring throws, nobody else will free the result. */
async function measured(experiment: AnyExperiment, result: unknown, lab: Lab): Promise<Measures> {
  try {
    return await experiment.measure(result, lab);
  } catch (thrown) {
    experiment.dispose(result);
    throw thrown;
  }
}
