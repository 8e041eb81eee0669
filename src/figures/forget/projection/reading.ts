/** What the networks of `forget/projection` did, in words. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import { LEARNERS, type ProjectionView } from './types.ts';

export const nameOf = (task: number): string => 'ABCDE'[task] ?? '?';

/** How many tasks have been learned to their end. */
export const doneOf = ({ epoch, each, tasks }: Pick<ProjectionView, 'epoch' | 'each' | 'tasks'>): number => Math.min(Math.floor(epoch / each), tasks);

/** Rows: the three networks, then each task when the first of them had just learned it. Columns: the tasks, then the average of those learned. */
export function tableOf(view: ProjectionView): number[] {
  const { tasks, accuracies, learned } = view;
  const done = doneOf(view);
  const rows = [...LEARNERS.map((_, row) => accuracies.subarray(row * tasks, (row + 1) * tasks)), learned];
  return rows.flatMap((row) => [...row, averageOf(row.subarray(0, done))]);
}

const averageOf = (row: Float32Array): number => row.reduce((a, b) => a + b, 0) / row.length;

/** Mean angle, in the last task with bent steps, between such a step and what the memory most opposed to it wants. */
export const apartOf = ({ apart }: Pick<ProjectionView, 'apart'>): number => apart.findLast((degrees) => !Number.isNaN(degrees)) ?? NaN;

/** E.g. "After 5 tasks: 78.2 % on average without memories, 84.9 % with bent steps, 85.3 % with the same memories mixed in." */
export function projectionText(view: ProjectionView): string {
  const done = doneOf(view);
  if (done === 0) return 'All three networks learn task A, which is nobody’s past yet.';
  const [plain = NaN, replay = NaN, bent = NaN] = LEARNERS.map((_, row) => averageOf(view.accuracies.subarray(row * view.tasks, row * view.tasks + done)));
  if (done === 1) return `All three networks have learned task A: ${format(plain, 'percent')} of its test digits are read right.`;
  return `After ${done} tasks, on average: ${format(plain, 'percent')} right without memories, ${format(bent, 'percent')} with bent steps, ${format(replay, 'percent')} with the same memories mixed in.`;
}
