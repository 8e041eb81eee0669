/** The run's series as a table, thinned: for readers who do not see the plot, and for those who want the numbers. */
import { memo } from 'react';
import type { SeriesSpec } from '../../core/experiment.ts';
import { format } from '../../core/format.ts';
import { thin, type Trace } from '../../core/trace.ts';

const MOST_ROWS = 20;

interface SeriesTableProps {
  trace: Trace;
  series: Readonly<Record<string, SeriesSpec>>;
  /** Name of the abscissa. */
  time: string;
}

export const SeriesTable = memo(function SeriesTable({ trace, series, time }: SeriesTableProps) {
  const few = thin(trace, MOST_ROWS);
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{time}</th>
          {Object.entries(series).map(([name, spec]) => (
            <th key={name} scope="col">
              {spec.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from(few.t, (t, row) => (
          <tr key={t}>
            <th scope="row">{format(t, 'count')}</th>
            {Object.entries(series).map(([name, spec]) => {
              const value = few.columns[name]?.[row] ?? NaN;
              return <td key={name}>{Number.isNaN(value) ? '–' : format(value, spec.unit)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
