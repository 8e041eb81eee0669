/** One network, trained side by side in all its weights and in a few random directions only: θ = θ₀ + Σ vₖ pₖ. */
import type { Lab } from '../../../core/experiment.ts';
import type { Batch } from '../../../nn/batches.ts';
import { makeNetwork, type Network } from '../../../nn/classifier.ts';
import { rowOf, unflatten } from '../../../nn/flat.ts';
import { makeGradients } from '../../../nn/gradients.ts';
import { classesOf, share } from '../../../nn/metrics.ts';
import { mlp } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import { rowAdam } from '../../../nn/row-adam.ts';
import type * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { dispose, leaves } from '../../../nn/tree.ts';
import { TRIED } from './crossing.ts';
import { makeDirections, type Directions } from './directions.ts';
import { PIXELS } from './pictures.ts';

/** Adam’s rate where all weights are free. */
const FULL_RATE = 0.01;

/** Digits that networks are judged by. */
export interface Judged {
  readonly x: tf.Tensor; // [digits, pixels]
  readonly labels: Uint8Array; // [digits]
}

export interface Team {
  readonly weights: number;
  /** One step of all, on the same batch. Gives the loss of the network whose weights are all free, before the step. */
  step(batch: Batch): Promise<number>;
  /** Share of right answers with all weights free, or in TRIED[place] directions: a mean over the draws. */
  accuracy(place: number | 'all', judged: Judged): Promise<number>;
  /** How far each weight is from where it began, [weights]: with all of them free, or in TRIED[place] directions of the first draw. */
  change(place: number | 'all'): Promise<Float32Array>;
  dispose(): void;
}

/** @param draws how often directions are drawn anew, from the same start and for the same batches */
export async function makeTeam(lab: Lab, hidden: number, draws: number, rate: number): Promise<Team> {
  const model = mlp([PIXELS, hidden, 10]);
  const fresh = (): Network => makeNetwork(model, lab.random('init', String(hidden)));
  // the second one stands wherever a member of the team is
  const [full, point] = [fresh(), fresh()];
  const trainer = makeTrainingStep({ model, loss: 'cross-entropy', optimiser: adam(FULL_RATE) }, full.params);
  const gradients = makeGradients(model, 'cross-entropy', point.params);
  const start = await rowOf(full.params);
  const weights = start.length;
  const [here, gradient] = [new Float32Array(weights), new Float32Array(weights)];
  const members = Array.from({ length: draws }, (_, draw) => {
    const directions = makeDirections(lab.random('noise', `directions ${hidden} ${draw}`), weights);
    return TRIED.map((count) => makeMember(directions, count, rate));
  });
  const stand = (member: Member) => {
    member.change(here);
    for (let i = 0; i < weights; i++) here[i] = (here[i] ?? 0) + (start[i] ?? 0);
    const values = unflatten(point.params, here);
    const variables: tf.Variable[] = leaves(point.params);
    leaves<tf.Tensor>(values).forEach((value, k) => variables[k]?.assign(value));
    dispose(values);
  };
  const right = async ({ read }: Network, { x, labels }: Judged) => share(await classesOf(read, x), labels);

  return {
    weights,
    async step({ x, y }) {
      for (const member of members.flat()) {
        if (member.directions === 0) continue;
        stand(member);
        await gradients.read(x, y, gradient);
        member.step(gradient);
      }
      const loss = trainer.run(x, y);
      try {
        return (await loss.data())[0] ?? NaN;
      } finally {
        loss.dispose();
      }
    },
    async accuracy(place, judged) {
      if (place === 'all') return right(full, judged);
      let sum = 0;
      for (const draw of members) {
        const member = draw[place];
        if (!member) throw new Error(`team: there is no place ${place} among ${draw.length}`);
        stand(member);
        sum += await right(point, judged);
      }
      return sum / draws;
    },
    async change(place) {
      if (place === 'all') return (await rowOf(full.params)).map((value, i) => value - (start[i] ?? 0));
      const row = new Float32Array(weights);
      members[0]?.[place]?.change(row);
      return row;
    },
    dispose() {
      trainer.dispose();
      gradients.dispose();
      for (const { params } of [full, point]) dispose(params);
    },
  };
}

/** Moves a few numbers v of its own, and with them all weights. */
interface Member {
  readonly directions: number;
  /** Writes Σ vₖ pₖ, [weights]. */
  change(into: Float32Array): void;
  /** A step of v by the gradient of the loss in all weights, [weights]: its slope along pₖ is ⟨pₖ, g⟩. */
  step(gradient: Float32Array): void;
}

function makeMember(directions: Directions, count: number, rate: number): Member {
  const [v, slopes] = [new Float32Array(count), new Float32Array(count)];
  const update = rowAdam(v, rate);
  return {
    directions: count,
    change: (into) => directions.combine(v, into),
    step(gradient) {
      directions.along(gradient, slopes);
      update(slopes);
    },
  };
}
