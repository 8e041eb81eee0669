/** Pinned runs on one chart: thin solid lines with their pin's marks. */
import type { ChartSpec } from '../../../core/experiment.ts';
import { linePath } from '../../../plots/curves.ts';
import { Inside } from '../../../plots/inside.tsx';
import type { ChartLayer, EndName } from '../../../plots/line-chart.tsx';
import { MARKERS, markedPoints } from './markers.ts';
import type { Pin } from './pins.ts';

export function pinsLayer(pins: readonly Pin[], { curves }: ChartSpec): ChartLayer {
  return function Pins({ x, y }) {
    return (
      <Inside x={x} y={y}>
        {pins.flatMap((pin) =>
          Object.entries(curves).map(([key, { concept }]) => {
            const points = pin.curves[key];
            if (!points) return null;
            return (
              <g key={`${pin.name}${key}`} className={`pinned c-${concept}`} data-pin={pin.name}>
                <path className="pin-line" d={linePath(points, x, y)} />
                {markedPoints(pin.name, points).map(([px, py]) => (
                  <path key={px} className="pin-mark" d={MARKERS[pin.name]} transform={`translate(${x(px).toFixed(1)} ${y(py).toFixed(1)})`} />
                ))}
              </g>
            );
          }),
        )}
      </Inside>
    );
  };
}

/** Each pin is named once a chart, at the curve that the chart is about. */
export function pinNames(pins: readonly Pin[], { curves, gap }: ChartSpec): EndName[] {
  const measured = Object.entries(curves).filter(([, { role = 'measured' }]) => role === 'measured');
  const [key, spec] = measured.find(([k]) => k === gap?.[1]) ?? measured[0] ?? [];
  if (key === undefined || !spec) return [];
  return pins.flatMap((pin) => {
    const at = pin.curves[key]?.at(-1);
    return at ? [{ key: `pin ${pin.name}`, label: `pin ${pin.name}`, concept: spec.concept, role: 'expected' as const, at }] : [];
  });
}
