/** Tasks × hidden units: which units each task uses, in the order in which they were first taken. */
import { useMemo } from 'react';
import { Chart } from '../../../plots/chart.tsx';
import { barsOf, countOf, nameOf, usesOf } from './reading.ts';
import type { AttentionView } from './types.ts';

const WIDTH = 360;
const LEFT = 18;
/** For the counts beside the rows. */
const RIGHT = 106;
const ROW = 30;
/** Heights of a bar. The use of a unit is told by height as well as by colour. */
const HEIGHTS = { closed: 2.5, again: 11, new: 22 } as const;
const CONCEPTS = { closed: 'c-neutral', again: 'c-old-task', new: 'c-new-task' } as const;
const DRAWN = ['closed', 'again', 'new'] as const;
const FILL = { fill: 'var(--c)' };
const INLINE = { display: 'inline-block' };

/** One bar, for the legend. */
export function UseKey({ use }: { use: (typeof DRAWN)[number] }) {
  return (
    <svg className={`glyph ${CONCEPTS[use]}`} viewBox="0 0 22 22" style={INLINE} aria-hidden="true">
      <rect style={FILL} x={4} y={22 - HEIGHTS[use]} width={14} height={HEIGHTS[use]} />
    </svg>
  );
}

export function Masks({ view, tasks, description }: { view: AttentionView | undefined; tasks: number; description: string }) {
  const uses = useMemo(() => (view ? usesOf(view) : []), [view]);
  const scale = (WIDTH - LEFT - RIGHT) / (view?.units ?? 1);
  return (
    <Chart title="Who uses which hidden unit" description={description} width={WIDTH} height={tasks * ROW + 4}>
      {Array.from({ length: tasks }, (_, task) => {
        const row = uses[task];
        return (
          <g key={task} transform={`translate(0 ${task * ROW})`}>
            <text x={0} y={ROW - 4} fontWeight={600}>
              {nameOf(task)}
            </text>
            <line className="axis-line" x1={LEFT} x2={WIDTH - RIGHT} y1={ROW - 1.5} y2={ROW - 1.5} />
            {row && (
              <g transform={`translate(${LEFT} ${ROW - 2}) scale(${scale.toFixed(4)} 1)`}>
                {DRAWN.map((use) => (
                  <path key={use} className={CONCEPTS[use]} style={FILL} d={barsOf(row, use, 0, HEIGHTS[use])} />
                ))}
              </g>
            )}
            {row && (
              <text x={WIDTH - RIGHT + 8} y={ROW - 4}>
                {countOf(row, 'new')} new{task > 0 && `, ${countOf(row, 'again')} again`}
              </text>
            )}
          </g>
        );
      })}
    </Chart>
  );
}
