/** Trains two networks, one with skip connections, and looks at the loss on four planes through each. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import type { Examples, Plane } from '../../../nn/skips/slicer.ts';
import { makeSlicer } from '../../../nn/skips/slicer.ts';
import { stretched } from '../../../nn/skips/stack.ts';
import { declaration } from './declaration.ts';
import { SIDE } from './ground.ts';
import { BATCH, forBoth, forBothInTurn, makeLearners, noiseFor, stacksOf, type Learner } from './networks.ts';
import { offsetsOf, type Offsets } from './path.ts';
import { curvedPlane, pathPlane, randomPlane, type Trained } from './planes.ts';
import { levelsOf, lossesOn, lossRows, mean, NOTHING, sliceOf } from './slicing.ts';
import { accuracyOf, makeSpirals, POINTS, some } from './spirals.ts';
import {
  KINDS,
  sliceKey,
  NETS,
  type Kind,
  type OfBoth,
  type Slice,
  type SliceQuestion,
  type SlicesMeasure,
  type SlicesValues,
  type SlicesView,
} from './types.ts';

type Frame = Step<SlicesView, keyof typeof declaration.series>;
type OfKinds<T> = Readonly<Record<Kind, T>>;

/** Points along the way of training, and pictures of it. */
const [PATH_POINTS, PICTURES] = [30, 10];
/** Places on a side while the networks train. */
const COARSE = 17;
/** Rows of a slice between two chances for the page to look. */
const STRETCH = 3;
/** Shares of the run that are over when both networks are trained, and when all slices are there. */
const [TRAINED, SLICED] = [0.25, 0.97];
/** The factor by which the measures stretch a network: a power of two, so that nothing is rounded. */
const STRETCHED = 4;
/** Places on a side for the measure of a stretched network. */
const ROUGHLY = 25;

interface SlicesResult {
  readonly examples: Examples;
  readonly trained: OfBoth<Trained>;
  readonly planes: OfKinds<OfBoth<Plane>>;
  readonly measures: Readonly<Record<SlicesMeasure, number>>;
}

async function* run(lab: Lab, values: SlicesValues): AsyncGenerator<Frame, SlicesResult, void> {
  const examples = makeSpirals(lab.random('data'));
  const stacks = stacksOf(values);
  const noise = noiseFor(lab, stacks.plain);
  const order = lab.random('order');
  const learners = makeLearners(lab, stacks, examples);
  try {
    const rowOf = (net: 'plain' | 'skips') => learners[net].trainer.row();
    const rows = await forBothInTurn(async (net) => [await rowOf(net)]);
    const every = Math.max(1, Math.round(values.epochs / PATH_POINTS));
    const pictured = Math.max(1, Math.round(values.epochs / PICTURES));
    /** While they train: a coarse plane around each, as it is now. */
    const coarse = async (epoch: number): Promise<SlicesView> => {
      const filters = await forBothInTurn(async (net) => {
        const row = await rowOf(net);
        const plane = randomPlane({ stack: stacks[net], row, noise }, 'filters');
        return sliceOf(await lossesOn(learners[net].slicer, plane, COARSE), plane, offsetsOf([...rows[net], row]));
      });
      return { stage: 'training', epoch, slices: { ...NO_SLICES, filters } };
    };
    yield { t: 0, progress: 0, view: () => coarse(0) };
    for (let epoch = 1; epoch <= values.epochs; epoch++) {
      const series = await learn(lab, learners, examples, order.permutation(POINTS));
      if (epoch % every === 0 || epoch === values.epochs) for (const net of NETS) rows[net].push(await rowOf(net));
      yield { t: epoch, progress: (TRAINED * epoch) / values.epochs, series, ...(epoch % pictured === 0 && { view: () => coarse(epoch) }) };
    }

    const trained = await forBothInTurn(async (net): Promise<Trained> => ({ stack: stacks[net], row: await rowOf(net), offsets: offsetsOf(rows[net]), noise }));
    const accuracy = await forBothInTurn(async (net) => accuracyOf(await learners[net].slicer.logits(trained[net].row)));
    const curved = await forBothInTurn((net) => curvedPlane(trained[net], examples, lab.random('noise', 'curvature')));
    const planes: OfKinds<OfBoth<Plane>> = {
      filters: forBoth((net) => randomPlane(trained[net], 'filters')),
      raw: forBoth((net) => randomPlane(trained[net], 'raw')),
      path: forBoth((net) => pathPlane(trained[net])),
      curvature: forBoth((net) => curved[net].plane),
    };
    let slices: SlicesView['slices'] = NO_SLICES;
    let done = 0;
    for (const kind of KINDS) {
      const found = { plain: NOTHING, skips: NOTHING };
      for (const net of NETS) {
        const losses = new Float32Array(SIDE * SIDE);
        let row = 0;
        for await (const ofRow of lossRows(learners[net].slicer, planes[kind][net], SIDE)) {
          losses.set(ofRow, SIDE * row++);
          done++;
          if (row % STRETCH === 0) yield { t: values.epochs, progress: TRAINED + ((SLICED - TRAINED) * done) / (KINDS.length * NETS.length * SIDE) };
        }
        found[net] = sliceOf(losses, planes[kind][net], trained[net].offsets);
        lab.finite(found[net].rough, 'the loss on a slice');
      }
      slices = { ...slices, [kind]: found };
      const soFar = slices;
      // one picture before the last: it is the planes that make a recording large
      if (kind === 'filters')
        yield {
          t: values.epochs,
          progress: TRAINED + (SLICED - TRAINED) / KINDS.length,
          view: () => ({ stage: 'slicing', epoch: values.epochs, slices: soFar }),
        };
    }
    const all = slices;
    const { filters, raw, path } = all;
    const ratio = ({ plain, skips }: OfBoth<Slice>) => plain.rough / skips.rough;
    const measures: Record<SlicesMeasure, number> = {
      ratio: ratio(filters),
      rawRatio: ratio(raw),
      pathRatio: ratio(path),
      roughPlain: filters.plain.rough,
      roughSkips: filters.skips.rough,
      accuracyPlain: accuracy.plain,
      accuracySkips: accuracy.skips,
      pathShare: Math.min(path.plain.share, path.skips.share),
      randomShare: Math.max(filters.plain.share, filters.skips.share),
      curveRatio: curved.skips.value / curved.plain.value,
      curvePlain: curved.plain.value,
      curveSkips: curved.skips.value,
      stretchRaw: await liftOf(learners.skips, trained.skips, 'raw'),
      stretchUnits: Math.abs((await liftOf(learners.skips, trained.skips, 'filters')) - 1),
    };
    yield { t: values.epochs, progress: 1, view: () => ({ stage: 'done', epoch: values.epochs, slices: all }) };
    return { examples, trained, planes, measures };
  } finally {
    learners.dispose();
  }
}

