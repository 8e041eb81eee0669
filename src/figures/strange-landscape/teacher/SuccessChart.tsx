/** The share of students that found the teacher against the units that they have to spare, with its confidence. */
import { gapPath } from '../../../plots/curves.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { declaration } from './declaration.ts';
import { confidenceBand } from './reading.ts';
import type { TeacherView } from './types.ts';

export function SuccessChart({ figure }: { figure: Figure<typeof declaration.params, TeacherView> }) {
  const chart = useChart(figure, 'success');
  const { view, veiled } = figure;
  return (
    <LineChart {...chart} description={describeEnds(chart.lines, chart.y.unit)} height={210}>
      {(x, y) => view && !veiled && <path className="gap c-train" d={gapPath(confidenceBand(view), x, y)} />}
    </LineChart>
  );
}
