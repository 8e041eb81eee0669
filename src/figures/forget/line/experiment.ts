/** Logistic regression in the plane: task A, then task B; beside it, a line that sees both tasks in every step. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import type { Values } from '../../../core/params.ts';
import type { Random } from '../../../core/random.ts';
import { dense, type Model } from '../../../nn/model.ts';
import { init } from '../../../nn/net.ts';
import { sgd } from '../../../nn/optimisers.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose, leaves, variables } from '../../../nn/tree.ts';
import { CHECKPOINT, declaration } from './declaration.ts';
import { accuracy, bestWorseTask, frontierOf, keepable, loss } from './lines.ts';
import { makeTasks } from './tasks.ts';
import type { Cloud, Line, LineMeasure, LineView } from './types.ts';

type LineValues = Values<typeof declaration.params>;
type Series = keyof typeof declaration.series;

/** One linear unit on (x, y); it starts almost flat, so that the first task meets no opinion. */
const MODEL: Model = { input: [2], layers: [dense(1, 'linear', { gain: 0.1 })] };

/** What a run leaves behind: numbers only. */
interface LineResult {
  readonly measures: Readonly<Record<LineMeasure, number>>;
}

async function* run(lab: Lab, values: LineValues): AsyncGenerator<Step<LineView, Series>, LineResult, void> {
  const { a, b } = makeTasks(values, (tag) => lab.random('data', tag));
  const frontier = frontierOf(a, b);
  const anyLine = bestWorseTask(frontier);
  const change = values.stepsA;
  const steps = values.stepsA + values.stepsB;
  const { onlyA, onlyB, both, solo, pair, free } = setUp(a, b, values.learningRate, () => lab.random('init'));
  try {
    let afterA: Line | undefined;
    const measures: Record<LineMeasure, number> = { ...UNKNOWN, anyLine };
    for (let step = 0; step <= steps; step++) {
      if (step > 0) {
        solo.train(step <= change ? onlyA : onlyB);
        pair.train(both);
      }
      const line = await solo.read();
      const joint = await pair.read();
      if (step === change) afterA = line;
      const series = {
        accuracyA: accuracy(line, a),
        accuracyB: accuracy(line, b),
        jointA: accuracy(joint, a),
        jointB: accuracy(joint, b),
        lossA: lab.finite(loss(line, a), 'the loss on task A'),
        lossB: lab.finite(loss(line, b), 'the loss on task B'),
      };
      note(measures, step - change, values.stepsB, series, keepable(frontier, series.accuracyB));
      const settled = afterA;
      const view = (): LineView => ({
        task: step <= change ? 'A' : 'B',
        step,
        change,
        line,
        ...(settled && { afterA: settled }),
        joint,
        frontier,
        keepable: keepable(frontier, series.accuracyB),
        anyLine,
        a,
        b,
      });
      yield { t: step, progress: step / steps, series, view };
    }
    return { measures };
  } finally {
    free();
  }
}

/** The two lines, from one start, and the tensors that they train on. */
function setUp(a: Cloud, b: Cloud, learningRate: number, random: () => Random) {
  const onlyA = batchOf([a]);
  const onlyB = batchOf([b]);
  const both = batchOf([a, b]);
  const solo = trainLine(random(), learningRate);
  const pair = trainLine(random(), learningRate);
  const free = () => {
    for (const { x, y } of [onlyA, onlyB, both]) tf.dispose([x, y]);
    solo.free();
    pair.free();
  };
  return { onlyA, onlyB, both, solo, pair, free };
}

interface Points {
  readonly x: tf.Tensor2D; // [count, 2]
  readonly y: tf.Tensor2D; // [count, 1], 0 or 1
}

function batchOf(clouds: readonly Cloud[]): Points {
  const xy = clouds.flatMap((c) => [...c.xy]);
  const labels = clouds.flatMap((c) => [...c.labels]);
  return { x: tf.tensor2d(xy, [labels.length, 2]), y: tf.tensor2d(labels, [labels.length, 1], 'float32') };
}

/** Full-batch gradient descent on the logistic loss. */
function trainLine(random: Random, learningRate: number) {
  const start = init(MODEL, random);
  const params = variables(start);
  dispose(start);
  const trainer = makeTrainingStep({ model: MODEL, loss: 'logistic', optimiser: sgd(learningRate) }, params);
  return {
    train: ({ x, y }: Points) => trainer.run(x, y).dispose(),
    async read(): Promise<Line> {
      const [weight, bias] = await Promise.all(leaves(params).map((leaf) => leaf.data()));
      return { wx: weight?.[0] ?? NaN, wy: weight?.[1] ?? NaN, bias: bias?.[0] ?? NaN };
    },
    free() {
      trainer.dispose();
      dispose(params);
    },
  };
}

const UNKNOWN: Readonly<Record<LineMeasure, number>> = {
  aBefore: NaN,
  aAtCheckpoint: NaN,
  bAtCheckpoint: NaN,
  keepableAtCheckpoint: NaN,
  aAfter: NaN,
  bAfter: NaN,
  keepable: NaN,
  forgotten: NaN,
  conflict: NaN,
  jointA: NaN,
  jointB: NaN,
  jointWorse: NaN,
  anyLine: NaN,
};

/** Keeps what the claims ask for. `stepsOnB` is negative while task A is trained. */
function note(m: Record<LineMeasure, number>, stepsOnB: number, last: number, now: Readonly<Record<Series, number>>, kept: number): void {
  if (stepsOnB === 0) m.aBefore = now.accuracyA;
  if (stepsOnB === CHECKPOINT) {
    m.aAtCheckpoint = now.accuracyA;
    m.bAtCheckpoint = now.accuracyB;
    m.keepableAtCheckpoint = kept;
  }
  if (stepsOnB !== last) return;
  m.aAfter = now.accuracyA;
  m.bAfter = now.accuracyB;
  m.keepable = kept;
  m.forgotten = Math.max(0, kept - m.aAfter);
  m.conflict = Math.max(0, m.aBefore - kept);
  m.jointA = now.jointA;
  m.jointB = now.jointB;
  m.jointWorse = Math.min(now.jointA, now.jointB);
}

export default experiment({
  declaration,
  run,
  measure: (result: LineResult) => result.measures,
  probes: {},
  dispose: () => {},
});
