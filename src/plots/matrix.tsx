/** A small table of numbers, shaded by their size: rows against columns. */
import type { CSSProperties } from 'react';
import { format, type Unit } from '../core/format.ts';
import type { Concept } from '../core/experiment.ts';

interface MatrixProps {
  title: string;
  /** What the table shows, for those who hear it first. */
  caption: string;
  /** Heads the rows' names. */
  corner: string;
  rows: readonly string[];
  columns: readonly string[];
  /** Row after row; NaN is shown as a dash. */
  values: readonly number[];
  /** Of all, or one for each column. */
  unit: Unit | readonly Unit[];
  /** Fully shaded at 1; the hue is the concept's. */
  concept: Concept;
  /** 0 … 1 of the shading for a value in a column; default the value itself. */
  shade?: (value: number, column: number) => number;
  /** A row set apart, e.g. the control. */
  apart?: number;
}

export function Matrix({ title, caption, corner, rows, columns, values, unit, concept, shade = (v) => v, apart }: MatrixProps) {
  return (
    <div className="chart">
      <p className="chart-title">{title}</p>
      <table className={`figures matrix c-${concept}`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="corner">
              {corner}
            </th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((name, r) => (
            <tr key={name} className={r === apart ? 'apart' : undefined}>
              <th scope="row">{name}</th>
              {columns.map((column, c) => {
                const value = values[r * columns.length + c] ?? NaN;
                const share = Number.isNaN(value) ? 0 : Math.min(Math.max(shade(value, c), 0), 1);
                return (
                  <td key={column} style={{ '--share': `${Math.round(share * 100)}%` } as CSSProperties}>
                    {Number.isNaN(value) ? '–' : format(value, typeof unit === 'string' ? unit : unit[c])}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
