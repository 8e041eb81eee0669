/** Where a pointer is, in a drawing's own units. */
export function positionIn(svg: SVGSVGElement, event: { readonly clientX: number; readonly clientY: number }): readonly [x: number, y: number] {
  const matrix = svg.getScreenCTM();
  if (!matrix) return [NaN, NaN];
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  return [x, y];
}
