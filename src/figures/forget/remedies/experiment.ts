/** Several learners of the same tasks side by side, epoch by epoch. */
import { ReaderError } from '../../../core/failures.ts';
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import { stepsPerEpoch } from '../../../nn/batches.ts';
import { mlp } from '../../../nn/model.ts';
import { declaration, METHODS, type MethodName } from './declaration.ts';
import { canTakePart } from './make-method.ts';
import { BATCH, type Course } from './method.ts';
import { isRemedy, REMEDIES } from './methods.ts';
import { makeRunner, type Runner } from './runner.ts';
import { streamOf } from './stream.ts';
import type { MethodView, RemediesMeasures, RemediesValues, RemediesView } from './types.ts';

type Frame = Step<RemediesView, MethodName | 'chosen'>;
type At = Pick<Frame, 't' | 'progress'>;

/** Steps between two chances for the page to look, some 30 ms of work. */
const STRETCH = 12;

interface RemediesResult {
  readonly measures: RemediesMeasures;
}

async function* run(lab: Lab, values: RemediesValues): AsyncGenerator<Frame, RemediesResult, void> {
  const { tasks, classes, dispose } = await streamOf(lab, values);
  const course: Course = { lab, values, tasks, model: mlp([784, values.hidden, classes]) };
  const runners: Runner[] = [];
  const times: number[] = [];
  const epochs = tasks.length * values.epochs;
  try {
    for (const name of chosen(values)) runners.push(makeRunner(name, course));
    if (runners.length === 0)
      throw new ReaderError('data', 'HAT has to be told the task, and with two digits each nobody tells. Choose another method, or other tasks.');
    let naivePasses = 0;
    const viewAt = (epoch: number) => (): RemediesView => ({
      epoch,
      each: values.epochs,
      tasks: tasks.length,
      times: Float32Array.from(times),
      methods: runners.map((r) => r.view(naivePasses)),
      dreams: Object.fromEntries(runners.flatMap(({ name, method }) => (method.dreams ? [[name, method.dreams()]] : []))),
    });
    yield* lookAll(runners, 0, true, { t: 0, progress: 0 }); // before anything is learned
    yield { t: 0, progress: 0, view: viewAt(0) };
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const task = Math.floor((epoch - 1) / values.epochs);
      const ended = epoch % values.epochs === 0;
      const steps = stepsPerEpoch(tasks[task]?.train.count ?? 0, BATCH);
      const at = (method: number) => ({ t: epoch - 1, progress: (epoch - 1 + method / runners.length) / epochs });
      for (const [k, { method }] of runners.entries()) yield* epochOf(lab, method, task, steps, at(k));
      naivePasses += steps * BATCH;
      if (!isDue(values.epochs, epoch - task * values.epochs)) continue;
      times.push(epoch);
      const series = yield* lookAll(runners, task + 1, ended, at(runners.length));
      if (ended && epoch < epochs) {
        for (const { method } of runners) for await (const _ of method.after?.(task) ?? []) yield at(runners.length);
      }
      yield { t: epoch, progress: epoch / epochs, series, view: viewAt(epoch) };
    }
    return { measures: measuresOf(viewAt(epochs)()) };
  } finally {
    for (const { method } of runners) method.dispose();
    dispose();
  }
}

async function* epochOf(lab: Lab, method: Runner['method'], task: number, steps: number, at: At): AsyncGenerator<Frame, void, void> {
  for (let step = 0; step < steps; step++) {
    const loss = await method.step(task);
    try {
      if (step === steps - 1) lab.finite((await loss.data())[0] ?? NaN, 'the loss');
    } finally {
      loss.dispose();
    }
    if (step % STRETCH === STRETCH - 1) yield at;
  }
}

/** Whether to look after so many epochs on a task: after the first, which does most of the harm, after the last, and once between. */
const isDue = (epochs: number, done: number): boolean => done === 1 || done === epochs || done === Math.ceil(epochs / 3);

export const chosen = ({ methods, stream }: Pick<RemediesValues, 'methods' | 'stream'>): MethodName[] =>
  METHODS.filter((name) => (methods === 'all' || methods === name) && canTakePart(name, stream));

/** Averages by method; a method that runs alone is the chosen one, whichever it is, so that two of them can be compared. */
async function* lookAll(runners: readonly Runner[], begun: number, ended: boolean, at: At): AsyncGenerator<Frame, NonNullable<Frame['series']>, void> {
  const series: Partial<Record<MethodName | 'chosen', number>> = {};
  for (const runner of runners) {
    series[runners.length > 1 ? runner.name : 'chosen'] = await runner.look(begun, ended);
    yield at;
  }
  return series;
}

/** Scores by method; and by themselves those of the method that ran alone, or of the best remedy among all. */
function measuresOf({ methods }: RemediesView): RemediesMeasures {
  const measures: Record<string, number> = {};
  for (const { method, average, backward, cost } of methods)
    Object.assign(measures, { [method]: average, [`${method}Back`]: backward, [`${method}Cost`]: cost });
  const remedies = methods.filter(({ method }) => isRemedy(method));
  const best = remedies.reduce((a: MethodView | undefined, b) => (a && a.average >= b.average ? a : b), undefined);
  const shown = methods.length > 1 ? best : methods[0];
  if (shown) Object.assign(measures, { average: shown.average, backward: shown.backward, forward: shown.forward, cost: shown.cost, stored: shown.stored });
  if (best) measures.best = REMEDIES.indexOf(best.method);
  const { naive = NaN, l2 = NaN, ewc = NaN, gem = NaN, hat = NaN, rehearsal = NaN, dreaming = NaN, gaussian = NaN, joint = NaN } = measures;
  Object.assign(measures, {
    ewcGain: ewc - naive,
    ewcLead: ewc - l2,
    gemGain: gem - naive,
    dreamGain: dreaming - naive,
    gaussianLead: gaussian - dreaming,
    hatShort: rehearsal - hat,
    rehearsalShort: joint - rehearsal,
  });
  // HAT may be missing, and for joint learning there is no earlier and later
  return Object.fromEntries(Object.entries(measures).filter(([, value]) => Number.isFinite(value)));
}

export default experiment({ declaration, run, measure: ({ measures }: RemediesResult) => measures, probes: {}, dispose: () => {} });
