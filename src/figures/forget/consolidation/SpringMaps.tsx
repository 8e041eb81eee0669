/** Which pixels' weights a task needs, and how another task changed the weights of one unit. */
import { useMemo } from 'react';
import { inkPicture, Pixels, signedPicture } from '../../../plots/pixels.tsx';
import './consolidation.css';
import type { SpringsAnswer } from './types.ts';

interface SpringMapsProps {
  answer: SpringsAnswer | undefined;
  /** In words. */
  lambda: string;
  problem?: string | undefined;
}

export function SpringMaps({ answer, lambda, problem }: SpringMapsProps) {
  const rows = useMemo(() => answer && panelsOf(answer, lambda), [answer, lambda]);
  if (!rows) {
    return (
      <div className="chart">
        <p className="chart-title">What each task needs</p>
        <p className="waiting">{problem ?? 'The pictures wait for trained networks. Press Run.'}</p>
      </div>
    );
  }
  return (
    <div className="chart">
      <p className="chart-title">What each task needs: the darker, the more depends on a pixel’s weights</p>
      <Panels panels={rows.needed} />
      <p className="chart-title">One unit: what task A needs of it, and how task B changed it</p>
      <Panels panels={rows.unit} />
      {problem && <p className="waiting">{problem}</p>}
    </div>
  );
}

interface Panel {
  readonly src: string;
  readonly alt: string;
  readonly text: string;
}

/** Steps of ink or colour, from none to full: pictures of noise weigh a third of what they would with all of them. */
const STEPS = 3;
const coarse = <T extends Uint8Array | Int8Array>(pixels: T, full: number): number[] =>
  Array.from(pixels, (v) => (Math.round((v * STEPS) / full) * full) / STEPS);

function panelsOf({ digits: [one, two], needed, unit }: SpringsAnswer, lambda: string): { needed: Panel[]; unit: Panel[] } {
  const ink = (pixels: Uint8Array | undefined, alt: string, text: string): Panel[] =>
    pixels ? [{ src: inkPicture(coarse(pixels, 255), 28, 28), alt, text }] : [];
  const signed = (pixels: Int8Array, when: string, text: string): Panel => ({
    src: signedPicture(coarse(pixels, 127), 28, 28, 127),
    alt: `change of the unit’s weights ${when}`,
    text,
  });
  return {
    needed: [
      ...ink(one, 'a digit, as task A shows it', 'a digit of task A'),
      ...ink(needed[0], 'importance of each pixel’s weights for task A: a spot in the middle', 'task A needs'),
      ...ink(two, 'a digit, as task B shows it', 'a digit of task B'),
      ...ink(needed[1], 'importance of each pixel’s weights for task B', 'task B needs'),
    ],
    unit: [
      ...ink(unit.needed, 'importance of one unit’s weights for task A', 'task A needs'),
      signed(unit.free, 'without springs: all over', 'no springs'),
      signed(unit.springs, `with springs by importance, λ = ${lambda}: not where task A needs it`, 'by importance'),
      signed(unit.even, `with even springs, λ = ${lambda}`, 'even springs'),
    ],
  };
}

function Panels({ panels }: { panels: readonly Panel[] }) {
  return (
    <div className="spring-panels">
      {panels.map(({ src, alt, text }) => (
        <div key={text}>
          <Pixels src={src} alt={alt} />
          <p>{text}</p>
        </div>
      ))}
    </div>
  );
}
