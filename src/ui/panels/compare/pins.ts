/** Pinned runs: what is kept of each, and where. They last as long as the tab. */
import type { Measures } from '../../../core/claims.ts';
import type { FigureId } from '../../../core/experiment.ts';
import { kept, type Kept } from '../../../core/kept.ts';
import { outcomeOf } from '../../../core/outcomes.ts';
import { checkAll, type ParamTable, type Values } from '../../../core/params.ts';
import type { Snapshot } from '../../../core/session.ts';
import { MAX_SEED, STREAMS, type Seeds } from '../../../core/seeds.ts';
import type { Point } from '../../../plots/curves.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { measuredCurves, type CurvePoints } from '../curves-of.ts';

export const PIN_NAMES = ['A', 'B', 'C', 'D'] as const;
export type PinName = (typeof PIN_NAMES)[number];

export interface Pin<T extends ParamTable = ParamTable> {
  readonly name: PinName;
  readonly source: Snapshot['source'];
  readonly values: Values<T>;
  readonly seeds: Seeds;
  /** Empty when the run was stopped before it was measured. */
  readonly measures: Measures;
  readonly curves: CurvePoints;
}

const SOURCES: readonly Snapshot['source'][] = ['recording', 'live', 'file'];
/** Points of a curve that are kept: enough for a line of a chart's width, few enough for the browser's storage. */
const POINTS = 120;
/** What is longer is not ours. */
const MOST_POINTS = 400;

/** The pins of one figure. Another tab has its own. */
export function pinsOf<T extends ParamTable>(figure: FigureId, table: T): Kept<readonly Pin<T>[]> {
  return kept<readonly Pin<T>[]>({ name: `pins:${figure}`, version: 1, start: [], read: (data) => readPins(table, data) }, () => sessionStorage);
}

/** The run that the figure shows, under the first free name; undefined when all four are taken. */
export function pinShown<T extends ParamTable, V>(figure: Figure<T, V>, pins: readonly Pin<T>[]): Pin<T> | undefined {
  const name = PIN_NAMES.find((n) => !pins.some((pin) => pin.name === n));
  const { shown } = figure;
  const curves = measuredCurves(figure, outcomeOf(shown), POINTS);
  const short = Object.fromEntries(Object.entries(curves).map(([key, points]) => [key, points.map(([x, y]): Point => [rounded(x), rounded(y)])]));
  return name && { name, source: shown.source, values: shown.values, seeds: shown.seeds, measures: shown.measures ?? {}, curves: short };
}

/** A drawing needs no more digits. */
const rounded = (x: number) => Number(x.toPrecision(6));

/** Pins from stored data, whatever it is: what cannot be one is left out. */
export function readPins<T extends ParamTable>(table: T, data: unknown): Pin<T>[] {
  if (!Array.isArray(data)) return [];
  const pins = data.flatMap((entry: unknown) => readPin(table, entry) ?? []);
  return pins.filter((pin, k) => pins.findIndex((p) => p.name === pin.name) === k);
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null && !Array.isArray(x);

function readPin<T extends ParamTable>(table: T, entry: unknown): Pin<T> | undefined {
  if (!isRecord(entry)) return undefined;
  const { values, measures, curves } = entry;
  const name = PIN_NAMES.find((n) => n === entry['name']);
  const seeds = readSeeds(entry['seeds']);
  if (!name || !seeds || !isRecord(values) || !isRecord(measures) || !isRecord(curves)) return undefined;
  const numbers = Object.entries(measures).filter((m): m is [string, number] => typeof m[1] === 'number');
  const lines = Object.entries(curves).flatMap(([key, points]) => (isCurve(points) ? [[key, points] as const] : []));
  return {
    name,
    source: SOURCES.find((s) => s === entry['source']) ?? 'live',
    values: checkAll(table, values).values,
    seeds,
    measures: Object.fromEntries(numbers),
    curves: Object.fromEntries(lines),
  };
}

const isSeed = (x: unknown): x is number => typeof x === 'number' && Number.isInteger(x) && x >= 0 && x <= MAX_SEED;

function readSeeds(x: unknown): Seeds | undefined {
  if (!isRecord(x) || !isSeed(x['master']) || !isRecord(x['streams'])) return undefined;
  const given = x['streams'];
  const streams = STREAMS.flatMap((stream) => {
    const seed = given[stream];
    return isSeed(seed) ? [[stream, seed] as const] : [];
  });
  return { master: x['master'], streams: Object.fromEntries(streams) };
}

const isPoint = (p: unknown): p is Point => Array.isArray(p) && p.length === 2 && Number.isFinite(p[0]) && Number.isFinite(p[1]);
const isCurve = (x: unknown): x is readonly Point[] => Array.isArray(x) && x.length > 0 && x.length <= MOST_POINTS && x.every(isPoint);
