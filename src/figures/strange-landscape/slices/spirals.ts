/** Two spirals that wind around each other, one class each: easy to draw, and hard enough that a straight border gets half of it. */
import { cosSin, PI } from '../../../core/exact.ts';
import type { Random } from '../../../core/random.ts';
import type { Examples } from '../../../nn/skips/slicer.ts';

export const POINTS = 400;
const TURNS = 1.5;
/** How far out they go. At their beginning they are a tenth of that apart from the middle. */
const RADIUS = 1.5;
const JITTER = 0.02;

/** x [400, 2] and one-hot targets [400, 2]; the classes take turns. */
export function makeSpirals(random: Random): Examples {
  const [x, targets] = [new Float32Array(2 * POINTS), new Float32Array(2 * POINTS)];
  for (let i = 0; i < POINTS; i++) {
    const label = i % 2;
    const t = 0.1 + (0.9 * Math.floor(i / 2)) / (POINTS / 2 - 1);
    const [cos, sin] = cosSin(2 * PI * TURNS * t + PI * label);
    x[2 * i] = RADIUS * t * cos + JITTER * random.normal();
    x[2 * i + 1] = RADIUS * t * sin + JITTER * random.normal();
    targets[2 * i + label] = 1;
  }
  return { x, targets };
}

/** Some of them, in the order of the indices. */
export function some({ x, targets }: Examples, indices: Uint32Array): Examples {
  const rows = (from: Float32Array) => Float32Array.from({ length: 2 * indices.length }, (_, k) => from[2 * (indices[k >> 1] ?? 0) + (k & 1)] ?? NaN);
  return { x: rows(x), targets: rows(targets) };
}

/** Share of the points that get the greater logit for their own class. */
export function accuracyOf(logits: Float32Array): number {
  let right = 0;
  for (let i = 0; i < POINTS; i++) if ((logits[2 * i + (i % 2)] ?? NaN) > (logits[2 * i + 1 - (i % 2)] ?? NaN)) right++;
  return right / POINTS;
}
