import { describe, expect, it } from 'vitest';
import type { Shelf } from '../../../../src/core/kept.ts';
import { number } from '../../../../src/core/params.ts';
import { startSeeds } from '../../../../src/core/permalinks.ts';
import { randomStream } from '../../../../src/core/random.ts';
import { deltaText, knownIn, measuresOf } from '../../../../src/ui/panels/compare/deltas.ts';
import { markedPoints, MARKERS } from '../../../../src/ui/panels/compare/markers.ts';
import { pinNames } from '../../../../src/ui/panels/compare/pins-layer.tsx';
import { PIN_NAMES, pinsOf, readPins, type Pin } from '../../../../src/ui/panels/compare/pins.ts';

const table = { width: number({ label: 'width', help: '', min: 1, max: 100, step: 1, default: 10, effect: 'rerun' }) };
const pin = (name: Pin['name'], more: Partial<Pin<typeof table>> = {}): Pin<typeof table> => ({
  name,
  source: 'live',
  values: { width: 20 },
  seeds: { master: 3, streams: { init: 5 } },
  measures: { error: 0.25 },
  curves: {
    loss: [
      [0, 1],
      [10, 0.5],
    ],
  },
  ...more,
});

describe('the measures of pinned runs', () => {
  it('are those that at least one of the runs has', () => {
    const names = ['naive', 'ewc', 'gem'].map((measure) => ({ measure, label: measure, unit: 'percent' as const }));
    expect(knownIn(names, [{ ewc: 0.5, naive: NaN }, { gem: 0.25 }]).map(({ measure }) => measure)).toEqual(['ewc', 'gem']);
    expect(knownIn(names, [{}])).toEqual([]);
  });
});

describe('pins in the browser’s storage', () => {
  it('come back as they were', () => {
    const pins = [pin('A'), pin('C', { source: 'recording', measures: {} })];
    expect(readPins(table, JSON.parse(JSON.stringify(pins)))).toEqual(pins);
  });

  it('are brought into the table’s range', () => {
    expect(readPins(table, [{ ...pin('A'), values: { width: 1e9, other: 1 } }])[0]?.values).toEqual({ width: 100 });
    expect(readPins(table, [{ ...pin('A'), values: {} }])[0]?.values).toEqual({ width: 10 });
  });

  it('are left out one by one when they are damaged', () => {
    const bad = [
      null,
      7,
      'pin',
      [],
      { ...pin('A'), name: 'E' },
      { ...pin('A'), seeds: { master: -1, streams: {} } },
      { ...pin('A'), seeds: null },
      { ...pin('A'), values: [] },
      { ...pin('A'), curves: 'x' },
      { ...pin('A'), measures: null },
    ];
    expect(readPins(table, [...bad, pin('B')])).toEqual([pin('B')]);
    expect(readPins(table, { length: 3 })).toEqual([]);
  });

  it('lose what is no number and what is no curve', () => {
    const odd = {
      ...pin('A'),
      measures: { error: 'low', other: null, good: 1 },
      curves: { a: [[0, null]], b: [[0]], c: [], d: 'x', e: [[1, 2]], f: Array(5000).fill([0, 0]) },
    };
    expect(readPins(table, [odd])[0]).toMatchObject({ measures: { good: 1 }, curves: { e: [[1, 2]] } });
    expect(Object.keys(readPins(table, [odd])[0]?.curves ?? {})).toEqual(['e']);
    expect(readPins(table, [{ ...pin('A'), seeds: { master: 1, streams: { init: 'x', data: 2, odd: 3 } } }])[0]?.seeds).toEqual({
      master: 1,
      streams: { data: 2 },
    });
  });

  it('are one of a name', () => {
    expect(readPins(table, [pin('A'), pin('A', { source: 'recording' }), pin('B')]).map((p) => p.source)).toEqual(['live', 'live']);
  });

  it('never throw, whatever stands there', () => {
    const random = randomStream(startSeeds(4), 'data');
    const anything = (depth: number): unknown => {
      const kind = random.int(depth > 3 ? 5 : 8);
      if (kind < 5) return [null, random.normal(), 'A', true, undefined][kind];
      if (kind === 5) return Array.from({ length: random.int(4) }, () => anything(depth + 1));
      const keys = ['name', 'values', 'seeds', 'measures', 'curves', 'master', 'streams', '__proto__', 'width'];
      return Object.fromEntries(Array.from({ length: random.int(6) }, () => [keys[random.int(keys.length)], anything(depth + 1)]));
    };
    for (let trial = 0; trial < 3000; trial++) expect(Array.isArray(readPins(table, anything(0)))).toBe(true);
  });

  it('are kept under the figure’s name, as long as the tab', () => {
    const shelf = new Map<string, string>();
    const session: Shelf = { getItem: (k) => shelf.get(k) ?? null, setItem: (k, v) => void shelf.set(k, v), removeItem: (k) => void shelf.delete(k) };
    Object.defineProperty(globalThis, 'sessionStorage', { value: session, configurable: true });
    try {
      pinsOf('a/b', table).update(() => [pin('A')]);
      expect([...shelf.keys()]).toEqual(['book:pins:a/b']);
      expect(pinsOf('a/b', table).get()).toEqual([pin('A')]);
      expect(pinsOf('a/c', table).get()).toEqual([]);
      shelf.set('book:pins:a/b', '{"v":1,"data":');
      expect(pinsOf('a/b', table).get()).toEqual([]);
    } finally {
      Reflect.deleteProperty(globalThis, 'sessionStorage');
    }
  });
});

