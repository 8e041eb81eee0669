/** What the page's side of the lab needs of a browser, as an interface, so that tests can play the browser. */
import type { FigureId } from '../core/experiment.ts';
import type { Failure } from '../core/failures.ts';
import type { Chosen } from './choose-backend.ts';
import type { Device } from './device.ts';
import type { BackendWish, Command, Message, Port } from './protocol.ts';
import type { Timings } from './timings.ts';

/** A worker, or whatever plays one. */
export interface WorkerHandle extends Port<Command, Message> {
  /** An uncaught error in it, or a message that could not be read. */
  onDeath(handler: (detail: string) => void): void;
  terminate(): void;
}

export interface PageWorld {
  /** Rejects when the worker's program cannot be loaded. */
  spawn(): Promise<WorkerHandle>;
  /** Calls back when the page is about to draw. */
  beforeDrawing(callback: () => void): void;
  /** Calls back every `ms` milliseconds until the returned function is called. */
  every(ms: number, callback: () => void): () => void;
  /** Whether the tab is hidden. */
  hidden(): boolean;
  onHiddenChange(callback: () => void): void;
  wish(): Omit<BackendWish, 'work'>;
  /** A run found out about the device and chose a backend. */
  started(figure: FigureId, chosen: Chosen, device: Device, timings?: Timings): void;
  /** A run failed: for the console, and for the choice of the next backend. */
  failed(failure: Failure): void;
}
