/** Where a pointer is, in a drawing's own units. */
export function positionIn(svg: SVGSVGElement, event: { readonly clientX: number; readonly clientY: number }): readonly [x: number, y: number] {
  const matrix = svg.getScreenCTM();
  if (!matrix) return [NaN, NaN];
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  return [x, y];
}

/** As a `ref`: a finger on this part of a drawing drags and does not scroll. Browsers heed `touch-action` only on the drawing's root. */
export function holdTouch(part: Element | null): (() => void) | undefined {
  if (!part) return undefined;
  const hold = (event: Event) => event.preventDefault();
  part.addEventListener('touchstart', hold, { passive: false });
  return () => part.removeEventListener('touchstart', hold);
}
