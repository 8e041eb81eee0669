/** The worker's side of the line: runs, probes and what finished runs left behind. Knows nothing of workers or tfjs, so that it also runs in Node. */
import type { Backend, FigureId, Lab } from '../core/experiment.ts';
import { failureOf } from '../core/failure-of.ts';
import type { Failure } from '../core/failures.ts';
import { checkAll } from '../core/params.ts';
import { MAX_SEED, STREAMS, type Seeds } from '../core/random.ts';
import type { Prepared } from './choose-backend.ts';
import { drive, type AnyExperiment } from './drive.ts';
import { makeLab, type LoadImages } from './make-lab.ts';
import { nothingToAsk } from './nothing-to-ask.ts';
import type { BackendWish, Command, MeasureCommand, Message, Port, ProbeCommand, RunId, StartCommand, WarmCommand } from './protocol.ts';
import { Results } from './results.ts';
import type { Timings } from './timings.ts';
import { Cancelled, RunControl } from './run-control.ts';
import { detach } from './transferables.ts';
import { Seat, Turn } from './turn.ts';

/** Where the experiments, the backends and the data come from. */
export interface World {
  /** Rejects with a ReaderError when the figure's program cannot be had. */
  load(figure: FigureId): Promise<AnyExperiment>;
  /** Chooses a backend and starts it. Called while nobody computes. Rejects with a ReaderError. */
  prepare(wish: BackendWish, note: (text: string) => void): Promise<Prepared>;
  /** Times all kinds of steps on all backends that there are, while nobody computes. Rejects with a ReaderError. */
  measure(wish: BackendWish): Promise<Timings>;
  /** Makes a started backend the one that is computed on. */
  enter(backend: Backend): Promise<void> | void;
  /** Tensors alive. */
  tensors(): number;
  readonly loadImages: LoadImages;
  /** Milliseconds. */
  now(): number;
  /** Resolves after the messages that have arrived were heard; see macrotask.ts. */
  macrotask(): Promise<void>;
  /** For developers. */
  warn(text: string): void;
}

/** What a finished run left behind. */
interface Held {
  readonly experiment: AnyExperiment;
  readonly result: unknown;
  readonly backend: Backend;
  readonly seeds: Seeds;
  readonly seat: Seat;
}

/** Results that stay in memory for their probes. */
const MOST_RESULTS = 3;
/** Milliseconds of computing after which messages are let in. */
const BREATH = 4;

