/** Trains one network after another from given weights under given masks, all with the same batches. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { gather, shuffled } from '../../../nn/batches.ts';
import { answersOf, makeNetwork, type Network } from '../../../nn/classifier.ts';
import { makeMaskedStep, weightsOf } from '../../../nn/masked-step.ts';
import { share } from '../../../nn/metrics.ts';
import { mlp } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose } from '../../../nn/tree.ts';
import type { Trial, Weights } from './nets.ts';
import { marksOf, widthsOf } from './plan.ts';
import type { LotteryValues } from './types.ts';

/** The paper's. */
const BATCH = 60;
/** Steps between two chances for the page to look. */
const STRETCH = 6;

export interface Trainer {
  /** The weights as they are now, copied. */
  weights(): Promise<Float32Array[]>;
  /** Fresh weights of the same distribution; the network's own stay as they are. */
  fresh(tag: string): Promise<Weights>;
  /** Trains, and adds the share of right answers to `scores` at each mark. Yields the steps that are done. */
  train(trial: Omit<Trial, 'net'>, scores: number[]): AsyncGenerator<number, void, void>;
  dispose(): void;
}

export function makeTrainer(lab: Lab, values: LotteryValues, digits: ImageSet, test: ImageSet): Trainer {
  const model = mlp(widthsOf(values));
  const network = makeNetwork(model, lab.random('init'));
  const marks = marksOf(values);
  return {
    weights: () => copiesOf(network),
    async fresh(tag) {
      const other = makeNetwork(model, lab.random('init', tag));
      try {
        return await copiesOf(other);
      } finally {
        dispose(other.params);
      }
    },
    async *train({ masks, start }, scores) {
      restart(network, start);
      const step = makeMaskedStep({ model, loss: 'cross-entropy', optimiser: adam(values.rate) }, network.params, masks);
      const batches = shuffled(lab.random('order'), digits.count, BATCH);
      try {
        for (let done = 0; done <= values.steps; done++) {
          if (done > 0) {
            const { x, y } = gather(digits, batches.next().value);
            const loss = step.run(x, y);
            tf.dispose([x, y]);
            if (marks.includes(done)) lab.finite((await loss.data())[0] ?? NaN, 'the loss');
            loss.dispose();
          }
          if (marks.includes(done)) scores.push(share(await answersOf(network, test), test.labels));
          if (marks.includes(done) || done % STRETCH === 0) yield done;
        }
      } finally {
        step.dispose();
      }
    },
    dispose: () => dispose(network.params),
  };
}

const copiesOf = ({ params }: Network): Promise<Float32Array[]> => Promise.all(weightsOf(params).map(async (weight) => Float32Array.from(await weight.data())));

/** Puts the weights in, and sets the biases to zero. */
function restart({ params }: Network, start: Weights): void {
  tf.tidy(() => {
    weightsOf(params).forEach((weight, l) => {
      weight.assign(tf.tensor(Float32Array.from(start[l] ?? []), weight.shape));
    });
    for (const layer of params) if ('bias' in layer) layer.bias?.assign(tf.zerosLike(layer.bias));
  });
}
