/** The cover's drawing of `forget/line`: accuracy on the first task, as the recording measured it. */
import type { Multiple, MultiplePoint } from '../../../ui/figure-props.ts';
import type { Recording } from '../../../core/recordings.ts';
import type { LineView } from './types.ts';

/** The most points that a small drawing can show. */
const MOST = 120;

export default function multiple({ trace, views }: Recording<LineView>): Multiple {
  const change = views.at(-1)?.view.change;
  const { accuracyA, jointA } = trace.columns;
  if (change === undefined || !accuracyA || !jointA || trace.t.length === 0) throw new Error('forget/line: the recording lacks its accuracies');
  const stride = Math.max(1, Math.floor(trace.t.length / MOST));
  const curve = (column: Float64Array) =>
    Array.from(trace.t, (t, row): MultiplePoint => [t, column[row] ?? NaN]).filter(([, y], row) => row % stride === 0 && !Number.isNaN(y));
  return {
    label: 'the first task, while the second is learned',
    alt: 'Expected: a line trained on both tasks keeps the first. Measured: trained on the second alone, it loses the first.',
    expected: curve(jointA),
    measured: curve(accuracyA),
    names: { expected: 'both tasks together', measured: 'one after the other' },
    axes: { x: 'training step', y: 'points of task A right' },
    unit: 'percent',
    range: [0, 1],
    concept: 'old-task',
  };
}
