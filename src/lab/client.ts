/** What all sessions of a page share: the worker, the numbers of the runs, and the rule that one run trains at a time. */
import { ReaderError } from '../core/failures.ts';
import { Link } from './link.ts';
import type { PageWorld } from './page-world.ts';
import type { RunId } from './protocol.ts';

/** A run in progress, as the others see it. */
export interface Trainee {
  /** Another figure starts to train: stand still until the reader says otherwise. */
  giveWay(): void;
  /** The tab was hidden or shown. */
  lookedAt(): void;
}

export class Client {
  #link: Promise<Link> | undefined;
  #runs = 0;
  #trainees = new Set<Trainee>();
  #watching = false;

  constructor(readonly world: PageWorld) {}

  nextRun(): RunId {
    return ++this.#runs;
  }

  /** The worker, started if there is none. Rejects with a ReaderError. */
  link(): Promise<Link> {
    this.#link ??= this.#open();
    return this.#link;
  }

  async #open(): Promise<Link> {
    const forget = () => {
      this.#link = undefined;
    };
    try {
      return new Link(await this.world.spawn(), this.world, forget);
    } catch (cause) {
      forget();
      throw new ReaderError('worker-died', 'The program that trains networks could not be loaded. Check the connection and run it again.', 'retry', { cause });
    }
  }

  /** From now on this run trains, and every other one stands still. */
  claim(trainee: Trainee): void {
    if (!this.#watching) {
      this.#watching = true;
      this.world.onHiddenChange(() => this.#trainees.forEach((t) => t.lookedAt()));
    }
    this.#trainees.add(trainee);
    for (const other of [...this.#trainees]) if (other !== trainee) other.giveWay();
  }

  /** The run is over. */
  release(trainee: Trainee): void {
    this.#trainees.delete(trainee);
  }
}
