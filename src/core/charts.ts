/** The charts of a declaration, also where it names none. */
import type { ChartSpec, CurveSpec, Declaration, SeriesSpec } from './experiment.ts';

/** The declared charts; else one for each unit among the series, over the run's time. */
export function chartsOf(declaration: Pick<Declaration, 'charts' | 'series' | 'time'>): Readonly<Record<string, ChartSpec>> {
  if (declaration.charts) return declaration.charts;
  const series = Object.entries<SeriesSpec>(declaration.series);
  const units = [...new Set(series.map(([, spec]) => spec.unit))];
  return Object.fromEntries(
    units.map((unit): [string, ChartSpec] => {
      const own = series.filter(([, spec]) => spec.unit === unit);
      const curves = Object.fromEntries(
        own.map(([key, { label, concept }]): [string, CurveSpec] => [key, { label, concept, role: concept === 'expected' ? 'expected' : 'measured' }]),
      );
      const title = own.map(([, spec]) => spec.label).join(', ');
      return [
        unit,
        {
          title: title.charAt(0).toUpperCase() + title.slice(1),
          x: { label: declaration.time, unit: 'count' },
          y: { label: '', unit, ...(unit === 'percent' && { domain: [0, 1] }) },
          curves,
        },
      ];
    }),
  );
}

/** The chart that a curve is drawn on, by the curve's key. */
export function chartOfCurve(declaration: Pick<Declaration, 'charts' | 'series' | 'time'>, curve: string): string | undefined {
  return Object.entries(chartsOf(declaration)).find(([, chart]) => Object.hasOwn(chart.curves, curve))?.[0];
}
