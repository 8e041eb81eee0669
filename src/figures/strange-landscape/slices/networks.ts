/** Two deep, narrow networks, alike but for their skips, that learn the same points in the same order. */
import type { Lab } from '../../../core/experiment.ts';
import { adam } from '../../../nn/optimisers.ts';
import { makeSlicer, type Examples, type Slicer } from '../../../nn/skips/slicer.ts';
import { freshRow, sizeOf, type Stack } from '../../../nn/skips/stack.ts';
import { makeTrainer, type Trainer } from '../../../nn/skips/trainer.ts';
import type { Net, OfBoth, SlicesValues } from './types.ts';

export const WIDTH = 24;
export const BATCH = 40;
/** Adam's usual rate. */
const RATE = 0.001;

export const forBoth = <T>(make: (net: Net) => T): OfBoth<T> => ({ plain: make('plain'), skips: make('skips') });

export async function forBothInTurn<T>(make: (net: Net) => Promise<T>): Promise<OfBoth<T>> {
  const plain = await make('plain');
  return { plain, skips: await make('skips') };
}

/** Without skips, and with one around every so many-th layer. */
export const stacksOf = ({ depth, every }: SlicesValues): OfBoth<Stack> =>
  forBoth((net) => ({ inputs: 2, width: WIDTH, depth, outputs: 2, skipEvery: net === 'skips' ? every : 0 }));

export interface Learner {
  readonly trainer: Trainer;
  readonly slicer: Slicer;
}

/** Frees what was made already when the rest cannot be. */
export function makeLearners(lab: Lab, stacks: OfBoth<Stack>, points: Examples): OfBoth<Learner> & { dispose(): void } {
  const made: { dispose(): void }[] = [];
  const keep = <T extends { dispose(): void }>(one: T): T => {
    made.push(one);
    return one;
  };
  const dispose = () => made.forEach((one) => one.dispose());
  try {
    const learner = (net: Net): Learner => ({
      trainer: keep(makeTrainer(stacks[net], freshRow(stacks[net], lab.random('init')), BATCH, adam(RATE))),
      slicer: keep(makeSlicer(stacks[net], points)),
    });
    return { ...forBoth(learner), dispose };
  } catch (thrown) {
    dispose();
    throw thrown;
  }
}

/** The random numbers of the random planes, the same for both networks. */
export const noiseFor = (lab: Lab, stack: Stack): readonly [Float32Array, Float32Array] => [
  lab.random('noise', 'first').normals(sizeOf(stack)),
  lab.random('noise', 'second').normals(sizeOf(stack)),
];
