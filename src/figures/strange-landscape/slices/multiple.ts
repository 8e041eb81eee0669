/** The cover's drawing of `strange-landscape/slices`: straight through two networks, as the recording measured it. */
import type { Recording } from '../../../core/recordings.ts';
import type { Multiple } from '../../../ui/figure-props.ts';
import { cutOf } from './reading.ts';
import type { SlicesView } from './types.ts';

export default function multiple({ views }: Recording<SlicesView>): Multiple {
  const { plain, skips } = views.at(-1)?.view.slices.filters ?? {};
  if (!plain?.heights.length || !skips?.heights.length) throw new Error('strange-landscape/slices: the recording lacks its slices');
  return {
    label: 'the loss on a straight line through two trained networks',
    alt: 'Expected: a bowl around the network, as with skip connections. Measured: without them, a range with ridges.',
    expected: cutOf(skips.heights),
    measured: cutOf(plain.heights),
    names: { expected: 'with skips', measured: 'without' },
    axes: { x: 'place on the line', y: 'log(1 + loss)' },
    concept: 'wrong',
  };
}
