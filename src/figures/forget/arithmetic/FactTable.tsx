/** The facts and what the network answers to each: 1 + n and n + 1 on the left, the twos on the right. */
import { ALL, placeOf, type Fact } from '../../../datasets/addition.ts';

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

interface Column {
  readonly name: string;
  readonly of: 'ones' | 'twos';
  /** Undefined where another column has the fact already: 1 + 1, 2 + 2. */
  fact(n: number): Fact | undefined;
}

const COLUMNS: readonly Column[] = [
  { name: '1 + n', of: 'ones', fact: (n) => ({ a: 1, b: n }) },
  { name: 'n + 1', of: 'ones', fact: (n) => (n === 1 ? undefined : { a: n, b: 1 }) },
  { name: '2 + n', of: 'twos', fact: (n) => ({ a: 2, b: n }) },
  { name: 'n + 2', of: 'twos', fact: (n) => (n === 2 ? undefined : { a: n, b: 2 }) },
];

interface FactTableProps {
  title: string;
  /** In the order of ALL; undefined before there is a network. */
  answers: Uint8Array | undefined;
}

export function FactTable({ title, answers }: FactTableProps) {
  return (
    <div className="chart">
      <p className="chart-title">{title}</p>
      <table className="figures facts">
        <caption>What the network answers. A ✓ stands beside a right answer, a × beside a wrong one. 1 + 2 and 2 + 1 are in both halves.</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              n
            </th>
            <th colSpan={2} scope="colgroup" className="c-old-task">
              ones
            </th>
            <th colSpan={2} scope="colgroup" className="c-new-task">
              twos
            </th>
          </tr>
          <tr>
            {COLUMNS.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((n) => (
            <tr key={n}>
              <th scope="row">{n}</th>
              {COLUMNS.map((column) => (
                <Answer key={column.name} fact={column.fact(n)} answers={answers} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Answer({ fact, answers }: { fact: Fact | undefined; answers: Uint8Array | undefined }) {
  if (!fact) return <td>–</td>;
  const { a, b } = fact;
  const given = answers && answers.length === ALL.length ? answers[placeOf(fact)] : undefined;
  if (given === undefined) return <td>{`${a} + ${b}`}</td>;
  const right = given === a + b;
  return (
    <td className={right ? 'right' : 'wrong'}>
      {`${a} + ${b} = `}
      <b>{given}</b>
      <Mark right={right} />
    </td>
  );
}

/** Drawn, so that it looks the same with every font. */
const Mark = ({ right }: { right: boolean }) => (
  <svg className="mark" viewBox="0 0 10 10" role="img" aria-label={right ? 'right' : 'wrong'}>
    <path d={right ? 'M1 5.5L4 8.5L9 1.5' : 'M1.5 1.5L8.5 8.5M8.5 1.5L1.5 8.5'} />
  </svg>
);
