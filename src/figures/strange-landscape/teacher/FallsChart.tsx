/** Every student's error over its training: a small plot for each width, on the same logarithmic axis. */
import { format } from '../../../core/format.ts';
import { Chart } from '../../../plots/chart.tsx';
import { linePath } from '../../../plots/curves.ts';
import { linear } from '../../../plots/scale.ts';
import { crowdText, FLOOR, TOP, waysOf } from './reading.ts';
import { FOUND, type TeacherView } from './types.ts';

const WIDTH = 360;
const HEIGHT = 128;
const [LEFT, GAP, TITLE, BOTTOM] = [38, 14, 26, 40];
const COLUMNS = 2;
/** Many lines over one another. */
const THIN = { strokeWidth: 1, opacity: 0.6 } as const;
/** log₁₀ of errors that are named at the axis. */
const NAMED = [0, -1, -2, -3] as const;
const NAMES = ['1', '0.1', '0.01', '0.001'] as const;

/** `hidden`: while the reader guesses, only the axes. */
export function FallsChart({ view, hidden }: { view: TeacherView; hidden: boolean }) {
  const { crowds, places, students } = view;
  const width = (WIDTH - LEFT - GAP) / COLUMNS;
  const end = Math.max(1, places.at(-1) ?? 1);
  const x = linear([0, end], [0, width]);
  const y = linear([FLOOR, TOP], [HEIGHT, 0]);
  const rows = Math.ceil(crowds.length / COLUMNS);
  const description = hidden
    ? ''
    : `Errors of ${students} students of each width after ${format(end, 'count')} steps; found the teacher: ${crowds.map((c) => crowdText(c, students)).join(', ')}.`;
  return (
    <Chart title="Every student’s error" description={description} width={WIDTH} height={rows * (TITLE + HEIGHT) + BOTTOM}>
      <text className="axis-title" y={9}>
        ↑ error, as a share of the teacher’s variance
      </text>
      {crowds.map((crowd, k) => {
        const ways = hidden ? [] : waysOf(crowd, view);
        const path = (found: boolean) =>
          ways
            .filter((way) => way.found === found)
            .map(({ points }) => linePath(points, x, y))
            .join('');
        const [column, row] = [k % COLUMNS, Math.floor(k / COLUMNS)];
        return (
          <g key={crowd.spare} transform={`translate(${(LEFT + column * (width + GAP)).toFixed(1)} ${row * (TITLE + HEIGHT) + TITLE + 10})`}>
            <text className="name" y="-0.5em">
              {hidden ? `${crowd.units} units` : crowdText(crowd, students)}
            </text>
            {NAMED.map((decade, i) => (
              <g key={decade} transform={`translate(0 ${y(decade).toFixed(1)})`}>
                <line className="grid" x2={width} />
                {column === 0 && (
                  <text x={-5} dy="0.34em" textAnchor="end">
                    {NAMES[i]}
                  </text>
                )}
              </g>
            ))}
            <path className="line expected" d={`M0 ${y(Math.log10(FOUND)).toFixed(1)}H${width}`} />
            <line className="axis-line" x2={width} y1={HEIGHT} y2={HEIGHT} />
            <path className="line c-train" style={THIN} d={path(true)} />
            <path className="line c-wrong" style={THIN} d={path(false)} />
          </g>
        );
      })}
      <text className="axis-title" x={WIDTH} y={rows * (TITLE + HEIGHT) + 10} dy="1.35em" textAnchor="end">
        {format(end, 'count')} training steps →
      </text>
    </Chart>
  );
}
