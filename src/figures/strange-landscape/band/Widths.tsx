/** What stands under the axis of widths, which is logarithmic: every width that there is. */
import type { AxisSpec } from '../../../plots/axes.tsx';
import type { Scale } from '../../../plots/scale.ts';
import { numberAt, placeOf } from './reading.ts';
import { WIDTHS } from './types.ts';

/** Whole powers of ten have a grid line; the axis writes those itself. */
const isPower = (width: number) => Number.isInteger(placeOf(width));

/** Room for the dots of the first and the last width. */
const ROOM = 0.13;

export const widthAxis = (spec: AxisSpec): AxisSpec => ({
  ...spec,
  domain: [placeOf(WIDTHS[0]) - ROOM, placeOf(WIDTHS[WIDTHS.length - 1] ?? 1) + ROOM],
  ticks: 2,
  text: numberAt,
});

export const Widths = ({ x, y }: { x: Scale; y: Scale }) => (
  <g className="axis">
    {WIDTHS.filter((width) => !isPower(width)).map((width) => (
      <text key={width} x={x(placeOf(width)).toFixed(1)} y={y.range[0]} dy="1.35em" textAnchor="middle">
        {width}
      </text>
    ))}
  </g>
);
