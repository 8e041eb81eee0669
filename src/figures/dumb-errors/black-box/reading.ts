/** What `dumb-errors/black-box` shows, in words and curves. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import type { BlackBoxView } from './types.ts';

const CURVES = { own: 'victim', substitute: 'substitute', chance: 'random' } as const;
const isCurve = (curve: string): curve is keyof typeof CURVES => Object.hasOwn(CURVES, curve);

/** Flips over ε, from a run's last picture; the curves over questions are the trace's. */
export function flipCurve({ view }: Outcome<typeof declaration.params, BlackBoxView>, curve: string): readonly Point[] | undefined {
  if (!isCurve(curve)) return undefined;
  const { flips } = view ?? {};
  return flips ? Array.from(flips.epsilon, (e, k): Point => [e, flips[CURVES[curve]][k] ?? NaN]) : [];
}

export function flipText({ flips, queries }: BlackBoxView, at: number): string {
  if (!flips) return queries ? `${format(queries, 'count')} questions asked so far.` : 'The victim is learning to read. Nobody has asked it anything yet.';
  const k = flips.epsilon.findIndex((e) => Math.abs(e - at) < 1e-6);
  const share = (row: Float32Array) => format(row[k] ?? NaN, 'percent');
  return `After ${format(queries, 'count')} questions, pushes of ε = ${format(at)} against the substitute flip ${share(flips.substitute)} of the victim’s answers; random signs flip ${share(flips.random)}.`;
}
