/** The cover's drawing of `dumb-errors/perturbation`: accuracy against ε, as the recording measured it. */
import type { Multiple, MultiplePoint } from '../../../ui/figure-props.ts';
import type { Recording } from '../../../core/recordings.ts';
import type { PerturbationView } from './types.ts';

export default function multiple(recording: Recording<PerturbationView>): Multiple {
  const curves = recording.views.at(-1)?.view.curves;
  if (!curves) throw new Error('dumb-errors/perturbation: the recording lacks its curves');
  const measured = Array.from(curves.epsilon, (e, k): MultiplePoint => [e, curves.fgsm[k] ?? NaN]).filter(([, y]) => !Number.isNaN(y));
  const clean = measured[0]?.[1];
  const most = measured.at(-1)?.[0];
  if (clean === undefined || most === undefined) throw new Error('dumb-errors/perturbation: the recorded curves are empty');
  return {
    label: 'digits read right as the push grows',
    alt: 'Expected: a push that can hardly be seen changes nothing. Measured: the accuracy falls to almost nothing.',
    expected: [
      [0, clean],
      [most, clean],
    ],
    measured,
    names: { expected: 'it should not matter', measured: 'pushed the worst way' },
    axes: { x: 'size of the push, ε', y: 'test digits read right' },
    unit: 'percent',
    range: [0, 1],
    concept: 'attack',
  };
}
