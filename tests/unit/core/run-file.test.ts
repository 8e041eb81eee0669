/** Runs as files: there and back to the last bit, and 10,000 files that nobody should have made. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '../../../src/core/experiment.ts';
import type { Outcome } from '../../../src/core/outcomes.ts';
import type { ParamTable } from '../../../src/core/params.ts';
import { xoshiro128, type Random } from '../../../src/core/random.ts';
import { LARGEST, readRun } from '../../../src/core/read-run.ts';
import { fromText, readRecording, type Picture, type Recording } from '../../../src/core/recordings.ts';
import { runFileOf, type Made } from '../../../src/core/run-file.ts';
import { toText } from '../../../src/core/to-text.ts';
import { hashRun } from '../../../src/core/trace.ts';
import { declaration as perturbation } from '../../../src/figures/dumb-errors/perturbation/declaration.ts';
import { declaration as lineDeclaration } from '../../../src/figures/forget/line/declaration.ts';
import line from '../../../src/figures/forget/line/experiment.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { randomState } from './tables.ts';
import { runOnce } from '../figures/support.ts';

const recordingOf = (id: `${string}/${string}`): Recording => {
  const found = readRecording(readFileSync(`public/recordings/${id}.json`, 'utf8'), id);
  if (!found) throw new Error(`no recording of ${id}`);
  return found;
};
const FIGURES: readonly [name: string, declaration: Declaration, recording: Recording][] = [
  ['forget/line', lineDeclaration as unknown as Declaration, recordingOf('forget/line')],
  ['dumb-errors/perturbation', perturbation as unknown as Declaration, recordingOf('dumb-errors/perturbation')],
];

const made = (pictures: readonly Picture[]): Made => ({
  number: '9.1',
  address: 'https://book.example/forget/#figure-forget-line',
  backend: 'wasm',
  book: '0.1.0',
  tfjs: '4.22.0',
  from: 'live',
  pictures,
});

const outcomeOf = <T extends ParamTable>(declaration: Declaration<T>, { made: { seeds }, trace, measures, views }: Recording, random: Random): Outcome<T> => ({
  values: randomState(declaration.params, random).values,
  seeds,
  trace,
  measures,
  ...(views.at(-1) && { view: views.at(-1)?.view }),
});

describe.each(FIGURES)('a run of %s', (_name, declaration, recording) => {
  const examples = recording.views.map((p) => p.view);
  const random = xoshiro128([5, 6, 7, 8]);

  it('comes back as it was taken away, to the last bit', () => {
    for (let k = 0; k < 50; k++) {
      const outcome = outcomeOf(declaration, recording, random);
      const file = runFileOf(declaration, outcome, { ...made(recording.views), assignment: { question: '<b>Why?</b>', answer: 'ε', fixed: ['seed'] } });
      const { run, problems } = readRun(toText(file, 1), declaration, examples);
      expect(problems).toEqual([]);
      expect(run).toEqual({
        values: outcome.values,
        seeds: outcome.seeds,
        trace: outcome.trace,
        measures: outcome.measures,
        pictures: recording.views,
        backend: 'wasm',
        madeBy: 'book 0.1.0, tfjs 4.22.0',
        assignment: { question: '<b>Why?</b>', answer: 'ε', fixed: ['seed'] },
      });
    }
  });

  it('keeps NaN, ±∞, −0 and what lies in parts of larger buffers', () => {
    const { view } = recording.views.at(-1) ?? { view: {} };
    const strange = { ...(view as object), extra: [NaN, Infinity, -Infinity, -0, Float32Array.of(1, NaN, -0, 3).subarray(1, 3)] };
    const outcome = { ...outcomeOf(declaration, recording, random), view: strange, measures: { a: NaN, b: -Infinity, c: -0 } };
    const { run } = readRun(toText(runFileOf(declaration, outcome, made([{ t: 0, view: strange }]))), declaration, examples);
    expect(run?.pictures[0]?.view).toStrictEqual(strange); // which tells −0 from 0
    expect(run?.measures).toEqual(outcome.measures);
  });

  it('says which claims it tested and how they came out', () => {
    const outcome = { ...outcomeOf(declaration, recording, random), values: recording.made.values };
    const { verdicts } = runFileOf(declaration, outcome, made([]));
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts[0]?.measured[0]?.needs).toMatch(/^[<>≤≥] [\d.]+$/);
  });

  it.each([
    ['', /no run of this book/],
    ['hello', /no run of this book/],
    ['{}', /no run of this book/],
    ['null', /no run of this book/],
    ['['.repeat(200_000), /no run of this book/],
    ['[{"a":'.repeat(20_000) + '1' + '}]'.repeat(20_000), /no run of this book/],
    [toText({ ...runFileOf(declaration, outcomeOf(declaration, recording, random), made([])), version: 2 }), /newer version/],
    [toText({ ...runFileOf(declaration, outcomeOf(declaration, recording, random), made([])), version: '1' }), /damaged/],
    [toText({ ...runFileOf(declaration, outcomeOf(declaration, recording, random), made([])), figure: 'other/figure' }), /another figure, “other\/figure”/],
    [toText({ ...runFileOf(declaration, outcomeOf(declaration, recording, random), made([])), measures: { other: 1 } }), /check sum/],
    [' '.repeat(LARGEST + 1), /larger than 20 MB/],
  ])('is no %#: a sentence', (text, sentence) => {
    const { run, problems } = readRun(text, declaration, examples);
    expect(run).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(sentence);
  });

  it('is not damaged by 5,000 hostile files: each gets a sentence or is a whole run', () => {
    const good = toText(runFileOf(declaration, outcomeOf(declaration, recording, random), made(recording.views.slice(-2))));
    let refused = 0;
    for (let k = 0; k < 5000; k++) {
      const { run, problems } = readRun(spoil(good, random), declaration, examples);
      for (const problem of problems) expect(problem).toMatch(/^[\s\S]+\.$/);
      if (!run) {
        refused++;
        expect(problems).toHaveLength(1);
        continue;
      }
      expect(Object.keys(run.values)).toEqual(Object.keys(declaration.params));
      expect(Object.keys(run.trace.columns)).toEqual(Object.keys(declaration.series));
      for (const column of Object.values(run.trace.columns)) expect(column).toHaveLength(run.trace.t.length);
      expect(run.seeds.master).toSatisfy(Number.isInteger);
    }
    expect(refused).toBeGreaterThan(2000);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});

describe('a live run of forget/line', () => {
  beforeAll(() => startInNode('wasm'));

  it('has 60 pictures at other settings than the recording’s, and all come back', async () => {
    const values = { ...randomState(lineDeclaration.params, xoshiro128([1, 1, 2, 3])).values, stepsA: 50, stepsB: 70 };
    const { trace, measures, views } = await runOnce(line, values, 5, { views: 60 });
    const outcome: Outcome<typeof lineDeclaration.params> = { values, seeds: { master: 5, streams: {} }, trace, measures };
    const text = toText(runFileOf(lineDeclaration, outcome, made(views)), 1);
    const { run, problems } = readRun(text, lineDeclaration, FIGURES[0]?.[2].views.map((p) => p.view) ?? []);
    expect(problems).toEqual([]);
    expect(views.length).toBeGreaterThan(40);
    expect(run?.pictures).toEqual(views);
    expect(hashRun(run?.trace ?? trace, run?.measures ?? {})).toBe(hashRun(trace, measures));
  });
});

const POISON: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x'.repeat(100),
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  [],
  {},
  [[[[[]]]]],
  { $array: 'f64', base64: '' },
  { $array: 'constructor', base64: 'AAAA' },
  { $array: 'f32', base64: '!!' },
  { $number: 'NaN' },
  { $number: 'x' },
  { toString: 1, valueOf: 1 },
  { length: 1e9 },
];
const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'length', 'then', 'polluted', '$array', '$number', 't', 'view', ''];

/** A file with one to three things wrong with it; often with a check sum that fits again. */
function spoil(good: string, random: Random): string {
  const pick = <X>(list: readonly X[]): X => list[random.int(list.length)] as X;
  if (random.int(4) === 0) {
    const at = random.int(good.length);
    const bits = [
      '',
      String.fromCharCode(random.int(0x10000)),
      '}',
      ']',
      '"',
      '{"__proto__":{"polluted":1}}',
      good.slice(random.int(good.length), random.int(good.length)),
    ];
    return good.slice(0, at) + pick(bits) + good.slice(at + random.int(3));
  }
  const file = JSON.parse(good) as Record<string, unknown>;
  for (let wrongs = 1 + random.int(3); wrongs > 0; wrongs--) {
    // down to a random place
    let here: Record<string, unknown> | unknown[] = file;
    for (let depth = random.int(7); depth > 0; depth--) {
      const inside: Record<string, unknown>[] = Object.values<unknown>(here).filter((x): x is Record<string, unknown> => typeof x === 'object' && x !== null);
      if (inside.length) here = pick(inside);
    }
    const key = random.int(3) ? (pick(Object.keys(here).concat('0')) ?? '0') : pick(KEYS);
    if (Array.isArray(here)) here[random.int(here.length + 1)] = structuredClone(pick(POISON));
    else if (random.int(5) === 0) Reflect.deleteProperty(here, key);
    else Object.defineProperty(here, key, { value: structuredClone(pick(POISON)), enumerable: true, configurable: true, writable: true });
  }
  if (random.int(2)) {
    try {
      const { trace, measures } = fromText(JSON.stringify(file)) as { trace: Parameters<typeof hashRun>[0]; measures: Record<string, number> };
      file['check'] = hashRun(trace, measures);
    } catch {
      // nothing that could be summed up
    }
  }
  return JSON.stringify(file);
}