export function serve(port: Port<Message, Command>, world: World): void {
  const post = (message: Message, transfer: readonly Transferable[] = []) => port.post(message, transfer);
  const turn = new Turn();
  const runs = new Map<RunId, RunControl>();
  const results = new Results<Held>(MOST_RESULTS, (run, held) => void free(run, held));
  let lastBreath = world.now();

  async function breathe(): Promise<void> {
    if (world.now() - lastBreath < BREATH) return;
    await world.macrotask();
    lastBreath = world.now();
  }

  const newSeat = (backend: Backend) =>
    new Seat(
      turn,
      () => world.enter(backend),
      () => world.tensors(),
    );

  function checkLeak(figure: FigureId, what: string, { tensors }: Seat): void {
    if (tensors !== 0) world.warn(`${figure}: ${what} left ${tensors} tensors behind`);
  }

  async function start(command: StartCommand): Promise<void> {
    const { run, figure } = command;
    const control = new RunControl(run, command.paused, command.catchUp !== undefined);
    runs.set(run, control);
    const note = (text: string) => post({ type: 'note', run, text });
    let seat: Seat | undefined;
    try {
      const ready = Promise.all([world.load(figure), turn.during(() => world.prepare(command.wish, note))]);
      const [experiment, { backend, reason, device, timings }] = await control.unlessStopped(ready);
      post({ type: 'started', run, backend, reason, device, ...(timings && { timings }) });
      const own = newSeat(backend);
      seat = own;
      const seeds = checkSeeds(command.seeds);
      const away: NonNullable<Parameters<typeof makeLab>[0]['away']> = (wait) => own.away(() => control.unlessStopped(wait()));
      const lab = makeLab({ backend, seeds, note, loadImages: world.loadImages, away, signal: control.signal });
      const { values } = checkAll(experiment.declaration.params, command.values);
      const tools = { seat, post, breathe, now: world.now, warn: world.warn, unwatched: command.unwatched === true, catchUp: command.catchUp };
      const outcome = await drive(experiment, values, lab, control, tools);
      if (control.signal.aborted) {
        await own.during(() => experiment.dispose(outcome.result));
        throw new Cancelled();
      }
      const held: Held = { experiment, result: outcome.result, backend, seeds, seat };
      if (!command.unwatched) results.add(run, held);
      post({ type: 'done', run, measures: outcome.measures, seconds: outcome.seconds, stepsPerSecond: outcome.stepsPerSecond });
      if (command.unwatched) await free(run, held);
    } catch (thrown) {
      const tensors = seat?.tensors ?? 0;
      if (seat) checkLeak(figure, 'an unfinished run', seat);
      if (control.signal.aborted) post({ type: 'cancelled', run, tensors });
      else fail(thrown, (failure) => ({ type: 'failed', run, failure, tensors }));
    } finally {
      runs.delete(run);
    }
  }

  /** What fails here fails again in the run, which says so. */
  async function warm({ figure, wish }: WarmCommand): Promise<void> {
    const data = async () => {
      const { declaration } = await world.load(figure);
      for (const { set, split, count } of declaration.data ?? []) await world.loadImages(set, split, count, () => {});
    };
    await Promise.allSettled([data(), turn.during(() => world.prepare(wish, () => {}))]);
  }

  /** Says what went wrong, unless it is the end of the whole worker. */
  function fail(thrown: unknown, message: (failure: Failure) => Message): void {
    const failure = failureOf(thrown);
    const fatal = failure.kind === 'out-of-memory' || failure.kind === 'context-lost';
    post(fatal ? { type: 'sick', failure } : message(failure));
  }

  async function measure({ run, wish }: MeasureCommand): Promise<void> {
    try {
      post({ type: 'measured', run, timings: await turn.during(() => world.measure(wish)) });
    } catch (thrown) {
      fail(thrown, (failure) => ({ type: 'failed', run, failure, tensors: 0 }));
    }
  }

  async function free(run: RunId, { experiment, result, seat }: Held): Promise<void> {
    try {
      await seat.during(() => experiment.dispose(result));
      checkLeak(experiment.declaration.id, 'a disposed result', seat);
    } catch (thrown) {
      world.warn(`${experiment.declaration.id}: dispose threw ${String(thrown)}`);
    }
    post({ type: 'disposed', run, tensors: seat.tensors });
  }

  async function answer({ run, ask, name, input, values: given }: ProbeCommand): Promise<void> {
    try {
      const held = results.use(run);
      if (!held) throw nothingToAsk();
      const { experiment, result, backend, seeds } = held;
      const probe = Object.hasOwn(experiment.probes, name) ? experiment.probes[name] : undefined;
      if (!probe) throw new Error(`${experiment.declaration.id} has no probe “${name}”`);
      const seat = newSeat(backend);
      const lab: Lab = makeLab({ backend, seeds, note: () => {}, loadImages: world.loadImages, away: (wait) => seat.away(wait) });
      const { values } = checkAll(experiment.declaration.params, given);
      const output = detach(await seat.during(() => probe(lab, result, input, values)));
      checkLeak(experiment.declaration.id, `the probe “${name}”`, seat);
      post({ type: 'answer', run, ask, output: output.value }, output.transfer);
    } catch (thrown) {
      fail(thrown, (failure) => ({ type: 'unanswered', run, ask, failure }));
    }
  }

  port.listen((command) => {
    switch (command.type) {
      case 'start':
        void start(command);
        break;
      case 'measure':
        void measure(command);
        break;
      case 'warm':
        void warm(command);
        break;
      case 'probe':
        void answer(command);
        break;
      case 'dispose':
        results.remove(command.run);
        break;
      case 'ping':
        post({ type: 'pong' });
        break;
      default:
        runs.get(command.run)?.obey(command.type);
    }
  });
}

/** Seeds from outside, brought into range: a seed that is none counts as not given. */
function checkSeeds(given: Seeds): Seeds {
  const good = (x: unknown): x is number => typeof x === 'number' && Number.isInteger(x) && x >= 0 && x <= MAX_SEED;
  const fixed = STREAMS.flatMap((stream) => {
    const seed = given.streams[stream];
    return good(seed) ? [[stream, seed] as const] : [];
  });
  return { master: good(given.master) ? given.master : 0, streams: Object.fromEntries(fixed) };
}
