/** What the page knows of a figure's recorded run, to say how long it takes here. */
import type { Recording } from '../../../core/recordings.ts';

export interface Timed {
  /** Steps a second at most, for a run that is paced. */
  readonly watch?: number;
  /** Absent in a recording that does not say. */
  readonly work?: NonNullable<Recording['made']['work']>;
  /** The run's first and last time. */
  readonly first: number;
  readonly last: number;
}
