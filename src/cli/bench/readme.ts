/** The table of the README, and its place there. */
import { type Failure, type Timing } from './measure.ts';
import type { Spread } from './statistics.ts';

export interface Result {
  readonly net: string;
  readonly name: string;
  readonly megaflops: number;
  readonly timings: readonly (Timing | Failure)[];
}

const BEGIN = '<!-- bench: written by `npm run bench -- --write` -->';
const END = '<!-- /bench -->';

/** A row for each contender, a column for each net: median and range of the multiples of the compiled step. */
export function markdown(results: readonly Result[], leaveOut: readonly string[] = []): string {
  const names = results.flatMap(({ timings }) => timings.map(({ name }) => name)).filter((name, k, all) => all.indexOf(name) === k && !leaveOut.includes(name));
  // a contender that only some nets have stays beside the one that it follows there
  const order = names.toSorted((a, b) => place(results, a) - place(results, b));
  const rows = order.map((name) => `| ${name} | ${results.map(({ timings }) => cell(timings.find((t) => t.name === name))).join(' | ')} |`);
  return [`| | ${results.map(({ net }) => net).join(' | ')} |`, `| --- |${' --- |'.repeat(results.length)}`, ...rows].join('\n');
}

/** The latest place of a name in any net's list. */
const place = (results: readonly Result[], name: string): number => Math.max(...results.map(({ timings }) => timings.findIndex((t) => t.name === name)));

function cell(timing: Timing | Failure | undefined): string {
  if (!timing) return '–';
  if ('cannot' in timing) return 'cannot';
  const { low, median, high } = timing.ratio;
  return low === high ? number(median) : spread({ low, median, high });
}

/** Median and range, e.g. “12.3 (11.0 – 14.9)”. */
export const spread = ({ low, median, high }: Spread): string => `${number(median)} (${number(low)} – ${number(high)})`;

const number = (value: number): string => (value === 1 ? '1' : value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0));

/** The text with `body` between its two markers. Throws where they are not there once each, in order. */
export function replaceBetweenMarkers(text: string, body: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin || begin !== text.lastIndexOf(BEGIN) || end !== text.lastIndexOf(END))
    throw new Error(`README.md needs the lines ${BEGIN} and ${END}, once each and in this order`);
  return `${text.slice(0, begin + BEGIN.length)}\n${body}\n${text.slice(end)}`;
}
