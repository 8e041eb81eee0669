/** Toy experiments for the lab's tests: plain arrays, no tensors, everything that happens to them is written down. */
import { declare, experiment, type Lab, type Step } from '../../../src/core/experiment.ts';
import { number, type Values } from '../../../src/core/params.ts';

const params = {
  steps: number({ label: 'steps', min: 1, max: 100_000, step: 1, default: 10, effect: 'rerun', help: '.' }),
  work: number({ label: 'µs a step', min: 0, max: 100_000, step: 1, default: 0, effect: 'rerun', help: '.' }),
};
export type ToyParams = typeof params;
export type ToyValues = Values<ToyParams>;

export const toyDeclaration = (id: `toy/${string}` = 'toy/count') =>
  declare({
    id,
    headline: '.',
    question: '.',
    caption: '.',
    params,
    presets: [],
    series: { loss: { label: 'loss', concept: 'train', unit: 'plain' }, rare: { label: 'rare', concept: 'test', unit: 'plain' } },
    time: 'step',
    claims: [],
    differs: [],
  });
export type ToyDeclaration = ReturnType<typeof toyDeclaration>;

export interface ToyView {
  readonly at: number;
  readonly field: Float32Array;
}

/** What the toy keeps: its living "tensors", and a log. */
export interface Ledger {
  tensors: number;
  log: string[];
}

export const newLedger = (): Ledger => ({ tensors: 0, log: [] });

export interface ToyOptions {
  readonly id?: `toy/${string}`;
  readonly ledger?: Ledger;
  /** Called at the beginning of step k (1 …), seated; may throw or wait. */
  onStep?(k: number, lab: Lab): void | Promise<void>;
  /** Changes the loss of step k. */
  loss?(k: number): number;
  /** Tensors forgotten at the end. */
  readonly leak?: number;
  onView?(k: number): void;
  onMeasure?(): void | Promise<void>;
}

/** Counts to `steps`; the loss of step k is 1/k, "rare" has a value every third step, the memory is shared by all views. */
export function toy({ id, ledger = newLedger(), onStep, loss = (k) => 1 / k, leak = 0, onView, onMeasure }: ToyOptions = {}) {
  const declaration = toyDeclaration(id);
  return experiment({
    declaration,
    async *run(lab, { steps }: ToyValues): AsyncGenerator<Step<ToyView, 'loss' | 'rare'>, { total: number }, void> {
      const memory = new Float32Array(4); // lives on between views, as WASM's heap does
      ledger.tensors += 2;
      let keep = 0;
      try {
        for (let k = 1; k <= steps; k++) {
          await onStep?.(k, lab);
          memory.fill(k);
          ledger.log.push(`step ${k}`);
          yield {
            t: k,
            progress: k / steps,
            series: k % 3 ? { loss: loss(k) } : { loss: loss(k), rare: k },
            view: () => {
              onView?.(k);
              ledger.log.push(`view ${k}`);
              return { at: k, field: memory.subarray(1) };
            },
          };
        }
        keep = 1;
        return { total: steps };
      } finally {
        ledger.tensors -= 2 - keep - leak;
        ledger.log.push('closed');
      }
    },
    async measure({ total }) {
      await onMeasure?.();
      return { total };
    },
    probes: {
      double: (_lab, { total }: { total: number }, x: number) => {
        ledger.log.push(`probe ${x}`);
        return { total, twice: 2 * x };
      },
      slow: async (_lab, { total }: { total: number }, x: number) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return total * x;
      },
      broken: () => {
        throw new Error('the probe broke');
      },
    },
    dispose() {
      ledger.tensors -= 1;
      ledger.log.push('disposed');
    },
  });
}
