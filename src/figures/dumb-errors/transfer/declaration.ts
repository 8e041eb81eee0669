/** `dumb-errors/transfer`: pushes made for one network, shown to others. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const TEST_COUNT = 2000;
/** Digits that each network trains on; the training set holds twice as many. */
export const HALF = 10_000;
export const CLAIM_EPSILON = 0.1;
/** Pushes towards a chosen class need to be larger to arrive at all. */
export const TARGET_EPSILON = 0.2;

export const declaration = declare({
  id: 'dumb-errors/transfer',
  headline: 'Pushes made for one network mislead another that shares none of its training digits.',
  question: 'Network A and network B have different layers and learned from different digits. You push digits against A. What does B make of them?',
  caption:
    'Compare three curves of network B: pushes made for B itself, pushes made for A, which B never met, and random signs. The table has all pairs at the ε of the slider: rows made the pushes, columns read them.',
  time: 'training step',
  work: 'conv',
  data: [
    { set: 'mnist', split: 'train', count: 2 * HALF },
    { set: 'mnist', split: 'test', count: 2000 },
  ],
  params: {
    epsilon: number({
      label: 'ε',
      min: 0,
      max: 0.3,
      step: 0.01,
      default: CLAIM_EPSILON,
      effect: 'probe',
      help: 'The most that any pixel may change, where 0 is black and 1 is white. See how much of a small push crosses.',
    }),
    maker: choice({
      label: 'pushed against',
      default: 'a',
      effect: 'probe',
      options: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
        { value: 'c', label: 'C' },
      ],
      help: 'Whose slope decides the signs of the push on the single digit.',
    }),
    digit: number({
      label: 'test digit',
      min: 0,
      max: TEST_COUNT - 1,
      step: 1,
      default: 0,
      effect: 'probe',
      help: 'Which digit of the test set is pushed. None of the networks has trained on it.',
    }),
    digits: choice({
      label: 'B and C learn from',
      default: 'other',
      effect: 'rerun',
      options: [
        { value: 'other', label: 'other digits than A' },
        { value: 'same', label: 'the same digits as A' },
      ],
      help: 'The training set is cut in half. Look whether sharing the digits makes the pushes cross more easily.',
    }),
    epochs: number({
      label: 'epochs',
      min: 1,
      max: 8,
      step: 1,
      default: 4,
      effect: 'rerun',
      advanced: true,
      help: 'How often each network goes through its digits.',
    }),
  },
  presets: [
    {
      name: 'crossing over',
      note: 'At ε = 0.1 most pushes made for A still mislead B; random signs do not.',
      values: { epsilon: 0.1, digits: 'other', epochs: 4 },
    },
    {
      name: 'small pushes',
      note: 'At ε = 0.04 A misreads a third of the digits, and B, which reads pushes made for A, about a fifth.',
      values: { epsilon: 0.04, digits: 'other', epochs: 4 },
    },
    {
      name: 'same digits',
      note: 'All three learn from the same half. More crosses: B reads about a fifth of the digits pushed against A, not two fifths.',
      values: { epsilon: 0.1, digits: 'same', epochs: 4 },
    },
    { name: 'break it', note: 'At ε = 0.25 noise hurts B as well, and the comparison shows little.', values: { epsilon: 0.25, digits: 'other', epochs: 4 } },
  ],
  series: {
    accuracyA: { label: 'network A', concept: 'train', unit: 'percent' },
    accuracyB: { label: 'network B', concept: 'test', unit: 'percent' },
    accuracyC: { label: 'network C', concept: 'neutral', unit: 'percent' },
  },
  charts: {
    crossing: {
      title: 'What network B reads',
      x: { label: 'size of the push, ε' },
      y: { label: 'test digits that B reads right', domain: [0, 1], unit: 'percent' },
      curves: {
        untouched: { label: 'untouched', concept: 'expected', role: 'expected' },
        noise: { label: 'random signs', concept: 'noise' },
        crossed: { label: 'made for A', concept: 'attack' },
        own: { label: 'made for B', concept: 'neutral' },
      },
      gap: ['untouched', 'crossed'],
    },
    learning: {
      title: 'First the networks learn to read',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'test digits read right', domain: [0, 1], unit: 'percent' },
      curves: {
        accuracyA: { label: 'A', concept: 'train' },
        accuracyB: { label: 'B', concept: 'test' },
        accuracyC: { label: 'C', concept: 'neutral' },
      },
    },
  },
  predictions: [
    {
      id: 'crossed',
      kind: 'curve',
      chart: 'crossing',
      curve: 'crossed',
      ask: 'Every digit is pushed in the worst direction of network A. Draw how many of them network B still reads, which learned from other digits.',
    },
  ],
  notes: [
    'Ask first: is a push a key that fits one lock? A and B have different layers and not one training digit in common.',
    'Start with the single digit. It was pushed against A. Read out what B and C make of it.',
    'Then the curves of B, at ε = 0.1: in the recording it reads 84.7 % under random signs and 37.8 % of the pushes made for A.',
    'Go down to ε = 0.04: A misreads a third of the digits, B about a fifth. The smaller the push, the less of it crosses.',
    'The table has all pairs. C, which is convolutional, stands most, and misleads the others least.',
    'Why it matters: an attacker can practise on a network of their own. The next figure does so with nothing but answers.',
  ],
  claims: [
    {
      id: 'crosses',
      text: 'At ε = 0.1, pushes made for A leave B with less than 45 % of the test digits, of which it reads more than 90 % untouched and more than 70 % under random signs.',
      paper: {
        cite: 'szegedy2014intriguing',
        says: 'Pushes cross to a network trained on the other half of MNIST: 5.9 % of the shortest ones; 43 % when amplified to a standard deviation of 0.1, where Gaussian noise of that size causes under 3 % errors.',
      },
      bounds: [
        { measure: 'cleanB', label: 'B, untouched', unit: 'percent', relation: '>', value: 0.9 },
        { measure: 'crossed', label: 'B, pushes made for A', unit: 'percent', relation: '<', value: 0.45 },
        { measure: 'noiseB', label: 'B, random signs', unit: 'percent', relation: '>', value: 0.7 },
      ],
      share: 0.95,
    },
    {
      id: 'shortest-stay',
      text: 'The shortest pushes that mislead A mislead fewer than a quarter of the time when B reads them: they end right at A’s border.',
      paper: {
        cite: 'szegedy2014intriguing',
        says: 'Of the shortest pushes found for one network, 5.9 % fool a network of the same kind that was trained on the other half of the digits.',
      },
      bounds: [{ measure: 'shortestFools', label: 'shortest pushes for A that mislead B', unit: 'percent', relation: '<', value: 0.25 }],
      share: 0.95,
    },
    {
      id: 'convolutions',
      text: 'They cross to the convolutional network C as well, but less: at ε = 0.1 it reads fewer than 85 % of the digits that were pushed against A, and more than 85 % of those with random signs.',
      paper: {
        cite: 'szegedy2014intriguing',
        says: 'Pushes made for one architecture mislead others that were trained on the same digits, more rarely the more the architectures differ: between 2 and 48 % of the shortest ones.',
      },
      bounds: [
        { measure: 'crossedC', label: 'C, pushes made for A', unit: 'percent', relation: '<', value: 0.85 },
        { measure: 'noiseC', label: 'C, random signs', unit: 'percent', relation: '>', value: 0.85 },
      ],
      share: 0.95,
    },
  ],
  differs: [
    'The networks are small and see 10,000 digits each, half of what the book carries; the paper halves the whole of MNIST.',
    'The pushes are FGSM’s, all of one size. The paper takes the shortest pushes it finds and amplifies them.',
    'The shortest pushes are counted on the first 100 test digits, as far as both networks read them right; they end at A’s border, found by DeepFool and a bisection.',
    'The paper’s control is Gaussian noise of the same standard deviation; ours is a random sign of the same size in every pixel, clipped to black and white like the push.',
    'On photographs, pushes towards one chosen wrong answer were found almost never to carry that answer over (Liu and colleagues, 2017). With ten classes of digits they often do: see the text.',
    'It would count against the claim if pushes made for A hurt B no more than random signs do.',
  ],
});
