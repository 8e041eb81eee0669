/** The scores of all methods, and what they kept and computed for them. */
import { format } from '../../../core/format.ts';
import { LABELS } from './declaration.ts';
import type { RemediesView } from './types.ts';

const dash = (value: number, text: (value: number) => string): string => (Number.isNaN(value) ? '–' : text(value));
/** Percentage points with their sign. */
export const inPoints = (value: number): string => `${value >= 0 ? '+' : '−'}${Math.abs(100 * value).toFixed(1)}`;

/** E.g. 471000 → "471 k", 1730 → "1.7 k". */
export const thousands = (count: number): string => (count === 0 ? '0' : `${count < 10_000 ? format(count / 1000) : format(count / 1000, 'count')}\u202fk`);

export function Scores({ view }: { view: Pick<RemediesView, 'methods'> }) {
  return (
    <div className="chart">
      <p className="chart-title">Scores and costs</p>
      <table className="figures">
        <thead>
          <tr>
            {['method', 'average', 'backward', 'forward', 'numbers kept', 'passes'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.methods.map((m) => (
            <tr key={m.method}>
              <th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {LABELS[m.method]}
              </th>
              <td>{dash(m.average, (v) => format(v, 'percent'))}</td>
              <td>{dash(m.backward, inPoints)}</td>
              <td>{dash(m.forward, inPoints)}</td>
              <td>{thousands(m.stored)}</td>
              <td>{dash(m.cost, (v) => `${v.toFixed(1)}×`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
