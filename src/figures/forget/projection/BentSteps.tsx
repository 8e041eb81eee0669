/** For each task after the first: how many steps were turned, and by how much, at their true angle. */
import { format } from '../../../core/format.ts';
import { Arrow } from '../../../plots/arrow.tsx';
import { nameOf } from './reading.ts';
import type { ProjectionView } from './types.ts';

const [WIDTH, HEIGHT] = [80, 84];
const LENGTH = 74;
const FOOT: readonly [number, number] = [WIDTH / 2, HEIGHT - 4];

const tipAt = (degrees: number): [number, number] => {
  const angle = (degrees * Math.PI) / 180;
  return [FOOT[0] + LENGTH * Math.sin(angle), FOOT[1] - LENGTH * Math.cos(angle)];
};

export function BentSteps({ view }: { view: ProjectionView | undefined }) {
  if (!view) return null;
  return (
    <div className="chart">
      <p className="chart-title">The network’s bent steps, at their mean angle</p>
      <ol className="bent-steps">
        {Array.from(view.bentShare, (share, task) => task > 0 && <Dial key={task} name={nameOf(task)} share={share} angle={view.angle[task] ?? NaN} />)}
      </ol>
      <p className="legend">Dashed: the step that the new task wants. Solid: the step taken.</p>
    </div>
  );
}

function Dial({ name, share, angle }: { name: string; share: number; angle: number }) {
  const turned = !Number.isNaN(angle);
  return (
    <li>
      <svg className="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {turned && (
          <>
            <Arrow from={FOOT} to={tipAt(0)} concept="new-task" role="expected" head={8} />
            <Arrow from={FOOT} to={tipAt(angle)} concept="new-task" role="measured" head={8} />
          </>
        )}
        <circle className="origin" cx={FOOT[0]} cy={FOOT[1]} r={2.5} />
      </svg>
      <p>
        <b>{name}</b>{' '}
        {Number.isNaN(share)
          ? 'to come'
          : turned
            ? `${format(Math.round(share * 100) / 100, 'percent')} of steps, by ${format(angle, 'degrees')}`
            : 'no step was turned'}
      </p>
    </li>
  );
}
