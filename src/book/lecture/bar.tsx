/** The strip under the slide, for those who teach with a mouse: where we are, and what the keys do. */
import type { ReactNode } from 'react';
import { KEYS, type Action } from './keys.ts';
import type { Lecture, LectureState } from './lecture.ts';

interface BarProps {
  readonly lecture: Lecture;
  readonly state: LectureState;
  /** What is said and not shown. */
  readonly children: ReactNode;
}

export function Bar({ lecture, state, children }: BarProps) {
  const { at, open, trouble } = state;
  const last = lecture.slides.length - 1;
  const press = (action: Action) => () => lecture.act(action);
  return (
    <nav className="lecture-bar" aria-label="lecture">
      {children}
      {trouble && (
        <p className="lecture-trouble" role="status">
          {trouble} <span>The recording is on the screen; the space bar runs it again.</span>
        </p>
      )}
      <Key action="previous" onPress={press('previous')} unavailable={at === 0}>
        Back
      </Key>
      <span className="lecture-place">
        {at + 1} of {last + 1}
      </span>
      <Key action="next" onPress={press('next')} unavailable={at === last}>
        Next
      </Key>
      <span className="lecture-gap" />
      {slideHasFigure(lecture) && (
        <Key action="claims" onPress={press('claims')} pressed={open.claims}>
          Claims
        </Key>
      )}
      <Key action="notes" onPress={press('notes')} pressed={open.notes}>
        Notes
      </Key>
      <Key action="blank" onPress={press('blank')}>
        Dark
      </Key>
      <Key action="theme" onPress={press('theme')}>
        Colours
      </Key>
      <Key action="full-screen" onPress={press('full-screen')}>
        Full screen
      </Key>
      <Key action="help" onPress={press('help')}>
        Keys
      </Key>
      <button type="button" className="lecture-key" onClick={() => lecture.leave()}>
        Leave
      </button>
    </nav>
  );
}

const slideHasFigure = (lecture: Lecture): boolean => lecture.slide?.figure !== undefined;

interface KeyProps {
  readonly action: Action;
  readonly onPress: () => void;
  readonly children: string;
  readonly pressed?: boolean;
  /** Keeps its place and the focus. */
  readonly unavailable?: boolean;
}

function Key({ action, onPress, children, pressed, unavailable = false }: KeyProps) {
  const line = KEYS.find((k) => k.action === action);
  return (
    <button
      type="button"
      className="lecture-key"
      title={line && `${line.what} (${line.shown})`}
      aria-pressed={pressed}
      aria-disabled={unavailable || undefined}
      onClick={() => !unavailable && onPress()}
    >
      {children}
    </button>
  );
}
