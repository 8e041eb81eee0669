/** The numbers that the claims and the text ask for, from the three studies. */
import { median } from '../../../core/statistics.ts';
import { CLAIM_SIGMA, SIGMAS } from './declaration.ts';
import { agreement, lawPoints, sigmaIndex } from './law.ts';
import type { NoiseMeasure, Study } from './types.ts';

export function measuresOf(studies: readonly Study[]): Record<NoiseMeasure, number> {
  const [plain, noisy, pushed] = studies;
  if (!plain || !noisy || !pushed) throw new Error(`three networks are compared, not ${studies.length}`);
  const at = sigmaIndex(CLAIM_SIGMA);
  const inNoise = (study: Study) => study.inNoise[at] ?? NaN;
  const distance = (study: Study) => median(study.distance);
  const law = (study: Study, sigma: number = CLAIM_SIGMA) => agreement(lawPoints(study, sigma));
  return {
    correlation: law(plain).r,
    ratio: law(plain).ratio,
    usable: lawPoints(plain, CLAIM_SIGMA).seen.length,
    studied: plain.digits.length,
    ratioWide: law(plain, SIGMAS.at(-1)).ratio,
    correlationNoisy: law(noisy).r,
    correlationPushed: law(pushed).r,
    ratioNoisy: law(noisy).ratio,
    ratioPushed: law(pushed).ratio,
    error: plain.error,
    errorNoisy: noisy.error,
    errorPushed: pushed.error,
    inNoise: inNoise(plain),
    inNoiseNoisy: inNoise(noisy),
    inNoisePushed: inNoise(pushed),
    distance: distance(plain),
    distanceNoisy: distance(noisy),
    distancePushed: distance(pushed),
    noisyNoise: inNoise(noisy) / inNoise(plain),
    pushedNoise: inNoise(pushed) / inNoise(plain),
    noisyDistance: distance(noisy) / distance(plain),
    pushedDistance: distance(pushed) / distance(plain),
  };
}
