/** Accuracy against ε for the worst direction and for noise; while the network trains, its accuracy so far. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import { declaration } from './declaration.ts';
import { curvesText } from './reading.ts';
import type { AttackCurves, PerturbationView } from './types.ts';

type Params = typeof declaration.params;

interface AccuracyChartProps {
  figure: Figure<Params, PerturbationView>;
  onEpsilon?: (epsilon: number) => void;
}

const HEIGHT = 270;

export function AccuracyChart({ figure, onEpsilon }: AccuracyChartProps) {
  const { view, values } = figure;
  const { epsilon } = values;
  const learning = useChart(figure, 'learning');
  const pushed = useChart(figure, 'pushed');
  const curves = view?.curves;
  if (!curves && !figure.veiled) {
    const steps = Math.max(view?.steps ?? 1, learning.x.domain[1]);
    return <LineChart {...learning} x={{ ...learning.x, domain: [0, steps] }} description={describeEnds(learning.lines, 'percent')} height={HEIGHT} />;
  }
  const most = curves?.epsilon.at(-1) ?? declaration.params.epsilon.max;
  const description = curves && !figure.veiled ? `${curvesText(curves, epsilon)} Untouched digits: ${format(curves.fgsm[0] ?? NaN, 'percent')}.` : '';
  return (
    <LineChart
      {...pushed}
      x={{ ...pushed.x, domain: [0, most] }}
      description={description}
      cursor={{ x: Math.min(epsilon, most), onMove: onEpsilon }}
      height={HEIGHT}
    />
  );
}

/** Curves over ε, from a run's last picture. Expected, and so dashed: a push that can hardly be seen changes nothing. */
export function attackCurve({ view }: Outcome<Params, PerturbationView>, curve: string): readonly Point[] | undefined {
  const curves = view?.curves;
  switch (curve) {
    case 'noise':
    case 'fgsm':
    case 'pgd':
      return curves ? overEpsilon(curves, curves[curve]) : [];
    case 'untouched': {
      const clean = curves?.fgsm[0] ?? NaN;
      return curves && !Number.isNaN(clean)
        ? [
            [0, clean],
            [curves.epsilon.at(-1) ?? 0, clean],
          ]
        : [];
    }
    default:
      return undefined;
  }
}

const overEpsilon = ({ epsilon }: AttackCurves, values: Float32Array): Point[] =>
  Array.from(epsilon, (e, k): Point => [e, values[k] ?? NaN]).filter((p) => !Number.isNaN(p[1]));
