/** A finger that sweeps across the slide turns it, unless it began on something that is dragged. */

/** Shorter ones are taps. */
const REACH_PX = 60;
const DRAGGED = 'input, [data-drag], [data-placing], [role=slider], .draw-area, svg [tabindex], .lecture-notes';

export function swipes(turn: (to: 'next' | 'previous') => void): () => void {
  const leave = new AbortController();
  let start: { readonly id: number; readonly x: number; readonly y: number } | undefined;
  const on = (type: 'pointerdown' | 'pointerup' | 'pointercancel', listener: (event: PointerEvent) => void) =>
    document.addEventListener(type, listener, { signal: leave.signal });
  on('pointerdown', (event) => {
    const { target } = event;
    if (event.pointerType !== 'touch' || !event.isPrimary || !(target instanceof Element)) return;
    start = target.closest('.on-stage') && !target.closest(DRAGGED) ? { id: event.pointerId, x: event.clientX, y: event.clientY } : undefined;
  });
  on('pointerup', (event) => {
    if (start?.id !== event.pointerId) return;
    const [across, down] = [event.clientX - start.x, event.clientY - start.y];
    start = undefined;
    if (Math.abs(across) > REACH_PX && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0 ? 'next' : 'previous');
  });
  on('pointercancel', () => {
    start = undefined;
  });
  return () => leave.abort();
}
