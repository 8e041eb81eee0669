/** What `dumb-errors/illusions` shows, in words and curves. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import type { IllusionView, Which } from './types.ts';

/** What was expected: equal pixels are called equal. */
export function illusionCurve({ values }: Pick<Outcome<typeof declaration.params, IllusionView>, 'values'>, curve: string): readonly Point[] | undefined {
  return curve === 'same'
    ? [
        [0, 0],
        [values.steps, 0],
      ]
    : undefined;
}

/** What the reader set the second square or circle to, in words; '' while it is as it was. */
export function matchText(which: Which, match: number): string {
  if (match === 0) return '';
  const more = which === 'ebbinghaus' ? (match > 0 ? 'larger' : 'smaller') : match > 0 ? 'lighter' : 'darker';
  return `You made the second ${which === 'ebbinghaus' ? 'circle' : 'square'} ${Math.abs(match)} % ${more} than the first.`;
}

/** "0.22": a third digit is the seed's. */
export const two = (x: number): string => format(Number(x.toFixed(2)));

export function illusionText(view: IllusionView | undefined, which: Which): string {
  if (which === 'ebbinghaus') return 'The two middle circles have the same size. No network of this figure sees sizes.';
  const said = view?.[which];
  if (!said) return 'The two squares have the same grey. Press Run to ask a network.';
  const place = which === 'shadow' ? 'in the shadow' : 'on dark ground';
  const by = said.trained.b - said.trained.a;
  const verdict = Math.abs(by) < 0.02 ? 'calls both the same' : `calls the one ${place} ${by > 0 ? 'lighter' : 'darker'} by ${two(Math.abs(by))}`;
  return `The two squares have the same grey. The network ${verdict}, on a scale from black, 0, to white, 1; raised in even light it finds a difference of ${two(Math.abs(said.even.b - said.even.a))}.`;
}
