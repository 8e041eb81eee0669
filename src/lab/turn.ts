/**
 * One piece of tensor code computes at a time. A run sits down for each step, a probe for its answer; whoever waits
 * for the network gets up. So no run meets another's backend, and each one's tensors can be counted.
 */
export class Turn {
  #taken = false;
  #waiting: (() => void)[] = [];

  async take(): Promise<void> {
    if (this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next)
      next(); // handed on without ever being free, so that nobody slips in between
    else this.#taken = false;
  }

  /** Does some work while nobody else computes. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    await this.take();
    try {
      return await work();
    } finally {
      this.release();
    }
  }
}

/** A user's place at the turn, with the count of the tensors that it made and did not free. */
export class Seat {
  tensors = 0;
  #before = 0;

  /** `enter` makes the user's backend the current one; `count` is the number of living tensors. */
  constructor(
    private readonly turn: Turn,
    private readonly enter: () => Promise<void> | void,
    private readonly count: () => number,
  ) {}

  async take(): Promise<void> {
    await this.turn.take();
    try {
      await this.enter();
    } catch (thrown) {
      this.turn.release();
      throw thrown;
    }
    this.#before = this.count();
  }

  leave(): void {
    this.tensors += this.count() - this.#before;
    this.turn.release();
  }

  /** Does some work while seated. */
  async during<T>(work: () => T | Promise<T>): Promise<T> {
    await this.take();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  /** Gets up while something outside is awaited, and sits down again. */
  async away<T>(wait: () => Promise<T>): Promise<T> {
    this.leave();
    try {
      return await wait();
    } finally {
      await this.take();
    }
  }
}
