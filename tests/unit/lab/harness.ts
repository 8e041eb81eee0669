/** A page and its workers, played in Node over real message channels. */
import type { Seeds } from '../../../src/core/random.ts';
import { failureOf } from '../../../src/core/failure-of.ts';
import type { Failure } from '../../../src/core/failures.ts';
import { Client } from '../../../src/lab/client.ts';
import { now } from '../../../src/lab/clock.ts';
import type { AnyExperiment } from '../../../src/lab/drive.ts';
import type { PageWorld, WorkerHandle } from '../../../src/lab/page-world.ts';
import type { Command, Message } from '../../../src/lab/protocol.ts';
import { serve, type World } from '../../../src/lab/server.ts';

export const seeds: Seeds = { master: 0, streams: {} };
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until a condition holds, or fails after a while with what it waited for. */
export async function until(condition: () => boolean, what = 'the condition', ms = 5000): Promise<void> {
  const end = now() + ms;
  while (!condition()) {
    if (now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await sleep(1);
  }
}

export interface WorldOptions extends Partial<World> {
  readonly experiments: readonly AnyExperiment[];
}

/** A worker's world with these experiments, on no backend at all. */
export function worldOf({ experiments, ...rest }: WorldOptions): World & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return {
    async load(figure) {
      const found = experiments.find((e) => e.declaration.id === figure);
      if (!found) throw new Error(`no ${figure}`);
      return found;
    },
    prepare: async () => ({ backend: 'wasm', reason: 'WASM, in a test.', device: { wasmSimd: true, gpu: 'none' } }),
    measure: async () => ({ on: 'a test', steps: {} }),
    enter: () => {},
    tensors: () => 0,
    loadImages: () => Promise.reject(new Error('no images here')),
    now,
    macrotask: () => new Promise((resolve) => setImmediate(resolve)), // Node hears up to 1,000 messages of one port before those of another
    warn: (text) => void warnings.push(text),
    warnings,
    ...rest,
  };
}

/** A worker that can be killed in several ways. */
export class FakeWorker implements WorkerHandle {
  readonly #channel = new MessageChannel();
  #onDeath: ((detail: string) => void) | undefined;
  #hear: ((message: Message) => void) | undefined;
  terminated = false;
  /** Swallows everything, as a worker does that hangs in a loop. */
  hung = false;
  /** What the page sent and what the worker sent. */
  readonly commands: Command[] = [];
  readonly messages: Message[] = [];

  constructor(world: World) {
    const { port2 } = this.#channel;
    serve(
      {
        post: (message, transfer) => {
          if (!this.terminated && !this.hung) port2.postMessage(message, [...transfer]);
        },
        listen: (handler) => {
          port2.onmessage = ({ data }: MessageEvent<Command>) => {
            if (!this.terminated && !this.hung) handler(data);
          };
        },
      },
      world,
    );
  }

  post(message: Command, transfer: readonly Transferable[]): void {
    this.commands.push(message);
    if (!this.terminated) this.#channel.port1.postMessage(message, [...transfer]);
  }

  listen(handler: (message: Message) => void): void {
    this.#hear = handler;
    this.#channel.port1.onmessage = ({ data }: MessageEvent<Message>) => {
      if (this.terminated) return;
      this.messages.push(data);
      handler(data);
    };
  }

  onDeath(handler: (detail: string) => void): void {
    this.#onDeath = handler;
  }

  /** An uncaught error in the worker. */
  crash(): void {
    this.#onDeath?.('boom');
  }

  /** The graphics card takes its memory back. */
  loseContext(): void {
    this.#hear?.({ type: 'sick', failure: failureOf(new Error('webgl context lost')) });
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
    this.#channel.port2.close();
  }
}

export interface Page {
  readonly client: Client;
  readonly workers: FakeWorker[];
  readonly failures: Failure[];
  /** Hides or shows the tab. */
  hide(hidden: boolean): void;
  /** One tick of every timer: the heartbeat. */
  tick(): void;
  /** Draws: acknowledges all frames. Done by itself every few milliseconds unless `slow`. */
  draw(): void;
  /** Makes the next worker's program fail to load. */
  failNextSpawn(): void;
  readonly world: ReturnType<typeof worldOf>;
  close(): void;
}

/** `options` as a function gives each worker a world of its own, as real workers have: what a dead one still does in this process is then no other one's. */
export function openPage(options: WorldOptions | (() => WorldOptions), { slow = false } = {}): Page {
  const world = worldOf(typeof options === 'function' ? { experiments: [] } : options);
  const nextWorld = () => (typeof options === 'function' ? worldOf({ warn: world.warn, ...options() }) : world);
  const workers: FakeWorker[] = [];
  const failures: Failure[] = [];
  const ticks = new Set<() => void>();
  const drawings: (() => void)[] = [];
  const watchers: (() => void)[] = [];
  let hidden = false;
  let failSpawn = false;
  const draw = () => {
    for (const callback of drawings.splice(0)) callback();
  };
  const drawing = slow ? undefined : setInterval(draw, 2);
  const pageWorld: PageWorld = {
    async spawn() {
      await sleep(0);
      if (failSpawn) {
        failSpawn = false;
        throw new Error('404');
      }
      const worker = new FakeWorker(nextWorld());
      workers.push(worker);
      return worker;
    },
    beforeDrawing: (callback) => void drawings.push(callback),
    every(_ms, callback) {
      ticks.add(callback);
      return () => ticks.delete(callback);
    },
    hidden: () => hidden,
    onHiddenChange: (callback) => void watchers.push(callback),
    wish: () => ({ choice: 'auto', gpuLost: false }),
    started: () => {},
    failed: (failure) => void failures.push(failure),
  };
  return {
    client: new Client(pageWorld),
    workers,
    failures,
    hide(wanted) {
      if (hidden === wanted) return;
      hidden = wanted;
      for (const callback of watchers) callback();
    },
    tick: () => {
      for (const callback of [...ticks]) callback();
    },
    draw,
    failNextSpawn() {
      failSpawn = true;
    },
    world,
    close() {
      clearInterval(drawing);
      for (const worker of workers) worker.terminate();
    },
  };
}
