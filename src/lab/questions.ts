/** The probes of one run: one question of a name is under way, the latest one waits, older ones are let go. */
import { failureOf } from '../core/failure-of.ts';
import { ReaderError, type Failure } from '../core/failures.ts';

/** Posts a question to the worker. May throw when the input cannot be copied. */
type Send<V> = (ask: number, name: string, input: unknown, values: V) => void;

interface Question<V> {
  readonly name: string;
  readonly input: unknown;
  readonly values: V;
  resolve(output: unknown): void;
  reject(error: unknown): void;
}

export class Questions<V> {
  #asks = 0;
  #asked = new Map<number, Question<V>>();
  #waiting = new Map<string, Question<V>>();

  constructor(private readonly send: Send<V>) {}

  /** Whether an answer is awaited. */
  get open(): boolean {
    return this.#asked.size > 0;
  }

  /** Resolves to the answer, or to undefined when a newer question of the same name came before this one was sent. */
  ask(name: string, input: unknown, values: V): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const question = { name, input, values, resolve, reject };
      const busy = [...this.#asked.values()].some((q) => q.name === name);
      if (!busy) return this.#send(question);
      this.#waiting.get(name)?.resolve(undefined);
      this.#waiting.set(name, question);
    });
  }

  #send(question: Question<V>): void {
    const ask = ++this.#asks;
    this.#asked.set(ask, question);
    try {
      this.send(ask, question.name, question.input, question.values);
    } catch (thrown) {
      this.#settle(ask, (q) => q.reject(errorOf(failureOf(thrown))));
    }
  }

  answered(ask: number, output: unknown): void {
    this.#settle(ask, (question) => question.resolve(output));
  }

  failed(ask: number, failure: Failure): void {
    this.#settle(ask, (question) => question.reject(errorOf(failure)));
  }

  #settle(ask: number, end: (question: Question<V>) => void): void {
    const question = this.#asked.get(ask);
    if (!question) return;
    this.#asked.delete(ask);
    end(question);
    const next = this.#waiting.get(question.name);
    if (!next) return;
    this.#waiting.delete(question.name);
    this.#send(next);
  }

  /** Nobody will answer any more. */
  abandon(failure: Failure): void {
    const left = [...this.#asked.values(), ...this.#waiting.values()];
    this.#asked.clear();
    this.#waiting.clear();
    for (const question of left) question.reject(errorOf(failure));
  }
}

const errorOf = ({ kind, sentence, wayOn, detail }: Failure) => new ReaderError(kind, sentence, wayOn, { cause: detail });
