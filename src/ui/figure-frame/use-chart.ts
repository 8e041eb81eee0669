/** A declared chart, ready for LineChart: titles, axes, lines of the shown run, and what panels draw on it. */
import { useMemo } from 'react';
import { chartsOf } from '../../core/charts.ts';
import type { AxisText, ChartSpec } from '../../core/experiment.ts';
import { outcomeOf } from '../../core/outcomes.ts';
import type { ParamTable } from '../../core/params.ts';
import type { AxisSpec } from '../../plots/axes.tsx';
import type { ChartLine, OwnedLayer } from '../../plots/line-chart.tsx';
import { GUESS, useLayers } from './chart-layers.ts';
import type { Figure } from './use-figure.ts';
import { guessFrom, upTo } from './use-veil.ts';

export interface ShownChart {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly gap?: readonly [expected: string, measured: string];
  readonly layers: readonly OwnedLayer[];
  /** The reader draws on the chart. */
  readonly pad: boolean;
}

/** `chart`: a key of the declaration's charts. */
export function useChart<T extends ParamTable, V>(figure: Figure<T, V>, chart: string): ShownChart {
  const { declaration, shown, curveOf } = figure;
  const layers = useLayers(figure.layers, chart);
  const spec = chartsOf(declaration)[chart];
  if (!spec) throw new Error(`${declaration.id}: there is no chart “${chart}”`);
  // curveOf is new with every rendering; what it reads is in `shown`
  // oxlint-disable-next-line react/exhaustive-deps
  const lines = useMemo(() => linesOf(spec, (curve) => curveOf(outcomeOf(shown), curve)), [spec, shown.trace, shown.view, shown.measures]);
  const { veiled, stale } = figure;
  const { title, gap } = spec;
  const seen = veiled ? upTo(lines, stale ? -Infinity : guessFrom(declaration, chart, shown.values)) : lines;
  const seenLayers = veiled ? layers.filter(isGuess) : layers;
  // beside a guess that is what the reader expected, no other gap is shaded
  const guessed = layers.some(isGuess);
  const drawn = [...lines, ...layers.map((l) => ({ points: l.reach ?? [] }))];
  return {
    title,
    lines: seen,
    x: axisOf(spec.x, drawn, 0),
    y: axisOf(spec.y, drawn, 1),
    layers: seenLayers,
    pad: veiled && guessed,
    ...(gap && !guessed && { gap }),
  };
}

const isGuess = (l: OwnedLayer) => l.owner === GUESS;

function linesOf({ curves }: ChartSpec, pointsOf: (curve: string) => ChartLine['points']): ChartLine[] {
  return Object.entries(curves).map(([key, { label, concept, role = 'measured' }]) => ({ key, label, concept, role, points: pointsOf(key) }));
}

/** An axis without a domain reaches over all points, and down to zero where they are positive. */
export function axisOf({ label, unit, domain }: AxisText, lines: readonly Pick<ChartLine, 'points'>[], of: 0 | 1): AxisSpec {
  const values = domain ? [] : lines.flatMap((l) => l.points.map((p) => p[of]));
  const reach = domain ?? (values.length ? ([Math.min(0, ...values), Math.max(...values)] as const) : ([0, 1] as const));
  return { label, domain: reach, ...(unit && { unit }) };
}
