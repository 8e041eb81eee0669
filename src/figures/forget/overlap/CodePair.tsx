/** Two hidden codes, unit under unit: one example's upwards, the other's downwards. Where both have a bar they overlap. */
import { Chart } from '../../../plots/chart.tsx';
import { pairText, type Pair } from './reading.ts';

const WIDTH = 360;
const HALF = 34;
const LEFT = 1;

interface CodePairProps {
  title: string;
  /** Of the two examples. */
  names: readonly string[];
  pair: Pair;
}

export function CodePair({ title, names, pair }: CodePairProps) {
  const [above, below] = names;
  const step = (WIDTH - 2 * LEFT) / pair.first.length;
  const bars = (code: readonly number[], sign: 1 | -1) =>
    code
      .map((value, unit) =>
        value > 0 ? `M${(LEFT + step * (unit + 0.5)).toFixed(1)} ${HALF + 14 - sign}v${(-sign * (HALF - 2) * (value / 255)).toFixed(1)}` : '',
      )
      .join('');
  return (
    <Chart title={title} description={`${above} above, ${below} below. ${pairText(pair)}`} width={WIDTH} height={2 * HALF + 28}>
      <path className="code c-old-task" d={bars(pair.first, 1)} />
      <path className="code c-new-task" d={bars(pair.second, -1)} />
      <line className="axis-line" x1={LEFT} x2={WIDTH - LEFT} y1={HALF + 14} y2={HALF + 14} />
      <text className="name c-old-task" x={WIDTH - LEFT} y={10} textAnchor="end">
        {above}
      </text>
      <text className="name c-new-task" x={WIDTH - LEFT} y={2 * HALF + 24} textAnchor="end">
        {below}
      </text>
    </Chart>
  );
}
