/** Trains a network, cuts its small weights, puts the rest back to their start, and trains again; beside it, what it is compared with. */
import { experiment } from '../../../core/experiment.ts';
import type { Measures } from '../../../core/claims.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import { kept, prune, whole } from '../../../nn/masks.ts';
import { declaration, DIGITS, TEST_DIGITS } from './declaration.ts';
import { measuresOf } from './measures.ts';
import { trialOf } from './nets.ts';
import { leftOf, marksOf, shareAfter, widthsOf } from './plan.ts';
import { tracesOf } from './traces.ts';
import { makeTrainer } from './trainer.ts';
import { EVERY_ROUND, LAST_ROUND, type Learning, type LotteryValues, type LotteryView, type Net, type Traces } from './types.ts';

type Frame = Step<LotteryView, keyof typeof declaration.series>;

interface LotteryResult {
  readonly measures: Measures;
}

async function* run(lab: Lab, values: LotteryValues): AsyncGenerator<Frame, LotteryResult, void> {
  const digits = await lab.images('mnist', 'train', DIGITS);
  const test = await lab.images('mnist', 'test', TEST_DIGITS);
  const [widths, marks] = [widthsOf(values), marksOf(values)];
  const trainer = makeTrainer(lab, values, digits, test);
  const trials = 1 + values.rounds * EVERY_ROUND.length + LAST_ROUND.length;
  try {
    const start = await trainer.weights();
    let masks = start.map(({ length }) => whole(length));
    let trained: readonly Float32Array[] = start;
    let all: readonly number[] = [];
    let [best, trialsDone] = [-Infinity, 0];
    for (let round = 0; ; round++) {
      const last = round === values.rounds;
      const share = shareAfter(values, round);
      if (round > 0) masks = masks.map((mask, l) => prune(trained[l] ?? new Float32Array(), mask, leftOf(values, l, kept(mask))));
      const fresh = await trainer.fresh(`round ${round}`);
      const trial = (net: Net) => trialOf(net, { masks, start }, fresh, widths, lab.random('noise', `${net} ${round}`));
      const everyRound = { ticket: trial('ticket'), anew: trial('anew'), shuffled: trial('shuffled') };
      const traces: Traces | undefined = round > 0 ? tracesOf(everyRound, widths) : undefined;
      const list = round === 0 ? [trial('whole')] : [...Object.values(everyRound), ...(last ? LAST_ROUND.map(trial) : [])];
      const learning: Partial<Record<Net, readonly number[]>> = round === 0 ? {} : { whole: all };
      const view = (stage: LotteryView['stage']): LotteryView => ({ stage, round, share, marks, learning: { ...learning }, ...(traces && { traces }) });
      for (const [k, { net, ...rest }] of list.entries()) {
        const scores: number[] = [];
        for await (const step of trainer.train(rest, scores)) {
          learning[net] = [...scores];
          // the end of a round is told below, with its numbers
          if (step === values.steps && k === list.length - 1) break;
          const within = step / values.steps;
          const [t, progress] = [round === 0 ? 0 : round - 1 + (k + within) / list.length, (trialsDone + within) / trials];
          yield { t, progress, ...(marks.includes(step) && { view: () => view('training') }) };
        }
        trialsDone++;
        if (net === 'whole') all = scores;
        if (net === 'whole' || net === 'ticket') trained = await trainer.weights();
      }
      const series = round === 0 ? { ticket: endOf(learning, 'whole') } : endsOf(learning);
      if (round > 0) best = Math.max(best, endOf(learning, 'ticket'));
      yield { t: round, progress: trialsDone / trials, series, view: () => view(last ? 'done' : 'training') };
      if (last) return { measures: measuresOf(marks, learning, share, best) };
    }
  } finally {
    trainer.dispose();
  }
}

const endOf = (learning: Learning, net: Net): number => learning[net]?.at(-1) ?? NaN;

const endsOf = (learning: Learning) => ({ ticket: endOf(learning, 'ticket'), anew: endOf(learning, 'anew'), shuffled: endOf(learning, 'shuffled') });

export default experiment({ declaration, run, measure: ({ measures }: LotteryResult) => measures, probes: {}, dispose: () => {} });
