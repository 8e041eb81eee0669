/** Keys for the lecture, as far as nothing on the slide wants them. */
import { actionOf, isTaken, type Action } from './keys.ts';

export function listenForKeys(act: (action: Action) => void): () => void {
  const leave = new AbortController();
  const { signal } = leave;
  // whether the focus was moved by keyboard: then space and Enter press what has it
  let byKeyboard = false;
  document.addEventListener('pointerdown', () => (byKeyboard = false), { signal, capture: true });
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Tab') byKeyboard = true;
      const focused = document.activeElement;
      if (event.defaultPrevented || isTaken(focused, event.key, byKeyboard)) {
        // a dialog closes by itself; whatever else has the focus lets go of it
        if (event.key === 'Escape' && (focused instanceof HTMLElement || focused instanceof SVGElement) && !focused.closest('dialog')) {
          event.preventDefault();
          focused.blur();
        }
        return;
      }
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      act(action);
    },
    { signal },
  );
  return () => leave.abort();
}
