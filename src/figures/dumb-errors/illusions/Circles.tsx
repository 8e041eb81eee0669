/** Ebbinghaus's circles: two equal ones, among large and among small neighbours. Size only; nothing is computed. */
import { Chart } from '../../../plots/chart.tsx';

const [WIDTH, HEIGHT, RADIUS] = [360, 200, 20];

interface CirclesProps {
  /** Change of the second circle's radius, in per cent. */
  match: number;
  hide: boolean;
}

export function Circles({ match, hide }: CirclesProps) {
  return (
    <Chart
      title="Which of the two middle circles is larger?"
      description="Two circles, one among large circles and one among small ones."
      width={WIDTH}
      height={HEIGHT}
    >
      <Ring x={105} around={6} at={62} radius={27} hide={hide} />
      <Ring x={275} around={8} at={33} radius={8} hide={hide} />
      <circle className="illusion-own" cx={105} cy={HEIGHT / 2} r={RADIUS} />
      <circle className="illusion-own" cx={275} cy={HEIGHT / 2} r={RADIUS * (1 + match / 100)} />
    </Chart>
  );
}

function Ring({ x, around, at, radius, hide }: { x: number; around: number; at: number; radius: number; hide: boolean }) {
  if (hide) return null;
  return Array.from({ length: around }, (_, k) => {
    const angle = (2 * Math.PI * (k + 0.5)) / around;
    return <circle key={angle} className="illusion-other" cx={x + at * Math.cos(angle)} cy={HEIGHT / 2 + at * Math.sin(angle)} r={radius} />;
  });
}
