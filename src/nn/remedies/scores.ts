/**
 * What a learner of one task after another is judged by (David Lopez-Paz and Marc’Aurelio Ranzato, “Gradient episodic
 * memory for continual learning”, NIPS 2017), from the accuracies R[i][j] on task j after task i has been learned.
 */

export interface Scores {
  /** ACC: mean of the last row, over all tasks. */
  readonly average: number;
  /** BWT: mean over all tasks but the last of R[last][j] − R[j][j]; below zero where something was forgotten. */
  readonly backward: number;
  /** FWT: mean over all tasks but the first of R[j − 1][j] − b[j]; above zero where earlier tasks helped before the task came. */
  readonly forward: number;
}

/**
 * @param table R, row after row, [tasks · tasks]
 * @param before b, the accuracy on each task before anything was learned, [tasks]
 */
export function scoresOf(table: ArrayLike<number>, before: ArrayLike<number>): Scores {
  const tasks = before.length;
  if (tasks < 1 || table.length !== tasks * tasks) throw new Error(`scores: ${table.length} accuracies of ${tasks} tasks`);
  const at = (row: number, column: number) => table[row * tasks + column] ?? NaN;
  const mean = (from: number, to: number, f: (task: number) => number) => {
    let sum = 0;
    for (let task = from; task < to; task++) sum += f(task);
    return to > from ? sum / (to - from) : NaN;
  };
  return {
    average: mean(0, tasks, (j) => at(tasks - 1, j)),
    backward: mean(0, tasks - 1, (j) => at(tasks - 1, j) - at(j, j)),
    forward: mean(1, tasks, (j) => at(j - 1, j) - (before[j] ?? NaN)),
  };
}
