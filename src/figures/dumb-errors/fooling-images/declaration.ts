/** `dumb-errors/fooling-images`: pictures of nothing that a network is sure to read. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number, toggle } from '../../../core/params.ts';

/** Paper and figure call a network fooled from here on. */
export const SURE = 0.9999;

export const declaration = declare({
  id: 'dumb-errors/fooling-images',
  headline: 'Pictures that mean nothing are read as digits with all but complete certainty.',
  question: 'Start from plain grey, change some pixels at random, keep what the network likes better. How sure can it become of a picture of nothing?',
  caption:
    'Every picture was bred for the digit under it. Compare their confidence with that of plain noise, which is the honest control: nobody bred it, and the network already names a digit.',
  time: 'generation',
  work: 'dense',
  data: [
    { set: 'mnist', split: 'train', count: 10_000 },
    { set: 'mnist', split: 'test', count: 2000 },
  ],
  pictures: 6,
  params: {
    shown: choice({
      label: 'show pictures',
      default: 'evolved',
      effect: 'redraw',
      options: [
        { value: 'evolved', label: 'evolved' },
        { value: 'climbed', label: 'climbed by the slope' },
        { value: 'noise', label: 'plain noise' },
        { value: 'again', label: 'evolved again' },
      ],
      help: 'Evolution sees only the confidence. Climbing follows its slope in every pixel. Plain noise is what nobody chose.',
    }),
    start: choice({
      label: 'start from',
      default: 'grey',
      effect: 'rerun',
      options: [
        { value: 'black', label: 'blank paper' },
        { value: 'grey', label: 'plain grey' },
        { value: 'noise', label: 'noise' },
      ],
      help: 'The picture that all ten lines of descent begin with. From noise, some are half way there before anything has happened.',
    }),
    generations: number({
      label: 'generations',
      min: 50,
      max: 1000,
      step: 50,
      default: 400,
      effect: 'rerun',
      help: 'In each one ten children of every champion are tried, and the best replaces it if it is better.',
    }),
    retrain: toggle({
      label: 'train on them, then evolve again',
      default: true,
      effect: 'rerun',
      help: 'The network gets an eleventh answer, “no digit”, and learns it from these pictures and from noise. Look whether evolution finds a way round.',
    }),
    mutated: number({
      label: 'pixels that change',
      unit: '%',
      min: 1,
      max: 50,
      step: 1,
      default: 10,
      effect: 'rerun',
      advanced: true,
      help: 'The share of a child’s pixels that differ from its parent’s.',
    }),
  },
  presets: [
    { name: 'as in the paper', note: 'Direct encoding: every pixel is a gene. The paper begins with noise.', values: { start: 'noise' } },
    {
      name: 'from plain grey',
      note: 'Nothing in the first picture looks like anything, and the surprise is honest.',
      values: { start: 'grey', generations: 400 },
    },
    {
      name: 'break it',
      note: 'Fifty generations of one pixel in a hundred are too few: most lines stay below 99.99 %.',
      values: { generations: 50, mutated: 1 },
    },
  ],
  series: {
    median: { label: 'evolved, median of ten', concept: 'attack', unit: 'percent' },
    reached: { label: 'classes at 99.99 %', concept: 'attack', unit: 'count' },
  },
  charts: {
    confidence: {
      title: 'How sure the network is of a picture of nothing',
      x: { label: 'generation', unit: 'count' },
      y: { label: 'confidence', domain: [0, 1], unit: 'percent' },
      curves: {
        chance: { label: 'a guess', concept: 'expected', role: 'expected' },
        noiseLevel: { label: 'plain noise', concept: 'noise' },
        median: { label: 'evolved', concept: 'attack' },
      },
      gap: ['chance', 'median'],
    },
  },
  predictions: [
    {
      id: 'reached-again',
      kind: 'choice',
      ask: 'The network is then trained to refuse these very pictures. Evolution starts over. How many of the ten digits does it make 99.99 % sure this time?',
      measure: 'reachedAgain',
      unit: 'count',
      options: [
        { value: 'none', label: 'none or one', from: 0, to: 2 },
        { value: 'some', label: 'two to five', from: 2, to: 6 },
        { value: 'most', label: 'six or more', from: 6, to: 11 },
      ],
    },
  ],
  notes: [
    'Show plain noise first: the network names a digit for pictures that nobody chose. That is the baseline, and it is high.',
    'Then the ten evolved pictures. Ask the hall to say which digit each is before you read out the labels.',
    'Evolution sees only a number, never the weights. Ten children in each generation are enough.',
    'At the break in the curve the network has learned to refuse the first ten pictures. It refuses all of them, and evolution finds others.',
    'Nguyen and colleagues saw the same in 2015, also after many rounds. People can often guess what the machine called such pictures (Zhou and Firestone, 2019).',
  ],
  claims: [
    {
      id: 'evolution',
      text: 'In 400 generations from plain grey, evolution that sees only the confidence makes at least 8 of the 10 digits 99.99 % sure.',
      paper: {
        cite: 'nguyen2015deep',
        says: 'In fewer than 50 generations each run produced, for every digit, unrecognisable pictures that a network reads with at least 99.99 % confidence.',
      },
      bounds: [{ measure: 'reached', label: 'digits at 99.99 % confidence', unit: 'count', relation: '≥', value: 8 }],
      share: 0.95,
    },
    {
      id: 'slope',
      text: 'Following the slope, all ten digits are there within 30 steps of a fiftieth of the way from black to white.',
      paper: {
        cite: 'nguyen2015deep',
        says: 'The paper finds its pictures in two ways: by evolution, and by climbing the slope.',
      },
      bounds: [{ measure: 'climbSteps', label: 'most steps that a digit needed', unit: 'count', relation: '≤', value: 30 }],
      share: 0.95,
    },
    {
      id: 'no-cure',
      text: 'A network that was trained to refuse all ten pictures is misled again by at least 6 others, at no cost to how it reads digits.',
      paper: {
        cite: 'nguyen2015deep',
        says: 'Networks that were trained on fooling pictures as a class of their own could be fooled by a new batch, also after many rounds.',
      },
      bounds: [
        { measure: 'refused', label: 'first pictures that it refuses', unit: 'percent', relation: '>', value: 0.85 },
        { measure: 'reachedAgain', label: 'digits at 99.99 % confidence again', unit: 'count', relation: '≥', value: 6 },
        { measure: 'cleanAgain', label: 'its accuracy on test digits', unit: 'percent', relation: '>', value: 0.9 },
      ],
      share: 0.95,
    },
  ],
  differs: [
    'The network is 784-128-10, trained on 10,000 digits; the paper uses a convolutional network on MNIST, and one for photographs.',
    'Ten lines of descent run side by side, one for each digit, with ten children a generation and no crossing. The paper’s evolution lets the lines exchange pictures, which helps: it needs fewer generations.',
    'The paper starts from noise. Our network already names a digit for plain noise, with a confidence that differs much from seed to seed, so the default start is plain grey.',
    'The eleventh answer learns from each fooling picture in 40 slightly changed copies and from 400 pictures of noise, in one round. The paper makes thousands of pictures in many rounds.',
    'Nothing here says what people would call these pictures. Shown a choice of answers, they often pick the machine’s (Zhou and Firestone, 2019).',
    'It would count against the claim if confidence stayed near that of a guess on pictures that were bred for nothing but confidence.',
  ],
});
