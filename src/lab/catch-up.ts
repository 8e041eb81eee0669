/** A run that is made again, unseen, up to where an earlier one of the same seed stood. Known to the page and the worker. */

/** A place in a run. */
export interface Mark {
  readonly t: number;
  readonly progress: number;
}

/** t may stand still while progress goes on, so both have to be reached; a run that is over has caught up. */
export const hasReached = (at: Mark, mark: Mark): boolean => at.progress >= 1 || (at.t >= mark.t && at.progress >= mark.progress);
