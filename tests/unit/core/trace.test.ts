import { describe, expect, it } from 'vitest';
import { emptyTrace, hashTrace, joinTraces, thin, TraceBuilder } from '../../../src/core/trace.ts';

function built(rows: readonly (readonly [t: number, values: Record<string, number> | undefined])[]) {
  const builder = new TraceBuilder(['a', 'b']);
  for (const [t, values] of rows) builder.append(t, values);
  return builder.take();
}

describe('TraceBuilder', () => {
  it('makes columns with NaN where a step had no value, and no row for a step without values', () => {
    expect(
      built([
        [0, { a: 1 }],
        [1, undefined],
        [2, { b: 5 }],
      ]),
    ).toEqual({ t: Float64Array.of(0, 2), columns: { a: Float64Array.of(1, NaN), b: Float64Array.of(NaN, 5) } });
  });

  it('hands out each row once', () => {
    const builder = new TraceBuilder(['a']);
    builder.append(1, { a: 1 });
    expect(builder.length).toBe(1);
    const first = builder.take();
    expect(builder.length).toBe(0);
    builder.append(2, { a: 2 });
    expect(joinTraces(first, builder.take())).toEqual({ t: Float64Array.of(1, 2), columns: { a: Float64Array.of(1, 2) } });
  });
});

describe('thin', () => {
  const long = { t: Float64Array.from({ length: 1000 }, (_, i) => i), columns: { a: Float64Array.from({ length: 1000 }, (_, i) => 2 * i) } };

  it('keeps the first and the last row, and the columns in step', () => {
    const short = thin(long, 50);
    expect([short.t.length, short.t[0], short.t[49]]).toEqual([50, 0, 999]);
    expect([...(short.columns.a ?? [])]).toEqual([...short.t].map((t) => 2 * t));
  });

  it('leaves a short trace alone', () => {
    expect(thin(long, 1000)).toBe(long);
    expect(thin(emptyTrace(['a']), 10)).toEqual(emptyTrace(['a']));
  });
});

describe('hashTrace', () => {
  const trace = built([
    [0, { a: 1, b: 2 }],
    [1, { a: 3 }],
  ]);

  it('is shared by equal traces, in whatever order their columns stand', () => {
    const { a, b } = trace.columns;
    expect(hashTrace({ t: trace.t, columns: { b: b ?? trace.t, a: a ?? trace.t } })).toBe(hashTrace(trace));
    expect(hashTrace(trace)).toMatch(/^[0-9a-f]{8}$/);
  });

  it('changes with the last bit of any number', () => {
    const hashes = [
      trace,
      built([
        [0, { a: 1, b: 2 }],
        [1, { a: 3 + 4e-16 * 2 }],
      ]),
      built([
        [0, { a: 1, b: 2 }],
        [1.0000000000000002, { a: 3 }],
      ]),
      built([
        [0, { a: 2, b: 1 }],
        [1, { a: 3 }],
      ]),
      built([
        [0, { a: 1, b: 2 }],
        [1, { b: 3 }],
      ]),
    ].map((t) => hashTrace(t));
    expect(new Set([...hashes, hashTrace(trace, [1]), hashTrace(trace, [2])]).size).toBe(7);
  });
});
