/** What an example costs under both losses, by its margin. */
import { LineChart } from '../../../plots/line-chart.tsx';
import { hinge, ramp } from './machines.ts';

const [LEFT, RIGHT] = [-3.5, 2];

export function LossShapes({ cut }: { cut: number }) {
  const over = (loss: (margin: number) => number, margins: readonly number[]) => margins.map((m) => [m, loss(m)] as const);
  return (
    <LineChart
      title="What an example costs"
      description={`Both losses are zero from a margin of 1 on and rise to its left. The ramp stops rising at a margin of ${cut}.`}
      x={{ label: 'margin', domain: [LEFT, RIGHT] }}
      y={{ label: 'loss', domain: [0, 4.5] }}
      height={170}
      lines={[
        { key: 'hinge', label: 'hinge', concept: 'expected', role: 'expected', points: over(hinge, [LEFT, 1, RIGHT]) },
        { key: 'ramp', label: 'ramp', concept: 'train', role: 'measured', points: over((m) => ramp(m, cut), [LEFT, cut, 1, RIGHT]) },
      ]}
    />
  );
}
