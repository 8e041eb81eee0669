/** Trains three networks; for each, counts errors in noise and looks for the nearest error of many digits. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Starter, Step } from '../../../core/experiment.ts';
import { answersOf, type Network } from '../../../nn/classifier.ts';
import { share } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose } from '../../../nn/tree.ts';
import { answer } from './answers.ts';
import { CLAIM_SIGMA, COPIES, declaration, TEST_COUNT } from './declaration.ts';
import { noiseReader, type NoiseReader } from './in-noise.ts';
import { measuresOf } from './measures.ts';
import { LESSONS, makeOne, stepsOf, training } from './networks.ts';
import { studyOf } from './study.ts';
import { NETS, noiseKey, type Net, type NoiseQuestion, type NoiseValues, type NoiseView, type Study } from './types.ts';

type Series = keyof typeof declaration.series;
type Frame = Step<NoiseView, Series>;

const LOG_EVERY = 25;
const EVALUATIONS = 6;
const PIXELS = 28 * 28;
/** Share of a network's time that training takes. */
const TRAINING_SHARE = 0.6;

interface Studied {
  readonly network: Network;
  readonly reader: NoiseReader;
  readonly study: Study;
}

interface NoiseResult {
  readonly digits: ImageSet;
  /** Standard normal, [COPIES, pixels]: the same for all digits and networks. */
  readonly noise: tf.Tensor2D;
  /** In the order of NETS. */
  readonly studied: readonly Studied[];
}

async function* run(lab: Lab, values: NoiseValues): AsyncGenerator<Frame, NoiseResult, void> {
  const lessons = await lab.images('mnist', 'train', LESSONS);
  const digits = await lab.images('mnist', 'test', TEST_COUNT);
  const noise = tf.tensor2d(lab.random('noise', 'copies').normals(COPIES * PIXELS), [COPIES, PIXELS]);
  const networks: Network[] = [];
  const readers: NoiseReader[] = [];
  const studied: Studied[] = [];
  let kept = false;
  try {
    for (const [at, net] of NETS.entries()) {
      const network = makeOne(lab);
      networks.push(network);
      const done = studied.map((s) => s.study);
      yield* train(lab, values, net, network, lessons, digits, done);
      const reader = noiseReader(network, noise);
      readers.push(reader);
      const study = yield* measureOne(network, reader, digits, stepsOf(values), done, at);
      studied.push({ network, reader, study });
    }
    kept = true;
    return { digits, noise, studied };
  } finally {
    if (!kept) free({ noise, networks, readers });
  }
}

async function* train(
  lab: Lab,
  values: NoiseValues,
  net: Net,
  network: Network,
  lessons: ImageSet,
  digits: ImageSet,
  studies: readonly Study[],
): AsyncGenerator<Frame, void, void> {
  const at = NETS.indexOf(net);
  const steps = stepsOf(values);
  const evaluateEvery = Math.max(1, Math.round(steps / EVALUATIONS));
  const trainer = training(lab, net, network, lessons, values);
  try {
    for (let step = 0; step <= steps; step++) {
      if (step > 0) trainer.step();
      if (step > 0 && (step % LOG_EVERY === 0 || step === steps)) lab.finite(await trainer.loss(), 'the loss');
      const due = step % evaluateEvery === 0 || step === steps;
      const series = due ? { [net]: share(await answersOf(network, digits), digits.labels) } : undefined;
      const progress = (at + (TRAINING_SHARE * step) / steps) / NETS.length;
      yield { t: at * steps + step, progress, ...(series && { series }), view: () => ({ stage: 'training', at, step, steps, studies }) };
    }
  } finally {
    trainer.dispose();
  }
}

async function* measureOne(
  network: Network,
  reader: NoiseReader,
  digits: ImageSet,
  steps: number,
  before: readonly Study[],
  at: number,
): AsyncGenerator<Frame, Study, void> {
  let study: Study | undefined;
  for await (const sofar of studyOf(network, reader, digits)) {
    study = sofar;
    const { distance } = sofar;
    const open = distance.filter(Number.isNaN).length; // of no digits, when the network reads none right, none is open
    const progress = (at + 1 - (1 - TRAINING_SHARE) * (open / Math.max(distance.length, 1))) / NETS.length;
    const stage = progress >= 1 ? 'done' : 'measuring';
    yield { t: (at + 1) * steps, progress, view: () => ({ stage, at, step: steps, steps, studies: [...before, sofar] }) };
  }
  if (!study) throw new Error('there is nothing to study');
  return study;
}

function free({ noise, networks, readers }: { noise: tf.Tensor; networks: readonly Network[]; readers: readonly NoiseReader[] }): void {
  noise.dispose();
  dispose(networks.map((n) => n.params));
  for (const reader of readers) reader.dispose();
}

async function inNoise({ digits, noise, studied }: NoiseResult, { network: net, ...question }: NoiseQuestion) {
  const found = studied[NETS.indexOf(net)];
  if (!found) throw new Error(`there is no network “${net}”`);
  return answer(found.network, found.reader, noise, digits, question);
}

/** The recording answers for the first test digit at the default σ. */
const starters: readonly Starter[] = NETS.map((network) => ({
  probe: 'inNoise',
  input: { picture: { from: 'test', index: 0 }, network, sigma: CLAIM_SIGMA } satisfies NoiseQuestion,
  key: noiseKey(0, network, CLAIM_SIGMA),
}));

export default experiment({
  declaration,
  run,
  measure: ({ studied }: NoiseResult) => measuresOf(studied.map((s) => s.study)),
  probes: { inNoise: (_lab: Lab, result: NoiseResult, question: NoiseQuestion) => inNoise(result, question) },
  starters,
  dispose: ({ noise, studied }: NoiseResult) => free({ noise, networks: studied.map((s) => s.network), readers: studied.map((s) => s.reader) }),
});
