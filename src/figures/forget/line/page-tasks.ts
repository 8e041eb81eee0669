/** The tasks as a run with these values and seeds would draw them. Fetched when the reader first moves a knob. */
import { randomStream } from '../../../core/random.ts';
import type { Seeds } from '../../../core/seeds.ts';
import { makeTasks } from './tasks.ts';

export const tasksOnPage = (values: Parameters<typeof makeTasks>[0], seeds: Seeds): ReturnType<typeof makeTasks> =>
  makeTasks(values, (tag) => randomStream(seeds, 'data', tag));
