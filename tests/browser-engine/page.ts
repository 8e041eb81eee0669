/** What the page offers to run.mjs: the names of the tests, and a way to run one. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '../../src/nn/tf.ts';
import { agreement } from './agreement.ts';
import { bench } from './bench.ts';
import { between } from './between.ts';
import { count } from './count.ts';
import { errors } from './errors.ts';
import type { Test } from './harness.ts';
import { loss } from './loss-of-context.ts';
import { sweeps } from './sweeps.ts';
import { waiting } from './waiting.ts';

// the context is lost last
const tests: Record<string, readonly Test[]> = { test: [...agreement, ...count, ...between, ...errors, ...sweeps, ...waiting, ...loss], bench };

async function start(): Promise<void> {
  await tf.setBackend('webgl');
  await tf.ready();
}

const names = (kind: string): string[] => (tests[kind] ?? []).map(({ name }) => name);

async function run(kind: string, name: string): Promise<{ ok: boolean; text: string; ms: number }> {
  const test = tests[kind]?.find((t) => t.name === name);
  const began = performance.now();
  try {
    if (!test) throw new Error('there is no such test');
    const text = (await test.run()) ?? '';
    return { ok: true, text, ms: performance.now() - began };
  } catch (thrown) {
    return { ok: false, text: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown), ms: performance.now() - began };
  }
}

Object.assign(globalThis, { tests: { start, names, run } });
