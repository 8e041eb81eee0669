/** The book's mark: two curves that start together and part, the gap between them shaded. */

/** Drawn on a grid of 32; the stroke of the expected curve is dashed and thin, as in every plot. */
const EXPECTED = 'M3 25C12 25 17 6 29 5';
const MEASURED = 'M3 25c12 0 15 0 26-4';
const GAP = 'M3 25C12 25 17 6 29 5V21c-11 4-14 4-26 4Z';

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <path className="mark-gap" d={GAP} />
      <path className="mark-expected" d={EXPECTED} />
      <path className="mark-measured" d={MEASURED} />
    </svg>
  );
}
