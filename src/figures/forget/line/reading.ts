/** What `forget/line` shows, in a sentence that tells forgetting from conflict. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';

export interface Reading {
  /** In degrees. */
  readonly angle: number;
  /** Accuracy on task A when its training ended, 0 … 1; undefined while A is still being trained. */
  readonly aBefore?: number;
  /** Accuracies now, 0 … 1. */
  readonly aNow: number;
  readonly bNow: number;
  /** The most of A that any line keeps at no cost to B, 0 … 1. */
  readonly keepable: number;
}

/** A loss of less than this is within what a few points on the line do. */
const LITTLE = 0.03;

const percent = (x: number) => format(x, 'percent');
const inPoints = (share: number) => Math.round(share * 100);

export function readingOf({ angle, aBefore, aNow, bNow, keepable }: Reading): string {
  const at = `At ${angle}°`;
  if (aBefore === undefined) return `${at}, the line is still learning task A and has ${percent(aNow)} of it right. Task B has not begun.`;
  const lost = aBefore - aNow;
  if (lost < LITTLE && bNow < 0.9) return `${at}, nothing is lost yet: ${percent(aNow)} of A is right, but of B only ${percent(bNow)}.`;
  if (lost < LITTLE) return `${at}, there is nothing to forget: the line that learned B has ${percent(bNow)} of B right, and still ${percent(aNow)} of A.`;
  const conflict = Math.min(Math.max(aBefore - keepable, 0), lost);
  const fell = `${at}, task A fell from ${percent(aBefore)} to ${percent(aNow)}.`;
  if (conflict < LITTLE) return `${fell} All of that is forgetting: some line keeps ${percent(keepable)} of A at no cost to B.`;
  if (lost - conflict < LITTLE) return `${fell} That is conflict, not forgetting: no line that serves B keeps more than ${percent(keepable)} of A.`;
  return `${fell} Some line keeps ${percent(keepable)} of A at no cost to B, so ${inPoints(lost) - inPoints(conflict)} of the ${inPoints(lost)} points lost were forgotten; the other ${inPoints(conflict)} are conflict between the tasks.`;
}
