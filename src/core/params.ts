/**
 * Parameters, declared once. The slider, the URL codec, the validation, the worker's check, the documentation and
 * the fuzz tests all read the same table, so the limit on the page is the limit in the URL.
 */

/** What a change of the parameter asks for: a new run, a new answer of the trained model, or a new drawing. */
export type Effect = 'rerun' | 'probe' | 'redraw';

interface Common<T> {
  readonly label: string;
  /** One sentence: what it does, and what to look for. */
  readonly help: string;
  readonly effect: Effect;
  readonly default: T;
  /** Shown behind "more knobs". */
  readonly advanced?: boolean;
}

export interface NumberParam extends Common<number> {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  /** Linear scale: the grid's spacing. Log scale: positions a decade. */
  readonly step: number;
  readonly scale: 'linear' | 'log';
  readonly unit?: string;
}

export interface ChoiceParam<C extends string = string> extends Common<C> {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: C; readonly label: string }[];
}

export interface ToggleParam extends Common<boolean> {
  readonly kind: 'toggle';
}

/** A point that the reader placed, in the figure's own coordinates. */
export interface PlacedPoint {
  readonly x: number;
  readonly y: number;
  /** Index into the parameter's `classes`. */
  readonly of: number;
}

export interface PointsParam extends Common<readonly PlacedPoint[]> {
  readonly kind: 'points';
  readonly most: number;
  /** Coordinates lie in [−extent, extent], on a grid of hundredths. */
  readonly extent: number;
  /** What a point may belong to, e.g. "task A, class 1". */
  readonly classes: readonly string[];
}

/** Numbers in rows and columns, e.g. the kernel of a convolution. The value is the numbers, row after row. */
export interface MatrixParam extends Common<readonly number[]> {
  readonly kind: 'matrix';
  readonly rows: number;
  readonly columns: number;
  readonly min: number;
  readonly max: number;
  /** Numbers lie on min + k · step. */
  readonly step: number;
  /** Ready-made matrices, e.g. "blur". */
  readonly presets?: readonly { readonly name: string; readonly value: readonly number[] }[];
}

export type Param = NumberParam | ChoiceParam | ToggleParam | PointsParam | MatrixParam;
export type ParamTable = { readonly [key: string]: Param };
type ValueOf<P extends Param> =
  P extends ChoiceParam<infer C>
    ? C
    : P extends NumberParam
      ? number
      : P extends ToggleParam
        ? boolean
        : P extends MatrixParam
          ? readonly number[]
          : readonly PlacedPoint[];
export type Values<T extends ParamTable> = { readonly [K in keyof T]: ValueOf<T[K]> };
export type AnyValue = number | string | boolean | readonly PlacedPoint[] | readonly number[];

type Declared<P extends Param> = Omit<P, 'kind'>;

export const number = (p: Omit<NumberParam, 'kind' | 'scale'> & { scale?: 'linear' | 'log' }): NumberParam => ({ scale: 'linear', ...p, kind: 'number' });
export const choice = <const C extends string>(p: Declared<ChoiceParam<C>>): ChoiceParam<C> => ({ ...p, kind: 'choice' });
export const toggle = (p: Declared<ToggleParam>): ToggleParam => ({ ...p, kind: 'toggle' });
export const matrix = (p: Declared<MatrixParam>): MatrixParam => ({ ...p, kind: 'matrix' });
export const points = (p: Declared<PointsParam>): PointsParam => ({ ...p, kind: 'points' });

/** Rounds away binary dust, so that 3 × 0.1 prints as 0.3. */
const tidy = (x: number) => Number(x.toPrecision(12));

/** Positions from a least value to a greatest. */
type Grid = Pick<NumberParam, 'min' | 'max' | 'step'> & Partial<Pick<NumberParam, 'scale'>>;

/** The number of slider positions minus one. */
export function lastPosition(p: Grid): number {
  const span = p.scale === 'log' ? Math.log10(p.max / p.min) * p.step : (p.max - p.min) / p.step;
  return Math.round(span);
}

/** The value at a slider position; log scales round to three significant digits. */
export function valueAt(p: Grid, position: number): number {
  const k = Math.min(Math.max(Math.round(position), 0), lastPosition(p));
  if (p.scale !== 'log') return tidy(Math.min(p.min + k * p.step, p.max));
  const value = Number((p.min * 10 ** (k / p.step)).toPrecision(3));
  return Math.min(Math.max(value, p.min), p.max);
}

/** The slider position nearest to a value. */
export function positionOf(p: Grid, value: number): number {
  const k = p.scale === 'log' ? Math.log10(value / p.min) * p.step : (value - p.min) / p.step;
  return Math.min(Math.max(Math.round(k), 0), lastPosition(p));
}

