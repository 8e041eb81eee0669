/** The page's and the worker's only clock. No run may depend on it. */

/** Milliseconds since some fixed moment. */
export const now = (): number => performance.now();
