/** Parameter tables for the tests: one that has everything, and a generator of random states and of bad links. */
import {
  cellOf,
  choice,
  lastPosition,
  matrix,
  number,
  points,
  toggle,
  valueAt,
  type AnyValue,
  type Param,
  type ParamTable,
  type Values,
} from '../../../src/core/params.ts';
import type { FigureState } from '../../../src/core/permalinks.ts';
import { MAX_SEED, STREAMS, type Random } from '../../../src/core/random.ts';

export const table = {
  count: number({ label: 'count', help: '', effect: 'rerun', min: 0, max: 10, step: 1, default: 3 }),
  angle: number({ label: 'angle', help: '', effect: 'rerun', min: -90, max: 180, step: 0.1, default: 0 }),
  rate: number({ label: 'rate', help: '', effect: 'rerun', min: 1e-5, max: 10, step: 10, scale: 'log', default: 0.1 }),
  method: choice({
    label: 'method',
    help: '',
    effect: 'probe',
    default: 'a',
    options: [
      { value: 'a', label: 'A' },
      { value: 'b-1', label: 'B' },
    ],
  }),
  show: toggle({ label: 'show', help: '', effect: 'redraw', default: false }),
  spots: points({ label: 'spots', help: '', effect: 'rerun', most: 12, extent: 5, classes: ['one', 'two', 'three'], default: [] }),
  kernel: matrix({ label: 'kernel', help: '', effect: 'rerun', rows: 2, columns: 3, min: -2, max: 2, step: 0.25, default: [0, 0, 0, 0, 1, 0] }),
} as const satisfies ParamTable;

export function randomValue(p: Param, random: Random): AnyValue {
  switch (p.kind) {
    case 'number':
      return valueAt(p, random.int(lastPosition(p) + 1));
    case 'choice':
      return p.options[random.int(p.options.length)]?.value ?? p.default;
    case 'toggle':
      return random.int(2) === 1;
    case 'matrix':
      return Array.from({ length: p.rows * p.columns }, () => cellOf(p, p.min + (random.int(1001) / 1000) * (p.max - p.min)));
    case 'points':
      return Array.from({ length: random.int(p.most + 1) }, () => ({
        x: coordinate(p.extent, random),
        y: coordinate(p.extent, random),
        of: random.int(p.classes.length),
      }));
  }
}

const coordinate = (extent: number, random: Random) => (random.int(2 * extent * 100 + 1) - extent * 100) / 100;

export function randomState<T extends ParamTable>(params: T, random: Random): FigureState<T> {
  const values = Object.fromEntries(Object.entries(params).map(([key, p]) => [key, random.int(3) ? randomValue(p, random) : p.default])) as Values<T>;
  const streams = Object.fromEntries(STREAMS.filter(() => random.int(3) === 0).map((s) => [s, random.int(MAX_SEED + 1)]));
  return { values, seeds: { master: random.int(2) ? random.int(MAX_SEED + 1) : 0, streams } };
}

const NASTY = [
  '',
  '~',
  ':',
  '~~~',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '0x10',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '<script>',
  '%00',
  '%',
  '\u0000',
  '💥',
  '\ud800',
  ' ',
  '1~',
  '2',
  '99999999999',
  '-1',
  '1.5',
  'null',
  'undefined',
  '[object Object]',
  '{}',
  '1~count',
  '1~count:',
  '1~:3',
  '1~count:3:4',
  '1~seed:-1',
  '1~seed:1e3',
  '1~spots:1_2',
  '1~spots:1_2_3_4',
  '1~spots:,,,',
  '1~spots:9_1_1',
  '1~spots:0_NaN_1',
  '1~kernel:1_2',
  '1~kernel:_____',
  '1~kernel:9_9_9_9_9_9',
  '1~kernel:0_0_0_NaN_0_0',
  '1~kernel:0_0_0_1e999_0_0',
  '1~rate:0',
  '1~method:c',
  '1~show:1',
  '1~count:4~count:x',
];

/** A text that is a damaged link, or no link at all. */
export function badLink(good: string, random: Random): string {
  const pick = () => NASTY[random.int(NASTY.length)] ?? '';
  const at = random.int(good.length + 1);
  switch (random.int(6)) {
    case 0:
      return pick();
    case 1:
      return good.slice(0, at) + pick() + good.slice(at);
    case 2:
      return good.slice(0, at) + String.fromCharCode(random.int(0x10000)) + good.slice(at + 1);
    case 3:
      return `1~${pick()}:${pick()}~${pick()}`;
    case 4:
      return `1~count:${pick()}~angle:${pick()}~rate:${pick()}~spots:${pick()}~seed:${pick()}`;
    default:
      return good + '~'.repeat(random.int(3)) + good.repeat(random.int(40));
  }
}
