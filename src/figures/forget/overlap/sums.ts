/** The first course: the sums with a one in them, then those with a two. What was lost is counted when all twos are right. */
import type { Lab } from '../../../core/experiment.ts';
import {
  ALL,
  codeOf,
  DIGIT_UNITS,
  inputOf,
  INPUTS,
  ONLY_ONES,
  ONES,
  OUTPUTS,
  placeOf,
  shareRight,
  targetOf,
  TWOS,
  type Fact,
} from '../../../datasets/addition.ts';
import { read } from '../../../nn/metrics.ts';
import { dense } from '../../../nn/model.ts';
import * as tf from '../../../nn/tf.ts';
import { checkLosses, codesOf, networksOf, overCopies, type Course } from './course.ts';
import { SHOWN, UNITS, WINNERS } from './declaration.ts';
import type { OverlapValues, Points } from './types.ts';

/** Epochs of ones: by then even networks with few active units have nearly all of them right. */
const ONES_EPOCHS = 300;
/** Epochs between two looks at the answers. */
const LOOK = 3;
/** 15 facts are a coarse measure, so that several networks stand behind each point. */
const COPIES = 6;
const RATE = 1;

/** Twos that are no ones: what the ones are compared with. */
const ONLY_TWOS = TWOS.filter(({ a, b }) => a !== 1 && b !== 1);

/** The facts with this one in front: the first of both lists are shown to the reader. */
const leading = (facts: readonly Fact[], { a, b }: Fact): Fact[] => [{ a, b }, ...facts.filter((f) => f.a !== a || f.b !== b)];

export function makeSums(lab: Lab, { pace, twosEpochs }: Pick<OverlapValues, 'pace' | 'twosEpochs'>): Course {
  const model = { input: [INPUTS], layers: [dense(UNITS, 'sigmoid'), dense(OUTPUTS)] };
  // the sum of the logistic losses of all 24 outputs
  const networks = networksOf({ model, loss: 'logistic', learningRate: RATE, pace, copies: COPIES }, lab.random('init', 'sums'));
  const [all, ones, twos, onlyOnes, onlyTwos] = [
    batchOf(ALL),
    batchOf(ONES),
    batchOf(TWOS),
    batchOf(leading(ONLY_ONES, SHOWN[0])),
    batchOf(leading(ONLY_TWOS, SHOWN[1])),
  ];
  const digits = tf.tidy(() => tf.transpose(tf.tensor2d(Array.from({ length: 10 }, (_, digit) => codeOf(digit))))); // [12, 10]
  const practice = { first: { facts: ones, epochs: ONES_EPOCHS }, second: { facts: twos, epochs: twosEpochs } };
  const done = { first: 0, second: 0 };
  const count = COPIES * WINNERS.length;
  /** The facts that each network knew before the twos, and the share of them that it had lost when it had the twos. */
  let known: Fact[][] | undefined;
  const lost = new Float32Array(count).fill(NaN);
  let before: Pick<Points, 'overlap' | 'codes'> | undefined;

  /** What each network says to each fact, in the order of ALL. */
  async function answers(): Promise<Uint8Array[]> {
    // all codes of digits are equally long, so that the nearest one has the greatest product
    const nearest = await read(() => tf.argMax(tf.matMul(tf.reshape(tf.sigmoid(networks.outputs(all.x)), [-1, DIGIT_UNITS]), digits), 1));
    const size = 2 * ALL.length;
    return Array.from({ length: count }, (_, n) =>
      Uint8Array.from(ALL, (__, i) => 10 * (nearest[n * size + 2 * i] ?? NaN) + (nearest[n * size + 2 * i + 1] ?? NaN)),
    );
  }

  const lostBy = (said: Uint8Array, n: number): number => {
    const facts = known?.[n] ?? [];
    return facts.length > 0 ? 1 - shareRight(facts, said) : 0;
  };

  async function beginTwos(): Promise<void> {
    known = (await answers()).map((said) => ONLY_ONES.filter((f) => said[placeOf(f)] === f.a + f.b));
    before = await codesOf(networks, onlyOnes.x, onlyTwos.x);
  }

  return {
    async learn(task, until) {
      if (task === 'second' && !known) await beginTwos();
      const { facts, epochs } = practice[task];
      const end = Math.round(until * epochs);
      while (done[task] < end) {
        const losses = networks.train(facts.x, facts.y);
        if (++done[task] < end) losses.dispose();
        else await checkLosses(lab, losses);
        if (task === 'first' || (done.second % LOOK !== 0 && done.second < epochs)) continue;
        (await answers()).forEach((said, n) => {
          const finished = shareRight(TWOS, said) === 1 || done.second === epochs;
          if (finished && Number.isNaN(lost[n])) lost[n] = lostBy(said, n);
        });
      }
    },
    async look() {
      const said = await answers();
      const now = said.map((s, n) => (Number.isNaN(lost[n]) ? lostBy(s, n) : (lost[n] ?? NaN)));
      return {
        ...(before ?? (await codesOf(networks, onlyOnes.x, onlyTwos.x))),
        lost: overCopies(now),
        first: overCopies(said.map((s) => shareRight(ONLY_ONES, s))),
        second: overCopies(said.map((s) => shareRight(TWOS, s))),
      };
    },
    dispose() {
      networks.dispose();
      tf.dispose([digits, ...[all, ones, twos, onlyOnes, onlyTwos].flatMap(({ x, y }) => [x, y])]);
    },
  };
}

const batchOf = (facts: readonly Fact[]) => ({
  x: tf.tensor2d(facts.flatMap(inputOf), [facts.length, INPUTS]),
  y: tf.tensor2d(facts.flatMap(targetOf), [facts.length, OUTPUTS]),
});
