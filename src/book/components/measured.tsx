/**
 * `<Measured figure="forget/line" measure="aAfter" unit="percent" />`: a number of the recorded run, so that the text
 * cannot disagree with the figure. With `claim`, the median over the recorded seeds at that claim's setting.
 */
import type { FigureId } from '../../core/experiment.ts';
import { format, type Unit } from '../../core/format.ts';
import { usePage } from './page.ts';

interface Props {
  readonly figure: FigureId;
  readonly measure: string;
  readonly unit?: Unit;
  readonly claim?: string;
}

export function Measured({ figure, measure, unit = 'plain', claim }: Props) {
  const file = usePage().figures.get(figure)?.recording;
  const where = `<Measured figure="${figure}" measure="${measure}"${claim ? ` claim="${claim}"` : ''}>`;
  if (!file) throw new Error(`${where}: that figure is not in this chapter, or has no recording`);
  const { measures, tallies } = file.recording;
  const value = claim ? tallies.find((t) => t.claim === claim)?.measured[measure]?.[0] : measures[measure];
  if (value === undefined) throw new Error(`${where}: the recording has no such number`);
  return format(value, unit);
}
