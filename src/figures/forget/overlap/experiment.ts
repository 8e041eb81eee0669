/** Two courses side by side: networks with few to all units active learn a first task, then a second. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import { correlation } from '../../../core/statistics.ts';
import { declaration } from './declaration.ts';
import { makeDigits } from './digits.ts';
import { makeSums } from './sums.ts';
import type { OverlapMeasure, OverlapValues, OverlapView, Points } from './types.ts';

type Frame = Step<OverlapView, keyof typeof declaration.series>;

/** Stretches of learning in each half of the run, some 40 ms of work each. */
const STRETCHES = 100;
/** Stretches between two looks at the points. */
const LOOK = 10;

interface OverlapResult {
  readonly view: OverlapView;
  /** As it was before the second task. */
  readonly before: OverlapView;
}

async function* run(lab: Lab, values: OverlapValues): AsyncGenerator<Frame, OverlapResult, void> {
  const digits = await makeDigits(lab, values);
  try {
    const sums = makeSums(lab, values);
    try {
      let before: OverlapView | undefined;
      let view: OverlapView | undefined;
      for (const task of ['first', 'second'] as const) {
        for (let k = task === 'first' ? 0 : 1; k <= STRETCHES; k++) {
          const share = k / STRETCHES;
          await sums.learn(task, share);
          await digits.learn(task, share);
          const progress = (share + (task === 'second' ? 1 : 0)) / 2;
          const t = 2 * values.epochs * progress;
          if (k % LOOK !== 0) {
            yield { t, progress };
            continue;
          }
          const how = k === STRETCHES ? 'closely' : 'in passing';
          const now: OverlapView = { task, sums: await sums.look(how), digits: await digits.look(how) };
          view = now;
          yield { t, progress, series: seriesOf(now), view: () => now };
        }
        before ??= view;
      }
      if (!view || !before) throw new Error('there is nothing to measure');
      return { view, before };
    } finally {
      sums.dispose();
    }
  } finally {
    digits.dispose();
  }
}

const sparse = (row: Float32Array): number => row[0] ?? NaN;
const dense = (row: Float32Array): number => row.at(-1) ?? NaN;

const seriesOf = ({ sums, digits }: OverlapView): Frame['series'] & object => ({
  sumsSparse: sparse(sums.first),
  sumsDense: dense(sums.first),
  digitsSparse: sparse(digits.first),
  digitsDense: dense(digits.first),
});

const relation = ({ overlap, lost }: Points): number => correlation(overlap, lost);

function measure({ view: { sums, digits }, before }: OverlapResult): Record<OverlapMeasure, number> {
  return {
    sumsR: relation(sums),
    sumsLeastLost: Math.min(...sums.lost),
    sumsMostLost: Math.max(...sums.lost),
    sumsSparseOverlap: sparse(sums.overlap),
    sumsDenseOverlap: dense(sums.overlap),
    sumsSparseLost: sparse(sums.lost),
    sumsDenseLost: dense(sums.lost),
    sumsLearned: Math.min(...sums.second),
    digitsR: relation(digits),
    digitsSparseOverlap: sparse(digits.overlap),
    digitsDenseOverlap: dense(digits.overlap),
    digitsSparseLost: sparse(digits.lost),
    digitsDenseLost: dense(digits.lost),
    digitsExtra: sparse(digits.lost) - dense(digits.lost),
    digitsSparseFirst: sparse(before.digits.first),
    digitsDenseFirst: dense(before.digits.first),
  };
}

export default experiment({ declaration, run, measure, probes: {}, dispose: () => {} });
