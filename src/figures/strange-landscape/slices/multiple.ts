/** The cover's drawing of `strange-landscape/slices`: straight through two networks, as the recording measured it. */
import type { Recording } from '../../../core/recordings.ts';
import type { Multiple } from '../../../ui/figure-props.ts';
import { cutOf } from './reading.ts';
import type { SlicesView } from './types.ts';

export default function multiple({ views }: Recording<SlicesView>): Multiple {
  const { plain, skips } = views.at(-1)?.view.slices.filters ?? {};
  if (!plain?.heights.length || !skips?.heights.length) throw new Error('strange-landscape/slices: the recording lacks its slices');
  return {
    label: 'the loss on a straight line through a network of twenty layers, and through its twin with skip connections',
    alt: 'Expected: the same bowl as around its twin with skip connections. Measured: ridges, and a steep wall.',
    expected: cutOf(skips.heights),
    measured: cutOf(plain.heights),
    names: { expected: 'like its twin', measured: 'without skips' },
    axes: { x: 'place on the line', y: 'log(1 + loss)' },
    concept: 'wrong',
  };
}
