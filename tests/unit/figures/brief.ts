/** Settings with which each figure's experiment runs in a second or two. A figure without an entry runs at its defaults. */
export const BRIEF: Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>> = {
  'dumb-errors/noise': { epochs: 1 },
  'dumb-errors/perturbation': { trainingDigits: 1000, hidden: 16, epochs: 2 },
  'dumb-errors/spheres': { hidden: 100, stopAt: 10, dimension: 20, alone: true },
  'dumb-errors/transfer': { epochs: 1 },
  'dumb-errors/black-box': { seeds: 20, rounds: 2 },
  'dumb-errors/illusions': { steps: 500 },
  'dumb-errors/patch': { epochs: 2 },
  'dumb-errors/fooling-images': { generations: 50 },
  'forget/arithmetic': { epochsOnes: 40, epochsTwos: 20, epochsAgain: 10 },
  'forget/attention': { tasks: 2, epochs: 1, hidden: 40, capacity: 0.2 },
  'forget/tasks': { tasks: 2, epochs: 1, hidden: 10 },
  'forget/projection': { tasks: 2, epochs: 1, hidden: 20, memories: 40 },
  'forget/remedies': { tasks: 2, epochs: 1, hidden: 10, stored: 20 },
  'strange-landscape/straight-line': { epochs: 1, hidden: 20 },
  'forget/consolidation': { tasks: 2, epochs: 1, hidden: 10, examples: 50 },
  'forget/overlap': { epochs: 1, twosEpochs: 50 },
};
