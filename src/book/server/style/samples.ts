/** Made-up data for the page that shows the book's looks. Nothing here was measured, and the page says so. */
import { declare } from '../../../core/experiment.ts';
import { choice, number, toggle } from '../../../core/params.ts';
import type { Trace } from '../../../core/trace.ts';

const STEPS = 60;
const wave = (k: number, of: number) => 0.03 * Math.sin(k * 1.7 + of);

/** Two tasks: the first is learned, then lost. */
export const sampleTrace: Trace = {
  t: Float64Array.from({ length: STEPS + 1 }, (_, k) => k),
  columns: {
    old: Float64Array.from({ length: STEPS + 1 }, (_, k) => (k < 20 ? 1 - 0.9 * 0.7 ** k : 0.2 + 0.78 * 0.93 ** (k - 20) + wave(k, 0))),
    kept: Float64Array.from({ length: STEPS + 1 }, (_, k) => Math.min(0.96, 1 - 0.9 * 0.7 ** k)),
    fresh: Float64Array.from({ length: STEPS + 1 }, (_, k) => (k < 20 ? 0.1 : 0.97 - 0.85 * 0.8 ** (k - 20))),
    loss: Float64Array.from({ length: STEPS + 1 }, (_, k) => 2.2 * 0.92 ** k + 0.1 + wave(k, 2)),
  },
};

export const sampleDeclaration = declare({
  id: 'style/sample',
  headline: 'The headline of a figure states the finding in one sentence.',
  question: 'The question says what to wonder about before anything is pressed.',
  caption: 'The caption says what to look at, and what it means that the solid line leaves the dashed one.',
  time: 'training step',
  params: {
    width: number({ label: 'hidden units', min: 1, max: 64, step: 1, default: 16, effect: 'rerun', help: 'One line of help belongs to the knob in hand.' }),
    rate: number({ label: 'learning rate', min: 0.001, max: 1, step: 10, scale: 'log', default: 0.1, effect: 'rerun', help: 'A log scale.' }),
    method: choice({
      label: 'method',
      default: 'plain',
      effect: 'rerun',
      options: [
        { value: 'plain', label: 'plain' },
        { value: 'careful', label: 'careful' },
      ],
      help: 'A choice.',
    }),
    shuffle: toggle({ label: 'shuffle the examples', default: true, effect: 'rerun', help: 'On or off.' }),
    seedless: number({ label: 'batch', min: 1, max: 512, step: 1, default: 32, effect: 'rerun', advanced: true, help: 'Behind “more knobs”.' }),
  },
  presets: [
    { name: 'as in the paper', note: 'A preset sets several knobs at once.', values: { width: 16 } },
    { name: 'break it', note: 'One that makes the effect vanish.', values: { width: 1 } },
  ],
  series: {
    old: { label: 'old task', concept: 'old-task', unit: 'percent' },
    fresh: { label: 'new task', concept: 'new-task', unit: 'percent' },
    kept: { label: 'expected', concept: 'expected', unit: 'percent' },
    loss: { label: 'loss', concept: 'train', unit: 'plain' },
  },
  charts: {
    accuracy: {
      title: 'Accuracy on both tasks',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'examples right', unit: 'percent', domain: [0, 1] },
      curves: {
        kept: { label: 'expected', concept: 'old-task', role: 'expected' },
        fresh: { label: 'new task', concept: 'new-task' },
        old: { label: 'old task', concept: 'old-task' },
      },
      gap: ['kept', 'old'],
    },
    loss: {
      title: 'Loss',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'mean loss of a batch' },
      curves: { loss: { label: 'training', concept: 'train' } },
    },
  },
  claims: [
    {
      id: 'loses',
      text: 'After the change of task, less than half of the old task is left.',
      paper: { cite: 'serra2018talk', says: 'what the paper reports stands here, in our words.' },
      bounds: [{ measure: 'old', label: 'old task at the end', unit: 'percent', relation: '<', value: 0.5 }],
      share: 0.95,
    },
  ],
  differs: ['What differs from the paper, a sentence each.'],
});
