/** What `forget/tasks` shows, in words. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import { TASK_NAMES } from './declaration.ts';
import type { TasksValues, TasksView } from './types.ts';

/** Degrees from one turned task to the next; as in src/nn/task-stream.ts, which the page does not load. */
const TURN = 40;

export const nameOf = (task: number): string => TASK_NAMES[task] ?? '?';

/** E.g. "A: the digits 0 and 1". */
export function taskText(scenario: TasksValues['scenario'], task: number): string {
  switch (scenario) {
    case 'permuted':
      return task === 0 ? 'as they are' : 'shuffled';
    case 'rotated':
      return task === 0 ? 'as they are' : `by ${task * TURN}°`;
    case 'split':
      return `${2 * task} and ${2 * task + 1}`;
  }
}

/** The tasks of a run by number, in the order of learning. */
export const tasksIn = ({ sequence, tasks }: Pick<TasksValues, 'sequence' | 'tasks'>): number[] =>
  [...sequence].map((name) => (TASK_NAMES as readonly string[]).indexOf(name)).filter((k) => k >= 0 && k < tasks);

/** The order with the task at this place moved by one, among those that are learned; the same where it cannot move. */
export function moved({ sequence, tasks }: Pick<TasksValues, 'sequence' | 'tasks'>, place: number, by: 1 | -1): string {
  const learned = tasksIn({ sequence, tasks }).map(nameOf);
  const [one, other] = [learned[place], learned[place + by]];
  if (one === undefined || other === undefined) return sequence;
  return [...sequence].map((name) => (name === one ? other : name === other ? one : name)).join('');
}

/** A row of the table: accuracies after a task, in the order of learning. */
export const rowAfter = ({ table, order }: Pick<TasksView, 'table' | 'order'>, place: number): Float32Array =>
  table.subarray(place * order.length, (place + 1) * order.length);

/** E.g. "After A, B and C: task A is down from 91.4 % to 57 %; C, the newest, has 89 %." */
export function tasksText(view: TasksView): string {
  const { epoch, each, order, table } = view;
  const done = Math.min(Math.floor(epoch / each), order.length);
  const names = Array.from(order, nameOf);
  const [first = '?'] = names;
  if (done === 0) return `The network is learning task ${first}, the first of ${order.length}.`;
  const learned = format(table[0] ?? NaN, 'percent');
  if (done === 1) return `After task ${first}: ${learned} of its test digits are read right. Now the other tasks come.`;
  const row = rowAfter(view, done - 1);
  const list = `${names.slice(0, done - 1).join(', ')} and ${names[done - 1]}`;
  return `After ${list}: task ${first} went from ${learned} to ${format(row[0] ?? NaN, 'percent')}; the newest, ${names[done - 1]}, has ${format(row[done - 1] ?? NaN, 'percent')}.`;
}
