import { expect, it } from 'vitest';
import { randomStream, type Random } from '../../../src/core/random.ts';
import type { PauseReason, Session } from '../../../src/core/session.ts';
import { createSession } from '../../../src/lab/session.ts';
import { openPage, sleep, until, type FakeWorker, type Page } from './harness.ts';
import { newLedger, toy, toyDeclaration, type Ledger, type ToyParams, type ToyView } from './toys.ts';

const SEQUENCES = 1000;
const AT_ONCE = 50;
const LONGEST = 25;
const FIGURES = ['toy/a', 'toy/b', 'toy/c'] as const;

/** What a reader who was told all rules expects of one figure. */
interface Model {
  phase: 'idle' | 'active' | 'done' | 'cancelled' | 'failed';
  stop: PauseReason | undefined;
  visible: boolean;
  /** The worker was killed or hung, or lost its graphics card, while the run was active. */
  disturbed: boolean;
}

interface Play {
  readonly page: Page;
  readonly sessions: readonly Session<ToyParams, ToyView>[];
  readonly models: readonly Model[];
  hidden: boolean;
  readonly story: string[];
}

const COMMANDS = [
  'run',
  'run',
  'pause',
  'resume',
  'resume',
  'step',
  'step',
  'rewind',
  'cancel',
  'probe',
  'visible',
  'hide',
  'crash',
  'hang',
  'lose',
  'lose',
  'wait',
  'wait',
  'wait',
] as const;

function start(model: Model, others: readonly Model[], stop: Model['stop']): void {
  Object.assign(model, { phase: 'active', stop, disturbed: false });
  giveWay(others);
}

function giveWay(others: readonly Model[]): void {
  for (const other of others) if (other.phase === 'active') other.stop ??= 'another-figure';
}

async function act(play: Play, random: Random): Promise<void> {
  const command = COMMANDS[random.int(COMMANDS.length)] ?? 'wait';
  const k = random.int(FIGURES.length);
  const session = play.sessions[k];
  const model = play.models[k];
  if (!session || !model) throw new Error('no such figure');
  const others = play.models.filter((m) => m !== model);
  const active = model.phase === 'active';
  const state = { values: { steps: random.int(2) ? 500 : 1 + random.int(40), work: 0 }, seeds: { master: 0, streams: {} } };
  play.story.push(`${command} ${FIGURES[k] ?? ''}`);
  switch (command) {
    case 'run':
      session.run(state);
      start(model, others, undefined);
      break;
    case 'step':
      session.step(state);
      if (active) giveWay(others);
      if (active) model.stop = 'reader';
      else start(model, others, 'reader');
      break;
    case 'pause':
      session.pause();
      if (active) model.stop = 'reader';
      break;
    case 'resume':
      session.resume();
      if (active && model.stop) {
        model.stop = undefined;
        giveWay(others);
      }
      break;
    case 'cancel':
      session.cancel();
      if (active) model.phase = 'cancelled';
      break;
    case 'rewind':
      session.rewind();
      model.phase = 'idle';
      break;
    case 'probe':
      session.probe('double', 1, state.values).catch(() => {});
      break;
    case 'visible':
      model.visible = random.int(3) > 0;
      session.setVisible(model.visible);
      break;
    case 'hide':
      play.hidden = random.int(3) === 0;
      play.page.hide(play.hidden);
      break;
    case 'crash':
    case 'hang':
      for (const m of play.models) m.disturbed ||= m.phase === 'active';
      if (command === 'crash') play.page.workers.at(-1)?.crash();
      else for (const worker of play.page.workers.slice(-1)) worker.hung = true;
      break;
    case 'lose':
      // the first loss is made up for, the second ends a run
      for (const m of play.models) m.disturbed ||= m.phase === 'active';
      play.page.workers.at(-1)?.loseContext();
      break;
    case 'wait':
      await sleep(random.int(4));
      break;
  }
}

/** Runs may have ended since the last look, and nothing else may have happened by itself. */
function look({ sessions, models, hidden }: Play): void {
  let running = 0;
  for (const [k, session] of sessions.entries()) {
    const model = models[k];
    if (!model) throw new Error('no such figure');
    const { state, trace, source, canProbe } = session.snapshot();
    if (model.phase === 'active' && state.status === 'done') model.phase = 'done';
    if (model.phase === 'active' && state.status === 'failed' && model.disturbed) model.phase = 'failed';
    if (model.phase !== 'active') expect(state.status).toBe(model.phase);
    else if (state.status !== 'warming') {
      const why = model.stop ?? (hidden ? 'hidden-tab' : model.visible ? undefined : 'off-screen');
      expect(state.status === 'paused' ? state.why : state.status).toBe(why ?? 'running');
    }
    if (state.status === 'running') running++;
    if (canProbe) expect(state.status).toBe('done');
    if (source === 'live') expect([...trace.t]).toEqual(Array.from(trace.t, (_, row) => row + 1));
  }
  expect(running).toBeLessThanOrEqual(1);
}

async function playOnce(sequence: number): Promise<void> {
  const random = randomStream({ master: sequence, streams: {} }, 'order', 'fuzz');
  const ledgers: Ledger[] = []; // a worker's each
  const onStep = () => new Promise<void>((resolve) => setImmediate(resolve));
  const page = openPage(() => {
    const ledger = newLedger();
    ledgers.push(ledger);
    return { experiments: FIGURES.map((id) => toy({ id, ledger, onStep })), tensors: () => ledger.tensors };
  });
  const sessions = FIGURES.map((id) => createSession<ToyParams, ToyView>(toyDeclaration(id), undefined, page.client));
  const models = FIGURES.map((): Model => ({ phase: 'idle', stop: undefined, visible: true, disturbed: false }));
  const play: Play = { page, sessions, models, hidden: false, story: [] };
  try {
    for (let n = 3 + random.int(LONGEST - 2); n > 0; n--) {
      await act(play, random);
      look(play);
    }
    await comesToRest(play);
    const free = (worker: FakeWorker, k: number) => worker.terminated || worker.hung || ledgers[k]?.tensors === 0;
    await until(() => page.workers.every(free), 'every tensor to be freed');
    expect(page.world.warnings).toEqual([]);
  } catch (thrown) {
    throw new Error(`sequence ${sequence}: ${play.story.join(', ')}`, { cause: thrown });
  } finally {
    page.close();
  }
}

/** Whatever happened, each figure can be brought to its end, run again, and asked. */
async function comesToRest({ page, sessions }: Play): Promise<void> {
  page.hide(false);
  const heart = setInterval(() => page.tick(), 2);
  try {
    for (const session of sessions) {
      session.setVisible(true);
      session.resume();
      await until(() => ['done', 'failed', 'idle', 'cancelled'].includes(session.snapshot().state.status), 'an end');
      while (session.snapshot().state.status !== 'done') {
        session.run({ values: { steps: 3, work: 0 }, seeds: { master: 0, streams: {} } });
        await until(() => ['done', 'failed'].includes(session.snapshot().state.status), 'a fresh run’s end');
      }
      if (session.snapshot().canProbe) expect(await session.probe('double', 1, { steps: 3, work: 0 })).toMatchObject({ twice: 2 });
    }
    for (const session of sessions) session.rewind();
  } finally {
    clearInterval(heart);
  }
}

it(`no word, death or silence wedges a figure: ${SEQUENCES} random sequences against a model`, async () => {
  for (let first = 0; first < SEQUENCES; first += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, SEQUENCES - first) }, (_, k) => playOnce(first + k)));
  }
}, 240_000);
