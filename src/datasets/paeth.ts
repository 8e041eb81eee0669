/**
 * Paeth's filter (1991), as in PNG: each pixel is replaced by its difference, modulo 256, from whichever of its left,
 * upper and upper-left neighbours is nearest to left + upper − upper-left. Lossless. It makes gzipped Fashion-MNIST
 * 8 % smaller, but MNIST 16 % larger, so the index says for each set whether it is used.
 */

function predict(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

/** Calls `visit` with every pixel's place and its prediction from `images`, in reading order, image by image. */
function forEachPrediction(images: Uint8Array, height: number, width: number, visit: (at: number, predicted: number) => void): void {
  const at = (row: number, column: number, start: number) => (row < 0 || column < 0 ? 0 : (images[start + row * width + column] ?? 0));
  for (let start = 0; start < images.length; start += height * width) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const predicted = predict(at(row, column - 1, start), at(row - 1, column, start), at(row - 1, column - 1, start));
        visit(start + row * width + column, predicted);
      }
    }
  }
}

/** The filtered copy of images [count, height, width]. */
export function filterPaeth(images: Uint8Array, height: number, width: number): Uint8Array {
  const out = new Uint8Array(images.length);
  forEachPrediction(images, height, width, (at, predicted) => {
    out[at] = (images[at] ?? 0) - predicted;
  });
  return out;
}

/** Restores filtered images [count, height, width] in place. */
export function unfilterPaeth(images: Uint8Array, height: number, width: number): void {
  forEachPrediction(images, height, width, (at, predicted) => {
    images[at] = (images[at] ?? 0) + predicted; // its neighbours to the left and above are restored already
  });
}
