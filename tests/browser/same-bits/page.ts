/** Runs in the browser: trains the five nets on WASM and leaves their hashes where the test finds them. */
import '../../../src/lab/backends/wasm.ts';
import { registerKernels } from '../../../src/kernels/register.ts';
import * as tf from '../../../src/nn/tf.ts';
import { hashes } from '../../unit/nn/compiled/five-nets.ts';

async function train(): Promise<Record<string, string>> {
  if (!(await tf.setBackend('wasm'))) throw new Error('WASM did not start');
  await tf.ready();
  await registerKernels();
  return hashes();
}

Object.assign(globalThis, { trained: train() });
