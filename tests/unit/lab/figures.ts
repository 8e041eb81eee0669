/** Two figures on one page, and short names for what their sessions show. */
import type { Session } from '../../../src/core/session.ts';
import { createSession } from '../../../src/lab/session.ts';
import { openPage, sleep, type Page } from './harness.ts';
import { toy, toyDeclaration, type ToyOptions, type ToyParams, type ToyView } from './toys.ts';

export type ToySession = Session<ToyParams, ToyView>;

let page: Page | undefined;

/** Ends the page that a test opened. */
export const closePage = () => page?.close();

/** Has a page ended with its test. */
export function keep(opened: Page): Page {
  page = opened;
  return opened;
}

export const slow: Pick<ToyOptions, 'onStep'> = { onStep: () => sleep(1) };

/** A page with two figures, a and b. */
export function twoFigures(options: ToyOptions = slow, how: { slow?: boolean } = {}): { page: Page; a: ToySession; b: ToySession } {
  const opened = openPage({ experiments: [toy({ ...options, id: 'toy/a' }), toy({ ...options, id: 'toy/b' })] }, how);
  page = opened;
  const session = (id: 'toy/a' | 'toy/b') => createSession<ToyParams, ToyView>(toyDeclaration(id), undefined, opened.client);
  return { page: opened, a: session('toy/a'), b: session('toy/b') };
}

export const state = (steps: number, master = 0) => ({ values: { steps, work: 0 }, seeds: { master, streams: {} } });
export const status = (session: ToySession) => session.snapshot().state.status;
export const why = (session: ToySession) => {
  const { state: s } = session.snapshot();
  return s.status === 'paused' ? s.why : undefined;
};
export const at = (session: ToySession) => session.snapshot().trace.t.at(-1) ?? 0;
export const rows = (session: ToySession) => [...session.snapshot().trace.t];
export const count = (n: number) => Array.from({ length: n }, (_, k) => k + 1);
export const LONG = 100_000;
