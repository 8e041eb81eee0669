/** What the reader sees while images load. */
import type { ImageSetName } from '../core/experiment.ts';
import { TITLES } from './faults.ts';
import type { LoadProgress } from './images.ts';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** E.g. "Loading MNIST digits: 0.6 of 1.5 MB". */
export const progressNote = (set: ImageSetName, { loaded, total }: LoadProgress): string =>
  `Loading ${TITLES[set]}: ${megabytes(loaded)} of ${megabytes(total)} MB`;
