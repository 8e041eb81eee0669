/** Linear scales. d3's own `scaleLinear` brings colour interpolation and number formats: 9 KB of a figure's 90. */
import { ticks } from './ticks.ts';

export type Interval = readonly [number, number];

export interface Scale {
  /** From the data's units to the plot's. */
  (value: number): number;
  /** From the plot's units to the data's, held inside the domain. */
  invert(position: number): number;
  /** About `count` round numbers inside the domain. */
  ticks(count: number): number[];
  readonly domain: Interval;
  readonly range: Interval;
}

/** An empty domain maps everything to the middle of the range. */
export function linear(domain: Interval, range: Interval): Scale {
  const [d0, d1] = domain;
  const [r0, r1] = range;
  const span = d1 - d0;
  const scale = (value: number) => (span === 0 ? (r0 + r1) / 2 : r0 + ((value - d0) / span) * (r1 - r0));
  const invert = (position: number) => {
    if (r1 === r0) return d0;
    const value = d0 + ((position - r0) / (r1 - r0)) * span;
    return Math.min(Math.max(value, Math.min(d0, d1)), Math.max(d0, d1));
  };
  return Object.assign(scale, { invert, ticks: (count: number) => ticks(d0, d1, count), domain, range });
}
