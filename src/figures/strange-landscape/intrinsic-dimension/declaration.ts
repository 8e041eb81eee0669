/** `strange-landscape/intrinsic-dimension`: training in a few random directions among the weights. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

/** The most digits that are learned from. */
export const DIGITS = 5000;
export const TEST_DIGITS = 2000;

const DEFAULTS = { hidden: 16, times: '4', steps: 400, pixels: 'inPlace', labels: 'true', digits: DIGITS, draws: 3, rate: 0.05 } as const;

export const declaration = declare({
  id: 'strange-landscape/intrinsic-dimension',
  headline: 'Some 400 random directions are enough to read digits nine tenths as well as with all weights free, among 3,322 weights or among 13,258.',
  question:
    'A network has thousands of weights. In how many directions must it be able to move to learn the digits, and in how many more if it has four times the weights?',
  caption:
    'Left, how well two networks read when they may move in so many random directions only, as a share of what they read with all weights free. Dashed: the wide network if it needed as many times the directions as it has times the weights. Right, what training changed in the weights from the pixels to six hidden units.',
  time: 'training step',
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  work: 'tiny', // not by its nets, but by its waiting: every step reads gradients back, which a graphics card is slow at
  params: {
    hidden: number({
      label: 'hidden units',
      min: 8,
      max: 32,
      step: 8,
      default: DEFAULTS.hidden,
      effect: 'rerun',
      help: 'Of the narrow network, in its one hidden layer. Each of them brings 207 weights.',
    }),
    times: choice({
      label: 'the wide network has',
      options: [
        { value: '2', label: 'twice as many' },
        { value: '4', label: 'four times as many' },
      ],
      default: DEFAULTS.times,
      effect: 'rerun',
      help: 'Hidden units of the wide network, and with them its weights.',
    }),
    steps: number({
      label: 'training steps',
      min: 50,
      max: 1000,
      step: 50,
      default: DEFAULTS.steps,
      effect: 'rerun',
      help: 'Batches of 100 digits. With fewer steps, more directions are needed.',
    }),
    labels: choice({
      label: 'labels',
      options: [
        { value: 'true', label: 'true' },
        { value: 'random', label: 'random' },
      ],
      default: DEFAULTS.labels,
      effect: 'rerun',
      help: 'Random labels can only be learned by heart, so the networks are then asked for the digits that they learned from.',
    }),
    digits: number({
      label: 'digits to learn from',
      min: 100,
      max: DIGITS,
      step: 50,
      default: DEFAULTS.digits,
      effect: 'rerun',
      help: 'With random labels take few: these small networks can learn some hundreds by heart, not thousands.',
    }),
    pixels: choice({
      label: 'pixels',
      options: [
        { value: 'inPlace', label: 'in place' },
        { value: 'shuffled', label: 'shuffled' },
      ],
      default: DEFAULTS.pixels,
      effect: 'rerun',
      help: 'Shuffled: in another order, the same for all digits. These networks do not know which pixels are neighbours.',
    }),
    draws: number({
      label: 'draws of directions',
      min: 1,
      max: 5,
      step: 1,
      default: DEFAULTS.draws,
      effect: 'rerun',
      advanced: true,
      help: 'How often directions are drawn anew from the same start. The curves are means over the draws.',
    }),
    rate: number({
      label: 'learning rate inside',
      min: 0.01,
      max: 0.2,
      step: 0.01,
      default: DEFAULTS.rate,
      effect: 'rerun',
      advanced: true,
      help: 'Adam’s rate for the steps along the directions. With all weights free it is 0.01.',
    }),
  },
  presets: [
    { name: 'four times the weights', note: 'The curves of both networks lie nearly on each other, far from the dashed one.', values: DEFAULTS },
    {
      name: 'shuffled pixels',
      note: 'To you the digits are noise now. To these networks nothing has changed.',
      values: { ...DEFAULTS, pixels: 'shuffled' },
    },
    {
      name: 'break it',
      note: 'It takes more directions to learn 300 labels that follow no rule than 5,000 that do.',
      values: { ...DEFAULTS, labels: 'random', digits: 300 },
    },
  ],
  series: {
    narrow: { label: 'directions needed, narrow network', concept: 'correct', unit: 'count' },
    wide: { label: 'directions needed, wide network', concept: 'train', unit: 'count' },
  },
  charts: {
    needed: {
      title: 'As well as with all weights free',
      x: { label: 'directions to move in', unit: 'count', domain: [0, 800] },
      y: { label: 'share of the accuracy', unit: 'percent', domain: [0, 1] },
      curves: {
        ninety: { label: '90 %', concept: 'neutral', role: 'expected' },
        inProportion: { label: 'expected', concept: 'train', role: 'expected' },
        narrowInside: { label: 'narrow', concept: 'correct' },
        wideInside: { label: 'wide', concept: 'train' },
      },
      gap: ['inProportion', 'wideInside'],
    },
    budget: {
      title: 'Directions needed for 90 %, along training',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'directions, or 800 where more are needed', unit: 'count', domain: [0, 800] },
      curves: {
        narrow: { label: 'narrow', concept: 'correct' },
        wide: { label: 'wide', concept: 'train' },
      },
    },
  },
  predictions: [
    {
      id: 'directions',
      kind: 'choice',
      measure: 'wide90',
      unit: 'count',
      ask: 'The wide network has 13,258 weights. In how many random directions must it be able to move to read nine tenths as well as with all of them free?',
      options: [
        { value: 'tens', label: 'fewer than 200', from: 0, to: 200 },
        { value: 'hundreds', label: '200 to 600', from: 200, to: 600 },
        { value: 'more', label: 'more', from: 600, to: Infinity },
      ],
    },
    {
      id: 'growth',
      kind: 'choice',
      measure: 'growth',
      unit: 'times',
      ask: 'It has four times the weights of the narrow network. How many times the directions does it need?',
      options: [
        { value: 'half', label: 'half as many or fewer', from: 0, to: 0.5 },
        { value: 'same', label: 'about as many', from: 0.5, to: 1.6 },
        { value: 'more', label: 'twice as many or more', from: 1.6, to: Infinity },
      ],
    },
  ],
  claims: [
    {
      id: 'few',
      text: 'Both networks read 90 % as well as with all weights free when they may move in 200 to 600 random directions.',
      paper: {
        cite: 'li2018measuring',
        says: 'A fully connected network of 199,210 weights read the digits nine tenths as well in 750 random directions; a convolutional one of 44,426 weights in 290.',
      },
      bounds: [
        { measure: 'narrow90', label: 'directions, narrow network', unit: 'count', relation: '>', value: 200 },
        { measure: 'narrow90', label: 'directions, narrow network', unit: 'count', relation: '<', value: 600 },
        { measure: 'wide90', label: 'directions, wide network', unit: 'count', relation: '>', value: 200 },
        { measure: 'wide90', label: 'directions, wide network', unit: 'count', relation: '<', value: 600 },
      ],
      share: 0.95,
    },
    {
      id: 'size',
      text: 'A network of four times the weights needs fewer than twice the directions.',
      paper: {
        cite: 'li2018measuring',
        says: 'The number of directions varied little within a family of networks of very different sizes.',
      },
      bounds: [
        { measure: 'growth', label: 'directions, wide ÷ narrow', unit: 'times', relation: '<', value: 2 },
        { measure: 'weightsGrowth', label: 'weights, wide ÷ narrow', unit: 'times', relation: '>', value: 3.9 },
      ],
      share: 0.95,
    },
    {
      id: 'by-heart',
      text: 'To learn the random labels of 300 digits by heart, both networks need more than 600 directions.',
      paper: {
        cite: 'li2018measuring',
        says: 'With shuffled labels a network of 959,610 weights needed 190,000 directions, where one of 199,210 weights needed 750 for the true ones.',
      },
      setting: { labels: 'random', digits: 300 },
      bounds: [
        { measure: 'narrow90', label: 'directions, narrow network', unit: 'count', relation: '>', value: 600 },
        { measure: 'wide90', label: 'directions, wide network', unit: 'count', relation: '>', value: 600 },
      ],
      share: 0.95,
    },
  ],
  notes: [
    'Ask for a number first: 13,258 weights, and training may move them only along directions that were drawn blindfold. How many directions does it take?',
    'Press the space bar. Both curves rise together, and the wide network’s lies on the narrow one’s, not on the dashed one.',
    'Point to the pictures. With all weights free, training works in patches and leaves the empty corners alone. In 400 directions it changes every weight, corners too, and what you see is noise that reads digits.',
    'Whoever has the seed can make the start and the directions again. The whole network is then a seed and 400 numbers.',
    'Then choose “break it”. What takes directions is what there is to learn: 300 labels without a rule ask for more of them than 5,000 with one.',
  ],
  differs: [
    'The paper’s networks are larger and learned from whole data sets. Ours have one hidden layer and learn from 5,000 digits of 14 × 14 pixels, in 400 steps on batches of 100.',
    'Each direction nudges every weight by the same amount up or down: a row of a Hadamard matrix, with signs drawn anew for each weight. The paper’s code offers dense, sparse and fast random matrices. With dense Gaussian directions, one draw for each of two seeds and a rate of 0.1 inside, the narrow network needed 361 and 390, with ours 389 and 499.',
    'Fewer directions are the first of more, and a curve is the mean over three draws of directions from one start. The count is where the curve first crosses 90 %, linear between the numbers tried. Where 800 are too few, it is given as 800.',
    'That 90 % is enough is a convention, taken from the paper. The count also depends on the steps, on the rate and on how good the network with all weights free is: its rate of 0.01 was the best or next to the best of four, on seed 0.',
    'The rate inside, 0.05, was chosen on the seeds 0 and 1 among three; with 0.2 curves are rougher and counts higher. The bounds of the second and third claim were set after the first few seeds.',
    'With random labels the networks are judged by the digits that they learned from, so that third claim is about learning by heart.',
    'It would count against the claims if the wide network needed as many times the directions as it has times the weights.',
  ],
});
