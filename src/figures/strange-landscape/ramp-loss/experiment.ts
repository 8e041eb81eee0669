/** Trains both machines on labels of which a share was turned: all of the ramp's problems at once, round by round. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import { COUNT, declaration, SHARES, SIZES, STARTS } from './declaration.ts';
import { descend, startOf, type Descent } from './descent.ts';
import { accuracyOf, countOf, hingeMachine, type Machine } from './machines.ts';
import type { Rows } from './rows.ts';
import { makeTask } from './task.ts';
import type { Pair, RampMeasure, RampValues, RampView } from './types.ts';

type Frame = Step<RampView, keyof typeof declaration.series>;

/** One training set, the hinge machine on it, and the ramp machine on its way. */
interface Problem {
  readonly flips: number;
  readonly count: number;
  readonly rows: Rows;
  readonly hinge: Machine;
  readonly way: Descent;
}

/** Share of the run that is over when every hinge machine is solved. */
const SOLVED = 0.15;
/** Ends within a hundredth of one another are as good. */
const SAME = 1.01;

interface RampResult {
  readonly measures: Readonly<Record<RampMeasure, number>>;
}

async function* run(lab: Lab, { flips, price, cut, start }: RampValues): AsyncGenerator<Frame, RampResult, void> {
  const task = makeTask((tag) => lab.random('data', tag));
  const settings = [
    { flips, count: COUNT },
    ...SHARES.filter((share) => share !== flips).map((share) => ({ flips: share, count: COUNT })),
    ...SIZES.filter((count) => count !== COUNT).map((count) => ({ flips, count })),
  ];
  const problems: Problem[] = [];
  const view = (round: number, starts: readonly Descent[], stage: RampView['stage'] = 'descending'): RampView => {
    const pairs = problems.map((problem) => pairOf(problem, task.test));
    return {
      stage,
      round,
      shares: pairs.filter((p) => p.count === COUNT && SHARES.includes(p.flips)).sort((a, b) => a.flips - b.flips),
      sizes: pairs.filter((p) => p.flips === flips).sort((a, b) => a.count - b.count),
      costs: starts.map(({ costs }) => costs.map((cost) => Number((cost / (price * COUNT)).toFixed(4)))),
    };
  };

  for (const setting of settings) {
    const rows = task.training(setting.count, setting.flips);
    const hinge = hingeMachine(rows, price);
    const random = lab.random('init', `${setting.count} ${setting.flips}`);
    const from = startOf(start, hinge, () => random.normal());
    problems.push({ ...setting, rows, hinge, way: descend(rows, price, cut, from) });
    yield { t: 0, progress: (SOLVED * problems.length) / settings.length, view: () => view(0, []) };
  }
  const [own] = problems;
  if (!own) throw new Error('ramp-loss: there is no training set');
  const random = lab.random('init', 'starts');
  const from = (of: 'hinge' | 'wrong' | 'random') =>
    descend(
      own.rows,
      price,
      cut,
      startOf(of, own.hinge, () => random.normal()),
    );
  const fromHinge = start === 'hinge' ? own.way : from('hinge');
  const starts = [fromHinge, from('wrong'), ...Array.from({ length: STARTS }, () => from('random'))];
  const ways = [...new Set([...problems.map((p) => p.way), ...starts])];
  const seriesOf = () => ({
    hingeAccuracy: accuracyOf(task.test, own.hinge.w),
    rampAccuracy: accuracyOf(task.test, own.way.machine().w),
    hingeSupport: countOf(own.hinge.support),
    rampSupport: countOf(own.way.machine().support),
    cost: lab.finite((own.way.costs.at(-1) ?? NaN) / (price * COUNT), 'the cost'),
  });

  yield { t: 0, progress: SOLVED, series: seriesOf(), view: () => view(0, starts) };
  for (let round = 1; ways.some((way) => !way.settled()); round++) {
    const progress = () => SOLVED + (1 - SOLVED) * (ways.filter((way) => way.settled()).length / ways.length);
    for (const way of ways)
      if (!way.settled()) {
        const before = progress();
        way.round();
        yield { t: round, progress: Math.min(before, 0.999) };
      }
    yield { t: round, progress: Math.min(progress(), 0.999), series: seriesOf(), view: () => view(round, starts) };
  }
  const last = Math.max(...ways.map((way) => way.costs.length - 1));
  yield { t: last, progress: 1, view: () => view(last, starts, 'done') };
  return { measures: measuresOf(problems, starts, ways, task.test) };
}

function pairOf({ flips, count, hinge, way }: Problem, test: Rows): Pair {
  const ramp = way.machine();
  return {
    flips,
    count,
    hinge: accuracyOf(test, hinge.w),
    ramp: accuracyOf(test, ramp.w),
    hingeSupport: countOf(hinge.support),
    rampSupport: countOf(ramp.support),
  };
}

function measuresOf(problems: readonly Problem[], starts: readonly Descent[], ways: readonly Descent[], test: Rows): RampResult['measures'] {
  const pairs = problems.map((problem) => pairOf(problem, test));
  const [own] = pairs;
  const clean = pairs.find((p) => p.flips === 0 && p.count === COUNT);
  const sized = (count: number) => pairs.find((p) => p.flips === own?.flips && p.count === count);
  const [small, large] = [sized(Math.min(...SIZES)), sized(Math.max(...SIZES))];
  const ends = starts.map(({ costs }) => costs.at(-1) ?? NaN);
  const [fromHinge = NaN, fromWrong = NaN, ...fromRandom] = ends;
  const accuracies = starts.map((way) => accuracyOf(test, way.machine().w));
  const worst = Math.max(...fromRandom);
  const among = (which: (end: number) => boolean) => fromRandom.filter(which).length / fromRandom.length;
  return {
    hingeAccuracy: own?.hinge ?? NaN,
    rampAccuracy: own?.ramp ?? NaN,
    gain: (own?.ramp ?? NaN) - (own?.hinge ?? NaN),
    hingeSupport: own?.hingeSupport ?? NaN,
    rampSupport: own?.rampSupport ?? NaN,
    fewer: ratio(own?.rampSupport, own?.hingeSupport),
    cleanGain: (clean?.ramp ?? NaN) - (clean?.hinge ?? NaN),
    cleanFewer: ratio(clean?.rampSupport, clean?.hingeSupport),
    hingeGrowth: ratio(large?.hingeSupport, small?.hingeSupport),
    rampGrowth: ratio(large?.rampSupport, small?.rampSupport),
    worse: among((end) => end > SAME * fromHinge),
    better: among((end) => SAME * end < fromHinge),
    worst: worst / fromHinge,
    worstAccuracy: accuracies[ends.indexOf(worst, 2)] ?? NaN,
    wrongWay: fromWrong / fromHinge,
    wrongAccuracy: accuracies[1] ?? NaN,
    rounds: (starts[0]?.costs.length ?? NaN) - 1,
    rise: Math.max(...ways.map(({ costs }) => largestRise(costs))),
  };
}

const ratio = (a = NaN, b = NaN): number => (b === 0 ? NaN : a / b);

/** Relative to where it rose from; 0 where it never does. */
export const largestRise = (costs: readonly number[]): number => Math.max(0, ...costs.slice(1).map((cost, k) => cost / (costs[k] ?? NaN) - 1));

export default experiment({ declaration, run, measure: ({ measures }: RampResult) => measures, probes: {}, dispose: () => {} });
