/** What the lecturer sees and the class does not, as plain data: it travels to a second window. */
import { now } from '../../lab/clock.ts';
import { paceTexts } from '../../ui/figure-frame/sentences.ts';
import { summaryOf } from '../../ui/figure-frame/summary.ts';
import type { Figure } from '../../ui/figure-frame/use-figure.ts';
import type { Lecture } from './lecture.ts';
import { notesIn, textOf, type SlideText } from './slides.ts';

export interface Notes {
  readonly at: number;
  readonly of: number;
  readonly current: SlideText;
  readonly next?: SlideText;
  readonly points: readonly string[];
  /** How the run goes, in words. */
  readonly run: string;
  /** Since the lecture began, in milliseconds. */
  readonly elapsed: number;
  readonly blank: boolean;
}

export function notesOf(lecture: Lecture): Notes | undefined {
  const { at, figure, trouble, open } = lecture.snapshot();
  const [slide, next] = [lecture.slides[at], lecture.slides[at + 1]];
  if (!slide) return undefined;
  const run = figure ? runText(figure) : '';
  return {
    at,
    of: lecture.slides.length,
    current: textOf(slide),
    ...(next && { next: textOf(next) }),
    points: notesIn(slide),
    run: trouble ?? run,
    elapsed: now() - lecture.began,
    blank: open.blank,
  };
}

function runText({ declaration, session }: Figure): string {
  const shown = session.snapshot();
  const said = [summaryOf(declaration, shown), paceTexts(shown.state).join(', ')].filter(Boolean).join(' ');
  return said || 'The recording is shown.';
}

/** E.g. "12:05", and "1:02:05" after an hour. */
export function timeText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
