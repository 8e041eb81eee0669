/** A dot for the loss of every network, a column for every width: the cloud that falls and narrows. */
import { glyphPath } from '../../../plots/glyphs.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import type { Scale } from '../../../plots/scale.ts';
import { swarm } from '../../../plots/swarm.ts';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { declaration } from './declaration.ts';
import { dotsText, placeOf, two } from './reading.ts';
import { deviation, lossesOf } from './spread.ts';
import { WIDTHS, type BandView, type Digits, type Width } from './types.ts';
import { widthAxis, Widths } from './Widths.tsx';

const RADIUS = 1.7;
/** Of a column of dots, in the drawing's units. */
const COLUMN = 30;
/** The widths whose spread is written beside their dots: those of the claim. */
const NAMED: readonly Width[] = [5, 100];

export function LossesChart({ figure }: { figure: Figure<typeof declaration.params, BandView> }) {
  const chart = useChart(figure, 'losses');
  const { view, veiled, values } = figure;
  const { on } = values;
  const lines = chart.lines.map((line) => ({ ...line, concept: on }));
  const shown = veiled ? undefined : view;
  return (
    <LineChart {...chart} lines={lines} x={widthAxis(chart.x)} description={dotsText(shown, on)} height={320}>
      {(x, y) => (
        <>
          <Widths x={x} y={y} />
          {shown && WIDTHS.map((width) => <Column key={width} view={shown} on={on} width={width} x={x} y={y} />)}
        </>
      )}
    </LineChart>
  );
}

interface ColumnProps {
  view: BandView;
  on: Digits;
  width: Width;
  x: Scale;
  y: Scale;
}

function Column({ view, on, width, x, y }: ColumnProps) {
  const losses = lossesOf(view, on, width);
  const heights = Array.from(losses, (loss) => Math.max(y(loss), y.range[1]));
  const aside = swarm(heights, RADIUS, COLUMN);
  const middle = x(placeOf(width));
  const dots = heights.map((height, k) => [middle + (aside[k] ?? 0), height] as const);
  return (
    <>
      <path className={`points filled c-${on}`} d={glyphPath('disc', dots, RADIUS)} />
      {NAMED.includes(width) && (
        <text className={`name c-${on}`} x={(middle + 5).toFixed(1)} y={(Math.min(...heights) - 7).toFixed(1)}>
          ± {two(deviation(losses))}
        </text>
      )}
    </>
  );
}
