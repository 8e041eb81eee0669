/** What the lecture and the window with its notes say to each other. One channel a chapter. */
import { KEYS, type Action } from './keys.ts';
import type { Notes } from './notes.ts';

export type Message =
  /** The notes' window is there and knows nothing yet. */
  | { readonly type: 'hello' }
  | { readonly type: 'notes'; readonly notes: Notes }
  /** A key was pressed there. */
  | { readonly type: 'act'; readonly action: Action }
  /** The lecture is over. */
  | { readonly type: 'end' };

export interface Line {
  send(message: Message): void;
  close(): void;
}

export function openLine(hear: (message: Message) => void): Line {
  const channel = new BroadcastChannel(`book:lecture:${location.pathname}`);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (message) hear(message);
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  return { send: (message) => channel.postMessage(message), close: () => channel.close() };
}

/** Another version of the book may be open in another tab: what is not understood is not heard. */
export function readMessage(data: unknown): Message | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  switch (data.type) {
    case 'hello':
    case 'end':
      return { type: data.type };
    case 'act': {
      const action = 'action' in data ? KEYS.find((k) => k.action === data.action)?.action : undefined;
      return action && { type: 'act', action };
    }
    case 'notes':
      return 'notes' in data && isNotes(data.notes) ? { type: 'notes', notes: data.notes } : undefined;
    default:
      return undefined;
  }
}

function isNotes(x: unknown): x is Notes {
  if (typeof x !== 'object' || x === null) return false;
  const { at, of, current, points, run, elapsed } = x as Partial<Record<keyof Notes, unknown>>;
  const numbers = [at, of, elapsed].every((n) => typeof n === 'number');
  return numbers && typeof run === 'string' && Array.isArray(points) && points.every((p) => typeof p === 'string') && isText(current);
}

const isText = (x: unknown): boolean => typeof x === 'object' && x !== null && 'headline' in x && typeof x.headline === 'string';
