/** The standard deviation of the losses against the width, both logarithmic; dashed, what averaging over units would give. */
import { LineChart } from '../../../plots/line-chart.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { declaration } from './declaration.ts';
import { numberAt, spreadsText } from './reading.ts';
import type { BandView } from './types.ts';
import { widthAxis, Widths } from './Widths.tsx';

/** Decimal logarithms of the spreads that have room: from 0.001, or from 0.0001 where there are such, to 0.5. */
const [HIGH, LOW, LOWEST] = [-0.3, -3, -4];

export function SpreadChart({ figure }: { figure: Figure<typeof declaration.params, BandView> }) {
  const chart = useChart(figure, 'spreads');
  const { view, veiled, values } = figure;
  const least = Math.min(LOW, ...chart.lines.flatMap(({ points }) => points.map((p) => p[1])));
  const y = { ...chart.y, domain: [least < LOW ? LOWEST : LOW, HIGH] as const, ticks: 3, text: numberAt };
  return (
    <LineChart
      {...chart}
      x={widthAxis(chart.x)}
      y={y}
      gap={['averaging', values.on === 'test' ? 'testSpread' : 'trainSpread']}
      description={veiled ? '' : spreadsText(view)}
      height={320}
    >
      {(across, up) => <Widths x={across} y={up} />}
    </LineChart>
  );
}