describe('differences', () => {
  it('have a sign; per cent differ in points', () => {
    expect(deltaText(0.275, 0.4, 'percent')).toBe('+12.5 points');
    expect(deltaText(1, 0.7, 'plain')).toBe('−0.3');
    expect(deltaText(20, 23.5, 'times')).toBe('+3.5×');
    expect(deltaText(0.5, 0.5, 'percent')).toBe('no difference');
    expect(deltaText(NaN, 1, 'plain')).toBe('');
  });

  it('are of every measure that a claim looks at, once', () => {
    const bound = (measure: string) => ({ measure, label: measure, unit: 'plain' as const, relation: '<' as const, value: 1 });
    const claim = (id: string, ...measures: string[]) => ({ id, text: '', paper: { cite: '', says: '' }, bounds: measures.map(bound), share: 1 });
    expect(measuresOf([claim('x', 'a', 'b'), claim('y', 'b', 'c')]).map((m) => m.measure)).toEqual(['a', 'b', 'c']);
  });
});

describe('marks', () => {
  const line = Array.from({ length: 101 }, (_, k) => [k, 2 * k] as const);

  it('lie on the line, end with it, and differ from pin to pin', () => {
    const all = PIN_NAMES.map((name) => markedPoints(name, line));
    for (const marks of all) {
      for (const [x, y] of marks) expect(y).toBeCloseTo(2 * x, 9);
      expect(marks.at(-1)).toEqual([100, 200]);
    }
    const places = all.flatMap((marks) => marks.slice(0, -1).map(([x]) => x));
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(Object.values(MARKERS)).size).toBe(4);
  });

  it('of a single point are one, of none none', () => {
    expect(markedPoints('B', [[3, 4]])).toEqual([[3, 4]]);
    expect(markedPoints('B', [])).toEqual([]);
  });

  it('are named at the curve that the chart is about', () => {
    const spec = {
      title: '',
      x: { label: '' },
      y: { label: '' },
      curves: { known: { label: 'k', concept: 'train', role: 'expected' }, other: { label: 'o', concept: 'test' }, loss: { label: 'l', concept: 'train' } },
      gap: ['known', 'loss'],
    } as const;
    expect(pinNames([pin('A'), pin('B', { curves: {} })], spec)).toEqual([{ key: 'pin A', label: 'pin A', concept: 'train', role: 'expected', at: [10, 0.5] }]);
  });
});
