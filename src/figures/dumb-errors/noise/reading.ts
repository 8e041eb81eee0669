/** What `dumb-errors/noise` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import { median } from '../../../core/statistics.ts';
import type { Point } from '../../../plots/curves.ts';
import { COPIES } from './declaration.ts';
import { agreement, horizon, lawPoints, medians, predicted, sigmaIndex } from './law.ts';
import { NETS, type Net, type NoiseAnswer, type NoiseView, type Study } from './types.ts';

export const NET_NAMES: Readonly<Record<Net, string>> = {
  plain: 'the plain network',
  noisy: 'the network trained in noise',
  pushed: 'the network trained on pushes',
};

/** The study of a network, as far as the run has come. */
export const studyOfNet = (view: NoiseView | undefined, net: Net): Study | undefined => view?.studies[NETS.indexOf(net)];

/** Curves of the chart `law` for the network and the noise on the knobs; undefined for curves of other charts. */
export function lawCurve(view: NoiseView | undefined, net: Net, sigma: number, curve: string): readonly Point[] | undefined {
  if (curve !== 'halfSpace' && curve !== 'found') return undefined;
  const study = studyOfNet(view, net);
  if (!study) return [];
  const end = horizon(sigma);
  if (curve === 'halfSpace')
    return [
      [0, 0],
      [end, end],
    ];
  return medians(lawPoints(study, sigma)).map((m): Point => [m.predicted, m.found]);
}

/** "0.96": two digits are as many as a hundred dots can carry. */
export const two = (x: number) => format(Number(x.toFixed(2)));

const learningText = ({ at, step, steps }: NoiseView): string =>
  `After ${format(step, 'count')} of ${format(steps, 'count')} training steps ${NET_NAMES[NETS[at] ?? 'plain']} is still learning to read.`;

export function lawText(view: NoiseView | undefined, net: Net, sigma: number): string {
  const study = studyOfNet(view, net);
  if (!view) return '';
  if (!study) return view.studies.length > 0 ? `The run has not come to ${NET_NAMES[net]} yet.` : `${learningText(view)} Nobody has added noise yet.`;
  const points = lawPoints(study, sigma);
  const [seen, all] = [points.seen.length, points.seen.length + points.beyond.length];
  if (all === 0) return `No digit has been measured yet for ${NET_NAMES[net]}.`;
  const first = `At σ = ${two(sigma)} noise misleads ${NET_NAMES[net]} on ${seen} of ${all} digits at least once in ${format(COPIES, 'count')} copies.`;
  const { r, ratio } = agreement(points);
  if (seen < 3 || Number.isNaN(r)) return `${first} That is too few to compare.`;
  return `${first} Predicted and found distance correlate at ${two(r)}; found is ${two(ratio)} times predicted (median).`;
}

/** Rows of the table: error as it is, error in noise, median distance; row after row in the order of NETS. */
export function remedyTable(view: NoiseView | undefined, sigma: number): number[] {
  const at = sigmaIndex(sigma);
  return NETS.flatMap((net) => {
    const study = studyOfNet(view, net);
    if (!study) return [NaN, NaN, NaN];
    return [study.error, study.inNoise[at] ?? NaN, study.distance.some(Number.isNaN) ? NaN : median(study.distance)];
  });
}

/** How long noise of this size typically is, over all pixels: σ·√784. */
const noiseLength = (sigma: number): number => sigma * 28;

/** E.g. "Of 1,000 noisy copies of this 7, 12 are misread: a flat border would be 0.68 away. …" */
export function answerText({ original, label, misread, distance, nearest }: NoiseAnswer, sigma: number): string {
  const what = label === undefined ? `what it reads as a ${original.reads}` : `this ${label}`;
  const wrong = label !== undefined && label !== original.reads ? `The network takes this ${label} for a ${original.reads} even without noise. ` : '';
  const found = Number.isFinite(distance)
    ? `The nearest error that was found, a ${nearest.reads}, is ${two(distance)} away. The noise itself is ${two(noiseLength(sigma))} long.`
    : 'No error was found on the way to any border.';
  const of = `Of ${format(COPIES, 'count')} noisy copies of ${what},`;
  if (misread === 0) return `${wrong}${of} none is read otherwise: a flat border would be more than ${two(horizon(sigma))} away. ${found}`;
  if (misread * 2 >= COPIES) return `${wrong}${of} ${misread} are read otherwise, at least half, which no flat border can do. ${found}`;
  return `${wrong}${of} ${misread} ${misread === 1 ? 'is' : 'are'} read otherwise: a flat border would be ${two(predicted(sigma, misread))} away. ${found}`;
}
