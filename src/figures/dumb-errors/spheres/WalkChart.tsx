/** How sure the network is of "inner" on the way from one point: towards its nearest error, and on random ways. */
import { LineChart } from '../../../plots/line-chart.tsx';
import { walkLines, walkText } from './reading.ts';
import type { WalkAnswer } from './types.ts';

const TITLE = 'Two walks over the sphere';

export function WalkChart({ answer, problem }: { answer: WalkAnswer | undefined; problem: string | undefined }) {
  if (!answer) {
    return (
      <div className="chart">
        <p className="chart-title">{TITLE}</p>
        <p className="waiting">{problem ?? 'The walks wait for a trained network. Press Run.'}</p>
      </div>
    );
  }
  const text = walkText(answer);
  return (
    <LineChart
      title={TITLE}
      description={text}
      lines={walkLines(answer)}
      x={{ label: 'distance from the point', domain: [0, Math.SQRT2] }}
      y={{ label: 'how sure the network is of “inner”', domain: [0, 1], unit: 'percent' }}
      height={210}
      note={<p className="waiting">{problem ?? text}</p>}
    />
  );
}
