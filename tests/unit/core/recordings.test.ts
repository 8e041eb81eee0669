import { describe, expect, it } from 'vitest';
import { fromText, readRecording, RECORDING_SCHEMA, type Recording } from '../../../src/core/recordings.ts';
import { toText } from '../../../src/core/to-text.ts';
import { xoshiro128 } from '../../../src/core/random.ts';

const recording: Recording = {
  schema: RECORDING_SCHEMA,
  figure: 'chapter/name',
  made: {
    values: { a: 1, b: 'x', c: true, d: [{ x: 1, y: 2, of: 0 }] },
    seeds: { master: 3, streams: { init: 4 } },
    backend: 'wasm',
    tfjs: '4.22.0',
    code: 'abc',
    trace: '0123abcd',
  },
  trace: { t: Float64Array.of(0, 1), columns: { loss: Float64Array.of(1.5, NaN) } },
  views: [
    { t: 1, view: { pixels: Uint8Array.of(0, 255), line: Float32Array.of(0.1, -Infinity), nested: [{ deep: Int32Array.of(-1) }], none: Float32Array.of() } },
  ],
  measures: { accuracy: 0.9, unknown: NaN },
  probes: { 'attack/fgsm/0.1': { push: Float32Array.of(1e-30) } },
  tallies: [{ claim: 'c', held: 19, of: 20, firstSeed: 0, measured: { accuracy: [0.9, 0.8, Infinity] } }],
};

describe('recordings', () => {
  it('come back from text as they were, to the last bit', () => {
    expect(readRecording(toText(recording), 'chapter/name')).toEqual(recording);
  });

  it('keep arrays that are parts of larger buffers', () => {
    const part = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
    expect(fromText(toText(part))).toEqual(Float32Array.of(2, 3));
  });

  it('keep 100 random arrays of every kind', () => {
    const random = xoshiro128([9, 9, 9, 9]);
    for (let k = 0; k < 100; k++) {
      const bytes = Uint8Array.from({ length: 8 * random.int(500) }, () => random.int(256));
      const { buffer } = bytes;
      for (const array of [bytes, new Int8Array(buffer), new Uint16Array(buffer), new Int32Array(buffer), new Uint32Array(buffer)])
        expect(fromText(toText(array))).toEqual(array);
    }
  });

  it.each([
    ['no JSON', 'hello'],
    ['an empty file', ''],
    ['another schema', toText({ ...recording, schema: 999 })],
    ['another figure', toText({ ...recording, figure: 'other/name' })],
    ['a list', '[]'],
    ['null', 'null'],
    ['no trace', toText({ ...recording, trace: undefined })],
    ['a trace of lists', toText({ ...recording, trace: { t: [], columns: {} } })],
    ['an array cut short', toText(recording).replace(/"base64":"(\w{4})[^"]*"/, '"base64":"$1"')],
    ['an array of an unknown kind', toText(recording).replace('"f64"', '"f99"')],
  ])('are undefined from %s', (_what, text) => {
    expect(readRecording(text, 'chapter/name')).toBeUndefined();
  });
});
