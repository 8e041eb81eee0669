/** The loss of every start over the first steps, one thin line each. */
import { linePath } from '../../../plots/curves.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { declaration } from './declaration.ts';
import { startsOf } from './reading.ts';
import type { LinearView } from './types.ts';

/** Many lines over one another. */
const THIN = { strokeWidth: 1, opacity: 0.6 } as const;

export function StartsChart({ figure }: { figure: Figure<typeof declaration.params, LinearView> }) {
  const chart = useChart(figure, 'starts');
  const { view, veiled } = figure;
  const description = view && !veiled ? `The first steps of ${view.starts} random starts: ${describeEnds(chart.lines, chart.y.unit)}` : '';
  return (
    <LineChart {...chart} description={description} height={320}>
      {(x, y) => view && !veiled && startsOf(view).map((points, k) => <path key={k} className="line c-train" style={THIN} d={linePath(points, x, y)} />)}
    </LineChart>
  );
}
