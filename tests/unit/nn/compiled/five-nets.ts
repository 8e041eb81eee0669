/**
 * The five nets that speed and sameness are judged by, trained a few steps from a fixed seed. Runs in Node and in
 * browsers: `hashes` must come out the same in all.
 */
import { xoshiro128 } from '../../../../src/core/random.ts';
import { emptyTrace, hashTrace } from '../../../../src/core/trace.ts';
import { examplesFor, type Net, NETS } from '../../../../src/cli/bench/nets.ts';
import { stack } from '../../../../src/nn/compiled/replicas.ts';
import { compileReplicas, compileStep } from '../../../../src/nn/compiled/step.ts';
import { init } from '../../../../src/nn/net.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, leaves, variables } from '../../../../src/nn/tree.ts';

export { NETS };

/** Steps before the hash is taken. */
const STEPS: Readonly<Record<string, number>> = { i: 30, ii: 10, iii: 3, iv: 3, v: 5 };

/** The hash of every loss and of all parameters after the net's steps. */
export function trainedHash(net: Net): string {
  const random = xoshiro128([1, 2, 3, 4]);
  const spec = { model: net.model, loss: 'cross-entropy', optimiser: net.optimiser } as const;
  const models = Array.from({ length: net.replicas ?? 1 }, () => init(net.model, random));
  const start = net.replicas ? stack(models) : models[0];
  if (!start) throw new Error('no model');
  const params = variables(start);
  const step = net.replicas ? compileReplicas(spec, params, { replicas: net.replicas }) : compileStep(spec, params);
  const examples = examplesFor(net, random);
  const [x, targets] = [tf.tensor(examples.x, [net.batch, ...net.model.input]), tf.tensor(examples.targets, [net.batch, examples.classes])];
  const numbers: number[] = [];
  for (let t = 0; t < (STEPS[net.id] ?? 0); t++) {
    const loss = step.run(x, targets);
    numbers.push(...loss.dataSync());
    loss.dispose();
  }
  for (const v of leaves(params)) for (const n of v.dataSync()) numbers.push(n);
  step.dispose();
  for (const tree of new Set([...models, start, params])) dispose(tree);
  tf.dispose([x, targets]);
  return hashTrace(emptyTrace([]), numbers);
}

export const hashes = (): Record<string, string> => Object.fromEntries(NETS.map((net) => [net.id, trainedHash(net)]));
