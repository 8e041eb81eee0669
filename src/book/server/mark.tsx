/** The book's mark: two curves that start together and part, the gap between them shaded. */

/** Drawn on a grid of 32; the stroke of the expected curve is dashed and thin, as in every plot. */
const EXPECTED = 'M2 25C10 24 16 8 30 5';
const MEASURED = 'M2 25C9 24 12 16 18 16S26 24 30 26';
const GAP = 'M2 25C10 24 16 8 30 5V26C26 24 24 16 18 16S9 24 2 25Z';

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <path className="mark-gap" d={GAP} />
      <path className="mark-expected" d={EXPECTED} />
      <path className="mark-measured" d={MEASURED} />
    </svg>
  );
}
