/** Which key means what in a lecture, and which keys are not the lecture's to take. */

export type Action =
  | 'run'
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'rewind'
  | 'sample'
  | 'step'
  | 'full-screen'
  | 'blank'
  | 'notes'
  | 'notes-window'
  | 'predict'
  | 'claims'
  | 'knobs'
  | 'theme'
  | 'help'
  | 'back';

interface KeyLine {
  readonly action: Action;
  /** As `KeyboardEvent.key` has them; letters count in both cases. */
  readonly keys: readonly string[];
  /** How the help writes them. */
  readonly shown: string;
  readonly what: string;
}

/** In the order of the help. Clickers send PageDown and PageUp, and a full stop to blank the screen. */
export const KEYS: readonly KeyLine[] = [
  { action: 'run', keys: [' '], shown: 'Space', what: 'run, pause, go on' },
  { action: 'next', keys: ['ArrowRight', 'PageDown'], shown: '→', what: 'next figure' },
  { action: 'previous', keys: ['ArrowLeft', 'PageUp'], shown: '←', what: 'figure before' },
  { action: 'step', keys: ['s'], shown: 'S', what: 'one step' },
  { action: 'rewind', keys: ['r'], shown: 'R', what: 'rewind, with the same seed' },
  { action: 'sample', keys: ['n'], shown: 'N', what: 'new sample: the next seed' },
  { action: 'predict', keys: ['g'], shown: 'G', what: 'let the room guess first; again: no guess' },
  { action: 'claims', keys: ['c'], shown: 'C', what: 'the claims, in place of the controls' },
  { action: 'knobs', keys: ['k'], shown: 'K', what: 'all knobs' },
  { action: 'blank', keys: ['b', '.'], shown: 'B', what: 'dark screen, and back' },
  { action: 'full-screen', keys: ['f'], shown: 'F', what: 'full screen' },
  { action: 'theme', keys: ['t'], shown: 'T', what: 'colours: projector, light, dark' },
  { action: 'notes', keys: ['v'], shown: 'V', what: 'speaker’s notes beside the figure' },
  { action: 'notes-window', keys: ['w'], shown: 'W', what: 'speaker’s notes in a second window' },
  { action: 'first', keys: ['Home'], shown: 'Home', what: 'title' },
  { action: 'last', keys: ['End'], shown: 'End', what: 'last figure' },
  { action: 'help', keys: ['?', 'h'], shown: '?', what: 'these keys' },
  { action: 'back', keys: ['Escape'], shown: 'Esc', what: 'close what is open; else leave the lecture' },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>;

export function actionOf({ key, ctrlKey, altKey, metaKey }: Pressed): Action | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  return KEYS.find(({ keys }) => keys.some((k) => k.toLowerCase() === key.toLowerCase()))?.action;
}

/**
 * What takes keys for itself: fields, sliders, choices, drawing pads, points that can be moved. A dialog that has been
 * closed keeps the focus until the next frame.
 */
const OWN = 'input, select, textarea, [contenteditable], [role=slider], [role=application], .draw-area, svg [tabindex], dialog[open]';
/** What is pressed by space and Enter. */
const PRESSED = 'button, summary, a[href], [role=button]';

/**
 * Whether the focused element wants this key. A button that was clicked keeps the focus, and the lecturer's space bar
 * should still run the figure; one that was reached by keyboard is pressed by it.
 */
export function isTaken(focused: Pick<Element, 'closest'> | null, key: string, byKeyboard: boolean): boolean {
  if (!focused) return false;
  if (focused.closest(OWN)) return true;
  return byKeyboard && (key === ' ' || key === 'Enter') && focused.closest(PRESSED) !== null;
}
