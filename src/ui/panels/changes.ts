/** What two settings differ in, in the words of the knobs: "angle φ: 60° → 130°". */
import type { AnyValue, Param, ParamTable, Values } from '../../core/params.ts';
import { same } from '../../core/params.ts';
import { STREAMS, type Seeds, type Stream } from '../../core/seeds.ts';
import { readout } from '../controls/readout.ts';

export interface Change {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

interface Setting<T extends ParamTable> {
  readonly values: Values<T>;
  readonly seeds: Seeds;
}

/** Only what asks for a new run: the rest changes no curve and no measure. */
export function changesBetween<T extends ParamTable>(table: T, from: Setting<T>, to: Setting<T>): Change[] {
  return [...valueChanges(table, from.values, to.values), ...seedChanges(from.seeds, to.seeds)];
}

export function valueChanges<T extends ParamTable>(table: T, from: Values<T>, to: Values<T>): Change[] {
  const was: Readonly<Record<string, AnyValue>> = from;
  const is: Readonly<Record<string, AnyValue>> = to;
  return Object.entries<Param>(table).flatMap(([key, p]) => {
    const [a, b] = [was[key] ?? p.default, is[key] ?? p.default];
    return p.effect === 'rerun' && !same(a, b) ? [{ label: p.label, ...between(p, a, b) }] : [];
  });
}

/** Two lists of points may have the same length and still differ, and so may two matrices. */
function between(p: Param, a: AnyValue, b: AnyValue): Omit<Change, 'label'> {
  const [from, to] = [valueText(p, a), valueText(p, b)];
  return from === to ? { from, to: p.kind === 'matrix' ? `${to}, others` : `${to}, elsewhere` } : { from, to };
}

export function valueText(p: Param, value: AnyValue): string {
  switch (p.kind) {
    case 'number':
      return typeof value === 'number' ? readout(p, value) : String(value);
    case 'choice':
      return p.options.find((o) => o.value === value)?.label ?? String(value);
    case 'toggle':
      return value === true ? 'on' : 'off';
    case 'points': {
      const count = Array.isArray(value) ? value.length : 0;
      return count === 1 ? '1 point' : `${count || 'no'} points`;
    }
    case 'matrix':
      return p.presets?.find((preset) => same(preset.value, value))?.name ?? `${p.rows} × ${p.columns} numbers`;
  }
}

const STREAM_LABELS: Record<Stream, string> = {
  data: 'seed of the data',
  init: 'seed of the starting weights',
  order: 'seed of the order',
  noise: 'seed of the noise',
};

/** A stream without a number of its own follows the seed. */
function seedChanges(from: Seeds, to: Seeds): Change[] {
  const master = from.master === to.master ? [] : [{ label: 'seed', from: String(from.master), to: String(to.master) }];
  const own = ({ streams }: Seeds, stream: Stream) => streams[stream]?.toString() ?? 'as the seed';
  const streams = STREAMS.filter((stream) => from.streams[stream] !== to.streams[stream]);
  return [...master, ...streams.map((stream) => ({ label: STREAM_LABELS[stream], from: own(from, stream), to: own(to, stream) }))];
}
