/** The cover's drawing of `strange-landscape/straight-line`: the loss between two finishes, as the recording measured it. */
import type { Recording } from '../../../core/recordings.ts';
import type { Multiple, MultiplePoint } from '../../../ui/figure-props.ts';
import type { StraightView } from './types.ts';

export default function multiple({ views }: Recording<StraightView>): Multiple {
  const view = views.at(-1)?.view;
  const measured = Array.from(view?.between ?? [], (loss, k): MultiplePoint => [view?.places[k] ?? NaN, loss]);
  const [first, last] = [measured[0], measured.at(-1)];
  if (!first || !last || measured.some(([, loss]) => !Number.isFinite(loss)))
    throw new Error('strange-landscape/straight-line: the recording lacks its losses');
  return {
    label: 'the loss on the straight line between two trained networks',
    alt: 'Expected: between two good networks the loss stays low. Measured: a high hill stands between them.',
    expected: [first, last],
    measured,
    names: { expected: 'no hill', measured: 'straight across' },
    axes: { x: 'share of the way', y: 'loss' },
    concept: 'wrong',
  };
}
