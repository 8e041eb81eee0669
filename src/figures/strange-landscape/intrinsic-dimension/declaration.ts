/** `strange-landscape/intrinsic-dimension`: training in a few random directions among the weights. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

/** The most digits that are learned from. */
export const DIGITS = 5000;
export const TEST_DIGITS = 2000;

export const declaration = declare({
  id: 'strange-landscape/intrinsic-dimension',
  headline: 'Train 400 random directions among 13,000 weights, and a network reads nine tenths as well as with all of them free.',
  question: 'A network has thousands of weights. In how many directions must it be able to move to learn the digits, and how many more if it has four times the weights?',
  caption:
    'Left, how well both networks read when only so many random directions are trained, compared with all weights free. Dashed: what the wide network would do if it needed as many more directions as it has more weights. Right, what training changed in the weights of six hidden units, from pixel to unit.',
  time: 'training step',
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  work: 'tiny', // every step reads gradients back, which a graphics card is slow at
  params: {
    hidden: number({
      label: 'hidden units of the narrow network',
      min: 8,
      max: 32,
      step: 8,
      default: 16,
      effect: 'rerun',
      help: 'Units in the one hidden layer of the narrow network.',
    }),
    times: choice({
      label: 'the wide network has',
      options: [
        { value: '2', label: 'twice as many' },
        { value: '4', label: 'four times as many' },
      ],
      default: '4',
      effect: 'rerun',
      help: 'Hidden units of the wide network.',
    }),
    steps: number({
      label: 'training steps',
      min: 50,
      max: 1000,
      step: 50,
      default: 400,
      effect: 'rerun',
      help: 'Steps.',
    }),
    draws: number({ label: 'draws of directions', min: 1, max: 5, step: 1, default: 3, effect: 'rerun', advanced: true, help: 'Draws.' }),
    digits: number({ label: 'digits', min: 100, max: DIGITS, step: 100, default: DIGITS, effect: 'rerun', help: 'Digits.', advanced: true }),
    pixels: choice({
      label: 'pixels',
      options: [
        { value: 'inPlace', label: 'in place' },
        { value: 'shuffled', label: 'shuffled' },
      ],
      default: 'inPlace',
      effect: 'rerun',
      help: 'Shuffled pixels.',
    }),
    labels: choice({
      label: 'labels',
      options: [
        { value: 'true', label: 'true' },
        { value: 'random', label: 'random' },
      ],
      default: 'true',
      effect: 'rerun',
      help: 'Random labels.',
    }),
    rate: number({ label: 'rate', min: 0.01, max: 0.3, step: 10, scale: 'log', default: 0.05, effect: 'rerun', advanced: true, help: 'Rate.' }),
  },
  presets: [],
  series: {
    narrow: { label: 'directions needed, narrow network', concept: 'noise', unit: 'count' },
    wide: { label: 'directions needed, wide network', concept: 'train', unit: 'count' },
  },
  claims: [],
  differs: [],
});
