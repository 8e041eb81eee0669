/** What the guess's layer on a chart knows: the panel writes, the layer draws. */
import type { Concept } from '../../../core/experiment.ts';
import type { Point } from '../../../plots/curves.ts';
import type { Drawn } from './drawing.ts';

export interface SheetState {
  readonly drawn: Drawn;
  /** The reader draws; else the guess stands beside the result. */
  readonly drawing: boolean;
  /** Where along x the guess begins; −∞ for the chart's own start. */
  readonly from: number;
  /** The height at which a keyboard's pen starts; undefined for the middle. */
  readonly start: number | undefined;
  /** The result, as far as it is known; its concept colours the gap. */
  readonly measured: readonly Point[];
  readonly concept: Concept;
  /** A place and a height in words, e.g. "40 % at ε = 0.1". */
  words(x: number, y: number | undefined): string;
  onDraw(drawn: Drawn): void;
}

export class Sheet {
  #listeners = new Set<() => void>();
  #state: SheetState;

  constructor(start: SheetState) {
    this.#state = start;
  }

  readonly now = (): SheetState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  show(next: SheetState): void {
    this.#state = next;
    for (const listener of [...this.#listeners]) listener();
  }
}
