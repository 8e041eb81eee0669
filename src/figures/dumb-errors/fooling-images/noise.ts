/** The control: what the network says of uniform noise that nobody chose. */
import type { Random } from '../../../core/random.ts';
import type { Network } from '../../../nn/classifier.ts';
import { argMax, probabilitiesOf } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';
import { grey } from './breed.ts';
import type { NoiseControl } from './types.ts';

const COUNT = 1000;
const SHOWN = 10;
const PIXELS = 784;

/** The control, and the mean of the top confidence, 0 … 1. */
export async function noiseControl({ read }: Pick<Network, 'read'>, random: Random): Promise<{ readonly control: NoiseControl; readonly mean: number }> {
  const pictures = Float32Array.from({ length: COUNT * PIXELS }, () => random.uniform());
  const x = tf.tensor2d(pictures, [COUNT, PIXELS]);
  try {
    const all = await probabilitiesOf(read, x);
    const outputs = all.length / COUNT;
    const rows = Array.from({ length: COUNT }, (_, k) => all.subarray(k * outputs, (k + 1) * outputs));
    const tops = rows.map((row) => row[argMax(row)] ?? NaN);
    const histogram = new Uint16Array(10);
    for (const top of tops) {
      const bin = Math.min(9, Math.floor(top * 10));
      histogram[bin] = (histogram[bin] ?? 0) + 1;
    }
    return {
      control: {
        pixels: Uint8Array.from(pictures.subarray(0, SHOWN * PIXELS), grey),
        named: Uint8Array.from(rows.slice(0, SHOWN), argMax),
        confidence: Float32Array.from(tops.slice(0, SHOWN)),
        histogram,
      },
      mean: tops.reduce((a, b) => a + b, 0) / COUNT,
    };
  } finally {
    x.dispose();
  }
}
