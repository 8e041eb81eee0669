/**
 * Ways of compiling a training step that a backend brings along when it starts, so that a reader on WASM does not load
 * the programs for the graphics card.
 */
import type { Params } from '../net.ts';
import type * as tf from '../tf.ts';
import type { TrainingSpec, TrainingStep } from '../training.ts';

export interface StepCompiler {
  /** Whether it works on the backend that tfjs computes on now. */
  can(): boolean;
  compile(spec: TrainingSpec, params: Params<tf.Variable>): TrainingStep;
}

const offered: StepCompiler[] = [];

/** From now on training steps are compiled by it wherever it can. */
export function offerCompiler(compiler: StepCompiler): void {
  if (!offered.includes(compiler)) offered.push(compiler);
}

export const compilerHere = (): StepCompiler | undefined => offered.find((c) => c.can());
