/** What the frame needs of the lab. A figure passes the real one in; tests pass a small one. */
import type { Declaration, FigureId } from '../../core/experiment.ts';
import type { ParamTable } from '../../core/params.ts';
import type { Recording } from '../../core/recordings.ts';
import type { BackendChoice, Session } from '../../core/session.ts';

/** The reader's choice of backend, for the whole book, and why each figure's last run got the one that it got. */
export interface Device {
  readonly choice: BackendChoice;
  readonly chosen: Readonly<Partial<Record<FigureId, { readonly reason: string }>>>;
}

export interface LabClient {
  /** Loads no tensor code: the worker starts with the first run. */
  createSession<T extends ParamTable, V>(declaration: Declaration<T>, recording?: Recording<V>): Session<T, V>;
  /** The same promise on every call. */
  device(): Promise<DeviceStore>;
}

export interface DeviceStore {
  subscribe(listener: () => void): () => void;
  /** The same object between changes. */
  snapshot(): Device;
  serverSnapshot(): Device;
  choose(choice: BackendChoice): void;
}
