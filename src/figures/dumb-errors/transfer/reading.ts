/** What `dumb-errors/transfer` shows, in sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import { NETS, type Net, type PushAnswer, type TransferCurves, type TransferView } from './types.ts';

const READERS = NETS.length;

/** Index of the measured point nearest to ε. */
export function nearest({ epsilon }: Pick<TransferCurves, 'epsilon'>, at: number): number {
  let best = 0;
  epsilon.forEach((e, k) => {
    if (Math.abs(e - at) < Math.abs((epsilon[best] ?? 0) - at)) best = k;
  });
  return best;
}

/** Accuracies at one ε: a row for each maker, then random signs; a column for each reader. */
export function tableAt(curves: TransferCurves, k: number): number[] {
  return [...curves.accuracy, ...curves.noise].map((row) => row[k] ?? NaN);
}

/** Curves of network B over ε, from a run's last picture. Expected, and so dashed: pushes made for another network change nothing. */
export function crossingCurve({ view }: Outcome<typeof declaration.params, TransferView>, curve: string): readonly Point[] | undefined {
  const curves = view?.curves;
  const over = (row: Float32Array | undefined): Point[] =>
    curves && row ? Array.from(curves.epsilon, (e, k): Point => [e, row[k] ?? NaN]).filter((p) => !Number.isNaN(p[1])) : [];
  switch (curve) {
    case 'crossed':
      return over(curves?.accuracy[1]);
    case 'own':
      return over(curves?.accuracy[READERS + 1]);
    case 'noise':
      return over(curves?.noise[1]);
    case 'untouched': {
      const clean = curves?.noise[1]?.[0] ?? NaN;
      return curves && !Number.isNaN(clean)
        ? [
            [0, clean],
            [curves.epsilon.at(-1) ?? 0, clean],
          ]
        : [];
    }
    default:
      return undefined;
  }
}

/** What is to be seen now: the accuracies at ε, or how far the run has come towards them. */
export function stageText(view: TransferView | undefined, at: number): string {
  if (!view) return '';
  const { curves, step, steps, clean } = view;
  const [a, b, c] = clean.map((right) => format(right, 'percent'));
  if (!curves)
    return `After ${format(step, 'count')} of ${format(steps, 'count')} training steps A reads ${a} of the untouched test digits, B ${b} and C ${c}.`;
  return crossingText(curves, at) || `The networks are trained. Pushes of ε = ${format(at)} come in a moment.`;
}

export function crossingText(curves: TransferCurves, at: number): string {
  const k = nearest(curves, at);
  const [crossed, noise] = [curves.accuracy[1]?.[k] ?? NaN, curves.noise[1]?.[k] ?? NaN];
  if (Number.isNaN(crossed) || Number.isNaN(noise)) return '';
  return `At ε = ${format(curves.epsilon[k] ?? NaN)} network B reads ${format(crossed, 'percent')} of the digits that were pushed against A, and ${format(noise, 'percent')} of those with random signs.`;
}

const NAMES: Readonly<Record<Net, string>> = { a: 'A', b: 'B', c: 'C' };

const top = (row: ArrayLike<number> = []): number => Array.from(row).reduce((best, p, k, all) => (p > (all[best] ?? 0) ? k : best), 0);

/** What counts as right for each network: the digit's class, or, of a drawn one, what the network read in it before the push. */
export const truths = ({ label, before }: Pick<PushAnswer, 'label' | 'before'>): number[] => NETS.map((_, k) => label ?? top(before[k]));

/** E.g. "Pushed against A, this 7 misleads A and C; B still reads it." */
export function pushText(answer: PushAnswer, maker: Net): string {
  const { label, after } = answer;
  const truth = truths(answer);
  const names = (right: boolean) => NETS.filter((_, k) => (top(after[k]) === truth[k]) === right).map((net) => NAMES[net]);
  const list = (all: readonly string[]) => (all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? ''));
  const [misled, stand] = [names(false), names(true)];
  if (label === undefined) {
    const rest = stand.length === 0 ? '' : `; ${list(stand)} ${stand.length > 1 ? 'stay' : 'stays'}`;
    return misled.length === 0
      ? `Pushed against ${NAMES[maker]}, your digit changes no answer.`
      : `Pushed against ${NAMES[maker]}, your digit changes the answer of ${list(misled)}${rest}.`;
  }
  if (misled.length === 0) return `Pushed against ${NAMES[maker]}, this ${label} is still read by all three.`;
  if (stand.length === 0) return `Pushed against ${NAMES[maker]}, this ${label} misleads all three.`;
  return `Pushed against ${NAMES[maker]}, this ${label} misleads ${list(misled)}; ${list(stand)} still ${stand.length > 1 ? 'read' : 'reads'} it.`;
}
