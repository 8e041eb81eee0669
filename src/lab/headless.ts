/** Runs an experiment to its end without a page: for the command line and the tests. */
import type { Measures } from '../core/claims.ts';
import type { Experiment, Lab, SeriesSpec } from '../core/experiment.ts';
import type { ParamTable, Values } from '../core/params.ts';
import { hashRun, TraceBuilder, type Trace } from '../core/trace.ts';
import { diverged } from './make-lab.ts';

export interface HeadlessOptions {
  /** Keep about this many pictures along the run, evenly by progress, the last one final. Default: none. */
  readonly views?: number;
  /** Ask the experiment's starters at the end. */
  readonly starters?: boolean;
}

export interface Finished<V = unknown> {
  readonly trace: Trace;
  readonly measures: Measures;
  /** Of every value of every series, and of the measures. Two equal runs share it. */
  readonly hash: string;
  readonly views: readonly { readonly t: number; readonly view: V }[];
  /** Answers to the starters, by their keys. */
  readonly probes: Readonly<Record<string, unknown>>;
}

/** Rejects with whatever the experiment throws; leaves no tensors behind either way. */
export async function runHeadless<T extends ParamTable, S extends string, V, R>(
  experiment: Experiment<T, S, V, R>,
  values: Values<T>,
  lab: Lab,
  options: HeadlessOptions = {},
): Promise<Finished<V>> {
  const specs: Readonly<Record<string, SeriesSpec>> = experiment.declaration.series;
  const builder = new TraceBuilder(Object.keys(specs));
  const views: { t: number; view: V }[] = [];
  const due = pictureTimes(options.views ?? 0);
  const generator = experiment.run(lab, values);
  try {
    for (;;) {
      const next = await generator.next();
      if (next.done) return await finish(experiment, next.value, values, lab, builder.take(), views, options);
      const { t, progress, series, view } = next.value;
      for (const [name, x] of Object.entries(series ?? {})) {
        if (typeof x === 'number' && !Number.isFinite(x))
          throw diverged(`“${specs[name]?.label ?? name}” is no longer a finite number at ${experiment.declaration.time} ${t}`);
      }
      builder.append(t, series);
      if (view && due(progress)) views.push({ t, view: structuredClone(await view()) });
    }
  } finally {
    await generator.return(undefined as R); // no more than a formality once it is done
  }
}

/** Tells at which steps to keep a picture: the first step at or after each of `count` equal shares of the run. */
function pictureTimes(count: number): (progress: number) => boolean {
  let next = 0;
  return (progress) => {
    if (count < 1 || progress < next) return false;
    const shares = Math.max(count - 1, 1);
    next = progress >= 1 ? Infinity : (Math.floor(progress * shares + 1e-9) + 1) / shares;
    return true;
  };
}

async function finish<T extends ParamTable, S extends string, V, R>(
  experiment: Experiment<T, S, V, R>,
  result: R,
  values: Values<T>,
  lab: Lab,
  trace: Trace,
  views: Finished<V>['views'],
  options: HeadlessOptions,
): Promise<Finished<V>> {
  try {
    const measures = await experiment.measure(result, lab);
    const probes: Record<string, unknown> = {};
    for (const { probe, input, key } of options.starters ? (experiment.starters ?? []) : []) {
      const ask = experiment.probes[probe];
      if (!ask) throw new Error(`${experiment.declaration.id}: a starter asks “${probe}”, which is no probe`);
      probes[key] = structuredClone(await ask(lab, result, input, values));
    }
    return { trace, measures, hash: hashRun(trace, measures), views, probes };
  } finally {
    experiment.dispose(result);
  }
}
