/** The spread in numbers: each measure over the seeds, and every seed by itself. */
import { judge } from '../../../core/claims.ts';
import { format } from '../../../core/format.ts';
import { Button } from '../../controls/button.tsx';
import { boundText } from './dot-strip.tsx';
import type { SeedRun } from './seed-runs.ts';
import type { ClaimTally, MeasuredRow } from './tallies.ts';

export function MeasuresTable({ rows, of }: { rows: readonly MeasuredRow[]; of: number }) {
  const judged = rows.some((row) => row.bound);
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">measured</th>
          <th scope="col">median</th>
          <th scope="col">least</th>
          <th scope="col">greatest</th>
          {judged && <th scope="col">the claim needs</th>}
          {judged && <th scope="col">held in</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {[row.median, row.least, row.greatest].map((value, k) => (
              <td key={['median', 'least', 'greatest'][k]}>{Number.isNaN(value) ? '–' : format(value, row.unit)}</td>
            ))}
            {judged && <td>{boundText(row)}</td>}
            {judged && <td className={row.held < of ? 'missed' : ''}>{`${row.held} of ${of}`}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SeedsTableProps {
  runs: readonly SeedRun[];
  rows: readonly MeasuredRow[];
  tallies: readonly ClaimTally[];
  /** The seed that the figure shows now. */
  shown: number | undefined;
  onPick: (seed: number) => void;
}

export function SeedsTable({ runs, rows, tallies, shown, onPick }: SeedsTableProps) {
  const columns = rows.filter((row, k) => rows.findIndex((r) => r.measure === row.measure) === k);
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">seed</th>
          {tallies.length > 0 && <th scope="col">claim</th>}
          {columns.map((row) => (
            <th key={row.key} scope="col">
              {row.label}
            </th>
          ))}
          <th scope="col">
            <span className="spoken">show it</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ seed, measures }) => {
          const held = tallies.every(({ claim }) => judge(claim, measures ?? {}).held);
          return (
            <tr key={seed} aria-current={seed === shown || undefined}>
              <th scope="row">{seed}</th>
              {tallies.length > 0 && <td className={held ? '' : 'missed'}>{measures ? (held ? '✓ held' : '✗ missed') : '✗ diverged'}</td>}
              {columns.map(({ key, measure, unit }) => (
                <td key={key}>{measures ? format(measures[measure] ?? NaN, unit) : '–'}</td>
              ))}
              <td>
                {seed === shown ? (
                  'shown'
                ) : (
                  <Button look="link" label={`show seed ${seed}`} onPress={() => onPick(seed)}>
                    show
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
