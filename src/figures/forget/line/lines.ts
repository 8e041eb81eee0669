/** What a line gets right, and the best that any line can do. Plain numbers: the tensors are in experiment.ts. */
import { cosSin, exp, ln, PI } from '../../../core/exact.ts';
import type { Cloud, Line } from './types.ts';

/** Share of a task's points (0 … 1) on their own side of the line. */
export function accuracy(line: Line, { xy, labels }: Cloud): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (logit(line, xy, i) > 0 === (labels[i] === 1)) right++;
  return right / labels.length;
}

/** Mean logistic loss, log(1 + e^z) − label·z. */
export function loss(line: Line, { xy, labels }: Cloud): number {
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const z = logit(line, xy, i);
    sum += Math.max(z, 0) + ln(1 + exp(-Math.abs(z))) - (labels[i] ?? 0) * z;
  }
  return sum / labels.length;
}

const logit = ({ wx, wy, bias }: Line, xy: Float32Array, i: number): number => wx * (xy[2 * i] ?? 0) + wy * (xy[2 * i + 1] ?? 0) + bias;

/**
 * What straight lines can do for both tasks at once: entry k is the most of task A (0 … 1) that any line has right
 * among those with at least k points of task B right. Never increases with k. Training finds one line of small loss;
 * this asks which lines exist: every offset, either class in front, in directions one degree apart.
 */
export function frontierOf(a: Cloud, b: Cloud): Float64Array {
  const most = new Float64Array(b.labels.length + 1);
  for (let degree = 0; degree < 180; degree++) sweep(a, b, cosSin((degree * PI) / 180), most);
  for (let k = most.length - 2; k >= 0; k--) most[k] = Math.max(most[k] ?? 0, most[k + 1] ?? 0);
  return most;
}

/** Moves a line of one direction over all points and notes, by points of B right, the most of A. */
function sweep(a: Cloud, b: Cloud, [cos, sin]: readonly [number, number], most: Float64Array): void {
  const points = [a, b].flatMap(({ xy, labels }, task) =>
    Array.from(labels, (label, i) => ({ at: cos * (xy[2 * i] ?? 0) + sin * (xy[2 * i + 1] ?? 0), label, task })),
  );
  points.sort((p, q) => p.at - q.at);
  const countA = a.labels.length;
  const countB = b.labels.length;
  let rightA = a.labels.reduce((sum, label) => sum + label, 0); // the line lies before all points: all are called class 1
  let rightB = b.labels.reduce((sum, label) => sum + label, 0);
  const note = () => {
    most[rightB] = Math.max(most[rightB] ?? 0, rightA / countA);
    most[countB - rightB] = Math.max(most[countB - rightB] ?? 0, 1 - rightA / countA); // the classes the other way round
  };
  note();
  points.forEach(({ at, label, task }, k) => {
    const gained = label === 1 ? -1 : 1;
    if (task === 0) rightA += gained;
    else rightB += gained;
    if (points[k + 1]?.at !== at) note();
  });
}

/** The most that any line reaches on the worse of the two tasks, 0 … 1. */
export function bestWorseTask(frontier: Float64Array): number {
  const countB = frontier.length - 1;
  return frontier.reduce((best, shareA, k) => Math.max(best, Math.min(shareA, k / countB)), 0);
}

/** B may lose this much to a line that also keeps A, before we call it a price. */
export const TOLERANCE = 0.01;

/** The most of task A that any line keeps without costing task B more than a percentage point. */
export function keepable(frontier: Float64Array, accuracyB: number): number {
  const countB = frontier.length - 1;
  const least = Math.max(0, Math.ceil((accuracyB - TOLERANCE) * countB - 1e-6));
  return frontier[least] ?? 0;
}
