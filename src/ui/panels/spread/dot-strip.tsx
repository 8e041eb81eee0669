/** One measure over the seeds: a dot each, stacked where they are near, and the claim's bound as a line. */
import { useRef, type PointerEvent } from 'react';
import { format } from '../../../core/format.ts';
import { XAxis } from '../../../plots/axes.tsx';
import { Chart } from '../../../plots/chart.tsx';
import { positionIn } from '../../../plots/pointer.ts';
import { linear } from '../../../plots/scale.ts';
import { nearest, rangeOf, stacked } from './stack.ts';
import type { MeasuredRow } from './tallies.ts';

interface DotStripProps {
  row: MeasuredRow;
  /** The seed that the figure shows now. */
  shown: number | undefined;
  onPick: (seed: number) => void;
}

const WIDTH = 360;
const SIZE = 3.6;
/** Room for the dots. */
const HEIGHT = 44;

export function DotStrip({ row, shown, onPick }: DotStripProps) {
  const svg = useRef<SVGSVGElement>(null);
  const { dots, bound, unit } = row;
  const x = linear(rangeOf(row), [SIZE + 1, WIDTH - SIZE - 1]);
  const placed = stacked(
    dots.map((d) => x(d.value)),
    2 * SIZE,
  );
  const rows = Math.max(1, ...placed.map((p) => p.row + 1));
  // a high stack is pressed together rather than let grow: nothing moves while seeds come in
  const rise = Math.min(2 * SIZE + 0.6, (HEIGHT - 2 * SIZE) / rows);
  const top = bound ? 22 : 4;
  const bottom = top + HEIGHT;
  const at = placed.map(({ x: along, row: up }, k) => ({ dot: dots[k], x: along, y: bottom - SIZE - 1 - up * rise }));
  const pick = (event: PointerEvent<SVGSVGElement>) => {
    if (!svg.current) return;
    const found = nearest(at, positionIn(svg.current, event), 14);
    if (found?.dot) onPick(found.dot.seed);
  };
  const missed = dots.length - row.held;
  const description = dots.length
    ? `${dots.length} seeds from ${format(row.least, unit)} to ${format(row.greatest, unit)}, median ${format(row.median, unit)}.${bound ? ` ${missed} of them miss ${boundText(row)}.` : ''}`
    : 'No seed has been measured yet.';
  return (
    <Chart title={row.label} description={description} width={WIDTH} height={bottom + 22} svg={{ ref: svg, onPointerUp: pick }}>
      <XAxis scale={x} spec={{ label: '', unit, domain: x.domain, ticks: 4 }} y={bottom} height={0} />
      {bound && (
        <g className="bound" transform={`translate(${x(bound.value).toFixed(1)} 0)`}>
          <line y1={top - 6} y2={bottom} />
          <text y={top - 10} textAnchor={x(bound.value) > WIDTH / 2 ? 'end' : 'start'}>
            needs {boundText(row)}
          </text>
        </g>
      )}
      {at.map(({ dot, x: cx, y: cy }) =>
        dot ? (
          <g key={dot.seed} className={`dot ${dot.held ? 'held' : 'missed'}`} transform={`translate(${cx.toFixed(1)} ${cy.toFixed(1)})`}>
            <title>{`seed ${dot.seed}: ${format(dot.value, unit)}`}</title>
            {dot.seed === shown && <circle className="here" r={SIZE + 2.4} />}
            {dot.held ? <circle r={SIZE} /> : <path d={`M${-SIZE} ${-SIZE}L${SIZE} ${SIZE}M${-SIZE} ${SIZE}L${SIZE} ${-SIZE}`} />}
          </g>
        ) : null,
      )}
    </Chart>
  );
}

export const boundText = ({ bound, unit }: Pick<MeasuredRow, 'bound' | 'unit'>): string => (bound ? `${bound.relation} ${format(bound.value, unit)}` : '–');
