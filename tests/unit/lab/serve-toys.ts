/** A worker with toys, spoken to in the protocol's own words. */
import type { Trace } from '../../../src/core/trace.ts';
import type { Command, Frame, Message, RunMessage } from '../../../src/lab/protocol.ts';
import { TraceBuffer } from '../../../src/lab/trace-buffer.ts';
import { FakeWorker, seeds, sleep, until, worldOf, type WorldOptions } from './harness.ts';
import type { ToyOptions } from './toys.ts';

const open: FakeWorker[] = [];

/** Ends the workers that a test started. */
export function endWorkers(): void {
  for (const worker of open.splice(0)) worker.terminate();
}

/** A worker and what it said about run 1. `eager`: frames are acknowledged at once. */
export function serveToys(options: WorldOptions, eager = true) {
  const world = worldOf(options);
  const worker = new FakeWorker(world);
  open.push(worker);
  const said: Message[] = [];
  const send = (command: Command) => worker.post(command, []);
  worker.listen((message) => {
    said.push(message);
    if (eager && message.type === 'frame') send({ type: 'ack', run: message.run });
  });
  const start = (
    values: Record<string, number>,
    {
      run = 1,
      paused = false,
      unwatched = false,
      figure = 'toy/count' as const,
    }: { run?: number; paused?: boolean; unwatched?: boolean; figure?: `toy/${string}` } = {},
  ) => send({ type: 'start', run, figure, values, seeds, wish: { choice: 'auto', work: 'tiny', gpuLost: false }, paused, unwatched });
  const of = <T extends RunMessage['type']>(type: T, run = 1) =>
    said.filter((m): m is Extract<RunMessage, { type: T }> => m.type === type && 'run' in m && m.run === run);
  const frames = (run = 1): Frame[] => of('frame', run);
  /** Waits until everything sent was heard and no frame comes any more. */
  const settled = async () => {
    for (let quiet = 0; quiet < 5; quiet++) {
      const [before, pongs] = [frames().length, said.filter((m) => m.type === 'pong').length];
      send({ type: 'ping' });
      await until(() => said.filter((m) => m.type === 'pong').length > pongs);
      await sleep(4);
      if (frames().length > before) quiet = 0;
    }
  };
  const ended = (run = 1) => said.find((m) => (m.type === 'done' || m.type === 'failed' || m.type === 'cancelled') && m.run === run);
  return { world, worker, said, send, start, of, frames, ended, settled };
}

export const slowStep: Pick<ToyOptions, 'onStep'> = { onStep: () => sleep(1) };

export function joined(frames: readonly Frame[]): Trace {
  const buffer = new TraceBuffer(['loss', 'rare']);
  for (const frame of frames) buffer.append(frame.rows);
  return buffer.trace();
}

export const count = (n: number) => Array.from({ length: n }, (_, k) => k + 1);
