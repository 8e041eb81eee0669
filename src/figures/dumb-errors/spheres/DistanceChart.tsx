/** The average distance to the nearest error against the dimension; before there is a network, how the first one learns. */
import { useCallback } from 'react';
import { check } from '../../../core/params.ts';
import { glyphPath } from '../../../plots/glyphs.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import { declaration } from './declaration.ts';
import { reach, spheresText } from './reading.ts';
import { bound, commonError } from './theory.ts';
import type { SpherePoint, SpheresView } from './types.ts';
import { useEarlier } from './use-earlier.tsx';

const RADIUS = 4;

export function DistanceChart({ figure }: { figure: Figure<typeof declaration.params, SpheresView> }) {
  const { live, change, shown, view, values } = figure;
  const distance = useChart(figure, 'distance');
  const learning = useChart(figure, 'learning');
  const earlier = useEarlier(view, shown.values);
  const setDimension = useCallback((at: number) => change({ dimension: check(declaration.params.dimension, 10 * Math.round(at / 10)).value }), [change]);
  const points = view?.points ?? [];
  const all = [...points, ...earlier].filter((p) => Number.isFinite(p.distance));
  if (all.length === 0) {
    return <LineChart {...learning} x={{ ...learning.x, domain: [0, Math.max(view?.step ?? 1, 400)] }} description={describeEnds(learning.lines, 'percent')} />;
  }
  const last = reach(all, values.dimension);
  const lowest = Math.min(...all.map((p) => p.dimension));
  const top = Math.max(1.8 * Math.max(...all.map((p) => p.distance)), 1.15 * ordinary(bound(commonError(all), lowest)));
  return (
    <LineChart
      {...distance}
      lines={distance.lines.map((line) => ({ ...line, points: line.points.filter((p) => p[1] <= top) }))}
      x={{ ...distance.x, domain: [0, last] }}
      y={{ ...distance.y, domain: [0, top] }}
      height={320}
      description={spheresText(view, values.dimension)}
      cursor={{ x: Math.min(values.dimension, last), onMove: live ? setDimension : undefined }}
    >
      {(x, y) => {
        const dots = (some: readonly SpherePoint[]) =>
          glyphPath(
            'disc',
            some.filter((p) => all.includes(p)).map((p) => [x(p.dimension), y(p.distance)] as const),
            RADIUS,
          );
        return (
          <>
            <path className="points c-attack" d={dots(earlier)} />
            <path className="points filled c-attack" d={dots(points)} />
          </>
        );
      }}
    </LineChart>
  );
}

/** Without any error there is no bound to make room for. */
const ordinary = (height: number): number => (Number.isFinite(height) ? height : 0);