const NO_SLICES: SlicesView['slices'] = {
  filters: forBoth(() => NOTHING),
  raw: forBoth(() => NOTHING),
  path: forBoth(() => NOTHING),
  curvature: forBoth(() => NOTHING),
};

/** One epoch of both, on the same points in the same order. @returns the mean losses of its batches */
async function learn(lab: Lab, learners: OfBoth<Learner>, examples: Examples, order: Uint32Array): Promise<OfBoth<number>> {
  const sum = { plain: 0, skips: 0 };
  for (let start = 0; start < POINTS; start += BATCH) {
    const { x, targets } = some(examples, order.subarray(start, start + BATCH));
    for (const net of NETS) sum[net] += await learners[net].trainer.step(x, targets);
  }
  return forBoth((net) => lab.finite((sum[net] * BATCH) / POINTS, 'the loss'));
}

/** The mean level of a network's slice once the network is stretched, as a multiple of the level before. */
async function liftOf({ slicer }: Learner, network: Trained, kind: 'filters' | 'raw'): Promise<number> {
  const level = async (stretch: number) => mean(levelsOf(await lossesOn(slicer, randomPlane(network, kind, stretch), ROUGHLY)));
  return (await level(STRETCHED)) / (await level(1));
}

/** The planes of one kind for another reach, or through the stretched networks. */
async function answer(_: Lab, { examples, trained, planes }: SlicesResult, { kind, reach, stretch }: SliceQuestion): Promise<OfBoth<Slice>> {
  return forBothInTurn(async (net) => {
    const { stack } = trained[net];
    const random = kind === 'filters' || kind === 'raw';
    const plane = random ? randomPlane(trained[net], kind, stretch) : planes[kind][net];
    const offsets = random ? stretchedOffsets(trained[net], stretch) : trained[net].offsets;
    const slicer = makeSlicer(stack, examples);
    try {
      return sliceOf(await lossesOn(slicer, plane, SIDE, reach), plane, offsets, reach);
    } finally {
      slicer.dispose();
    }
  });
}

/** The way of training, stretched like its end. */
const stretchedOffsets = ({ stack, offsets }: Trained, stretch: number): Offsets =>
  stretch === 1 ? offsets : offsets.map((offset) => Float64Array.from(stretched(stack, Float32Array.from(offset), stretch)));

/** The text asks for it before the first run: the stretched networks, on the raw plane. */
const STARTER: SliceQuestion = { kind: 'raw', reach: 1, stretch: STRETCHED };

export default experiment({
  declaration,
  run,
  measure: ({ measures }: SlicesResult) => measures,
  probes: { slice: answer },
  starters: [{ probe: 'slice', input: STARTER, key: sliceKey(STARTER) }],
  dispose: () => {},
});
