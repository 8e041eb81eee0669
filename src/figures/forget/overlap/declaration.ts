/** `forget/overlap`: sparse hidden codes, how much two tasks share of them, and what is forgotten. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

/** Units of the hidden layer. */
export const UNITS = 100;
/** So many of them stay active, in networks of their own. */
export const WINNERS = [5, 10, 20, 35, 50, 70, 100] as const;

export const declaration = declare({
  id: 'forget/overlap',
  headline: 'x.',
  question: 'x?',
  caption: 'x.',
  time: 'epoch',
  work: 'dense',
  pictures: 21,
  params: {
    winners: choice({
      label: 'active units',
      default: '10',
      effect: 'redraw',
      options: WINNERS.map((k) => ({ value: String(k), label: String(k) })),
      help: 'x.',
    }),
    pace: choice({
      label: 'step of sparse networks',
      default: 'equal',
      effect: 'rerun',
      options: [
        { value: 'equal', label: 'like the others' },
        { value: 'longer', label: 'longer' },
      ],
      help: 'x.',
    }),
    scenario: choice({
      label: 'second digits',
      default: 'permuted',
      effect: 'rerun',
      options: [
        { value: 'permuted', label: 'pixels shuffled' },
        { value: 'rotated', label: 'turned by 40°' },
      ],
      help: 'x.',
    }),
    epochs: number({ label: 'epochs on each digits', min: 1, max: 10, step: 1, default: 5, effect: 'rerun', advanced: true, help: 'x.' }),
    twosEpochs: number({ label: 'epochs of twos', min: 50, max: 300, step: 25, default: 150, effect: 'rerun', advanced: true, help: 'x.' }),
  },
  presets: [],
  series: {
    sumsSparse: { label: 'ones, 5 units active', concept: 'old-task', unit: 'percent' },
    sumsDense: { label: 'ones, all active', concept: 'neutral', unit: 'percent' },
    digitsSparse: { label: 'first digits, 5 units active', concept: 'old-task', unit: 'percent' },
    digitsDense: { label: 'first digits, all active', concept: 'neutral', unit: 'percent' },
  },
  claims: [],
  differs: [],
});
