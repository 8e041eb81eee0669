/** Accuracy against ε for the worst direction and for noise; while the network trains, its accuracy so far. */
import { useMemo } from 'react';
import { format } from '../../../core/format.ts';
import type { Trace } from '../../../core/trace.ts';
import { pointsOf, type Point } from '../../../plots/curves.ts';
import { describeEnds, LineChart, type ChartLine } from '../../../plots/line-chart.tsx';
import { curvesText } from './reading.ts';
import type { AttackCurves, PerturbationView } from './types.ts';

interface AccuracyChartProps {
  view: PerturbationView | undefined;
  trace: Trace;
  epsilon: number;
  onEpsilon?: (epsilon: number) => void;
}

const Y = { label: 'test digits read right', domain: [0, 1], unit: 'percent' } as const;
const HEIGHT = 270;

export function AccuracyChart({ view, trace, epsilon, onEpsilon }: AccuracyChartProps) {
  const curves = view?.curves;
  const lines = useMemo(() => (curves ? attackLines(curves) : trainingLines(trace)), [curves, trace]);
  if (!curves) {
    const steps = Math.max(view?.steps ?? 1, 1);
    return (
      <LineChart
        title="First the network learns to read"
        description={describeEnds(lines, 'percent')}
        lines={lines}
        x={{ label: 'training step', domain: [0, steps], unit: 'count' }}
        y={Y}
        height={HEIGHT}
      />
    );
  }
  const most = curves.epsilon.at(-1) ?? 0.4;
  return (
    <LineChart
      title="Accuracy on pushed test digits"
      description={`${curvesText(curves, epsilon)} Untouched digits: ${format(curves.fgsm[0] ?? NaN, 'percent')}.`}
      lines={lines}
      gap={['expected', 'fgsm']}
      x={{ label: 'size of the push, ε', domain: [0, most] }}
      y={Y}
      cursor={{ x: Math.min(epsilon, most), onMove: onEpsilon }}
      height={HEIGHT}
    />
  );
}

/** Expected, and so dashed: a push that can hardly be seen changes nothing. */
function attackLines({ epsilon, fgsm, pgd, noise }: AttackCurves): ChartLine[] {
  const curve = (values: Float32Array): Point[] => Array.from(epsilon, (e, k): Point => [e, values[k] ?? NaN]).filter((p) => !Number.isNaN(p[1]));
  const clean = fgsm[0] ?? NaN;
  const level: Point[] = Number.isNaN(clean)
    ? []
    : [
        [0, clean],
        [epsilon.at(-1) ?? 0, clean],
      ];
  return [
    { key: 'expected', label: 'untouched', concept: 'expected', role: 'expected', points: level },
    { key: 'noise', label: 'random signs', concept: 'noise', role: 'measured', points: curve(noise) },
    { key: 'fgsm', label: 'worst: FGSM', concept: 'attack', role: 'measured', points: curve(fgsm) },
    { key: 'pgd', label: 'worst: PGD', concept: 'attack', role: 'measured', points: curve(pgd) },
  ];
}

function trainingLines(trace: Trace): ChartLine[] {
  return [{ key: 'accuracy', label: 'test digits', concept: 'test', role: 'measured', points: pointsOf(trace, 'accuracy') }];
}
