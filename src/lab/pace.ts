/** Steps a second and time left, from what frames say about t, progress and computing time. */

/** Older than this many seconds of computing counts for little. */
const MEMORY = 2;
/** Before this many seconds of computing an estimate of the time left means nothing. */
const EARLY = 0.7;

export class PaceMeter {
  #last: { t: number; progress: number; seconds: number } | undefined;
  #steps = 0; // units of t a second
  #stepping = 0; // seconds in which t moved
  #share = 0; // of the run, a second

  /** `seconds` is computing time since the run's first step, pauses left out. */
  update(t: number, progress: number, seconds: number): { stepsPerSecond: number; secondsLeft?: number } {
    const last = this.#last;
    if (last && seconds > last.seconds) {
      const passed = seconds - last.seconds;
      // a plain mean at first, then an exponential memory
      const weight = Math.max(passed / (passed + MEMORY), passed / seconds);
      this.#share += weight * ((progress - last.progress) / passed - this.#share);
      // a stretch without steps (measuring, attacking) says nothing about their speed
      if (t > last.t) {
        this.#stepping += passed;
        const stepWeight = Math.max(passed / (passed + MEMORY), passed / this.#stepping);
        this.#steps += stepWeight * ((t - last.t) / passed - this.#steps);
      }
    }
    if (!last || seconds > last.seconds) this.#last = { t, progress, seconds };
    const known = seconds >= EARLY && this.#share > 0;
    return known ? { stepsPerSecond: this.#steps, secondsLeft: Math.max(0, 1 - progress) / this.#share } : { stepsPerSecond: this.#steps };
  }
}