export interface Checked<T> {
  readonly value: T;
  /** A sentence for the reader when the given value was not usable as it was. */
  readonly problem?: string;
}

/** Brings any value into the parameter's range and onto its grid, and says in a sentence what it had to change. */
export function check<P extends Param>(p: P, given: unknown): Checked<ValueOf<P>>;
export function check(p: Param, given: unknown): Checked<AnyValue> {
  switch (p.kind) {
    case 'number': {
      if (typeof given !== 'number' || Number.isNaN(given))
        return { value: p.default, problem: `“${p.label}” must be a number, so it is back at ${p.default}.` };
      const inside = Math.min(Math.max(given, p.min), p.max);
      const value = valueAt(p, positionOf(p, inside));
      if (inside !== given) return { value, problem: `“${p.label}” goes from ${p.min} to ${p.max}; ${given} became ${value}.` };
      const near = Math.abs(value - given) <= 1e-9 * Math.max(1, Math.abs(given));
      return near ? { value } : { value, problem: `“${p.label}” moves in steps; ${given} became ${value}.` };
    }
    case 'choice': {
      const known = p.options.some((o) => o.value === given);
      return known
        ? { value: given as string }
        : { value: p.default, problem: `“${p.label}” has no option “${brief(given)}”, so it is back at “${p.default}”.` };
    }
    case 'toggle':
      return typeof given === 'boolean'
        ? { value: given }
        : { value: p.default, problem: `“${p.label}” is on or off, so it is back at ${p.default ? 'on' : 'off'}.` };
    case 'points':
      return checkPoints(p, given);
    case 'matrix':
      return checkMatrix(p, given);
  }
}

/** The nearest number that a cell may hold. */
export const cellOf = (p: MatrixParam, x: number): number => valueAt(p, positionOf(p, x)) + 0;

function checkMatrix(p: MatrixParam, given: unknown): Checked<readonly number[]> {
  if (!Array.isArray(given) || given.length !== p.rows * p.columns || !given.every((x): x is number => Number.isFinite(x)))
    return { value: p.default, problem: `“${p.label}” must be a list of ${p.rows} × ${p.columns} numbers, so it is as it was.` };
  const value = given.map((x) => cellOf(p, x));
  const moved = given.filter((x, k) => Math.abs(x - (value[k] ?? x)) > 1e-9).length;
  return moved ? { value, problem: `“${p.label}” goes from ${p.min} to ${p.max} in steps of ${p.step}; numbers that had to move: ${moved}.` } : { value };
}

function checkPoints(p: PointsParam, given: unknown): Checked<readonly PlacedPoint[]> {
  if (!Array.isArray(given)) return { value: p.default, problem: `“${p.label}” must be a list of points, so it is as it was.` };
  const hundredths = (x: number) => Math.round(Math.min(Math.max(x, -p.extent), p.extent) * 100) / 100 + 0;
  const good = given.filter((q): q is PlacedPoint => isPoint(q) && q.of < p.classes.length).map((q) => ({ x: hundredths(q.x), y: hundredths(q.y), of: q.of }));
  const value = good.slice(0, p.most);
  if (good.length < given.length)
    return { value, problem: `“${p.label}”: ${given.length - good.length} of ${given.length} points could not be read and were left out.` };
  if (good.length > p.most) return { value, problem: `“${p.label}” takes at most ${p.most} points; the rest were left out.` };
  return { value };
}

function isPoint(q: unknown): q is PlacedPoint {
  if (typeof q !== 'object' || q === null) return false;
  const { x, y, of } = q as Record<string, unknown>;
  return (
    typeof x === 'number' && Number.isFinite(x) && typeof y === 'number' && Number.isFinite(y) && typeof of === 'number' && Number.isInteger(of) && of >= 0
  );
}

const brief = (x: unknown) => String(x).slice(0, 24);

/** All defaults of a table. */
export function defaults<T extends ParamTable>(table: T): Values<T> {
  return Object.fromEntries(Object.entries(table).map(([key, p]) => [key, p.default])) as Values<T>;
}

/** Every parameter checked; missing ones take their default. */
export function checkAll<T extends ParamTable>(table: T, given: Readonly<Record<string, unknown>>): { values: Values<T>; problems: string[] } {
  const problems: string[] = [];
  const values = Object.entries(table).map(([key, p]) => {
    if (!Object.hasOwn(given, key)) return [key, p.default] as const;
    const { value, problem } = check(p, given[key]);
    if (problem) problems.push(problem);
    return [key, value] as const;
  });
  return { values: Object.fromEntries(values) as Values<T>, problems };
}

/** Whether two values of one parameter are the same. */
export function same(a: AnyValue, b: AnyValue): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
