/** A declared chart, ready for LineChart: titles, axes, lines of the shown run, and what panels draw on it. */
import { useMemo } from 'react';
import { chartsOf } from '../../core/charts.ts';
import type { AxisText, ChartSpec } from '../../core/experiment.ts';
import { outcomeOf } from '../../core/outcomes.ts';
import type { ParamTable } from '../../core/params.ts';
import type { AxisSpec } from '../../plots/axes.tsx';
import type { ChartLine, Cursor, OwnedLayer } from '../../plots/line-chart.tsx';
import { useLayers } from './chart-layers.ts';
import type { Figure } from './use-figure.ts';

export interface ShownChart {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly gap?: readonly [expected: string, measured: string];
  readonly layers: readonly OwnedLayer[];
  /** The reader draws on the chart. */
  readonly pad: boolean;
  /** On charts over the run's time: where the reader is in it. */
  readonly cursor?: Cursor;
}

/** `chart`: a key of the declaration's charts. */
export function useChart<T extends ParamTable, V>(figure: Figure<T, V>, chart: string): ShownChart {
  const { declaration, shown, view, values, curveOf, replay, live } = figure;
  const layers = useLayers(figure.layers, chart);
  const spec = chartsOf(declaration)[chart];
  if (!spec) throw new Error(`${declaration.id}: there is no chart “${chart}”`);
  // curveOf is new with every rendering; what it reads is in `shown`, `view` and, where a knob only redraws, in `values`
  // oxlint-disable-next-line react/exhaustive-deps
  const lines = useMemo(() => linesOf(spec, (curve) => curveOf(outcomeOf({ ...shown, view }), curve)), [spec, shown.trace, view, shown.measures, values]);
  const { veiled } = figure;
  const { title, gap } = spec;
  const { pictures, now, seek } = replay;
  const overTime = Object.keys(spec.curves).every((key) => key in declaration.series);
  const guess = layers.find((l) => l.from !== undefined);
  const drawn = [...lines, ...layers.map((l) => ({ points: l.reach ?? [] }))];
  return {
    title,
    lines: veiled ? upTo(lines, guess?.from) : lines,
    x: axisOf(spec.x, drawn, 0),
    y: axisOf(spec.y, drawn, 1),
    // others might tell what the reader is to guess
    layers: veiled ? layers.filter((l) => l === guess) : layers,
    pad: veiled && guess !== undefined,
    // beside a guess no other expectation is shaded
    ...(gap && !guess && { gap }),
    ...(overTime && now && pictures.length > 1 && !veiled && { cursor: { x: now.t, onMove: live ? seek : undefined } }),
  };
}

/** While the reader guesses: what was expected, and what was measured before the guess begins. */
export const upTo = (lines: readonly ChartLine[], x = -Infinity): ChartLine[] =>
  lines.map((l) => (l.role === 'measured' ? { ...l, points: l.points.filter((p) => p[0] <= x) } : l));

function linesOf({ curves }: ChartSpec, pointsOf: (curve: string) => ChartLine['points']): ChartLine[] {
  return Object.entries(curves).map(([key, { label, concept, role = 'measured' }]) => ({ key, label, concept, role, points: pointsOf(key) }));
}

/** An axis without a domain reaches over all points, and down to zero where they are positive. */
export function axisOf({ label, unit, domain }: AxisText, lines: readonly Pick<ChartLine, 'points'>[], of: 0 | 1): AxisSpec {
  const values = domain ? [] : lines.flatMap((l) => l.points.map((p) => p[of]));
  const reach = domain ?? (values.length ? ([Math.min(0, ...values), Math.max(...values)] as const) : ([0, 1] as const));
  return { label, domain: reach, ...(unit && { unit }) };
}
