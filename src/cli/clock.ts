/** The command line's only clock. No run may depend on it. */

/** Seconds since some fixed moment. */
export const seconds = (): number => performance.now() / 1000;
