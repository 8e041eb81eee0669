/** How much a run has to compute, in steps of the reference net of its kind: a number that holds on any machine, more or less. */
import type { Work } from '../../core/experiment.ts';
import { measure } from '../../lab/backends/measure.ts';

/** Milliseconds of processor time: what else the machine does counts for little. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Times the run between two timings of the reference net, all in this process, on WASM. */
export async function workOf(kind: Work, run: () => Promise<unknown>): Promise<{ readonly in: Work; readonly steps: number }> {
  const before = await msPerStep(kind);
  const began = processorTime();
  await run();
  const took = processorTime() - began;
  const step = (before + (await msPerStep(kind))) / 2;
  return { in: kind, steps: Number((took / step).toPrecision(2)) };
}

async function msPerStep(kind: Work): Promise<number> {
  const steps = await measure({ works: [kind], backends: ['wasm'], enter: () => {}, now: processorTime, cap: 1000 });
  return steps[kind]?.wasm ?? NaN;
}
