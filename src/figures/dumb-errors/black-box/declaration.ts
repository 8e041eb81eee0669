/** `dumb-errors/black-box`: misleading a network that one can only ask. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const CLAIM_EPSILON = 0.2;

export const declaration = declare({
  id: 'dumb-errors/black-box',
  headline: 'A few questions are enough to mislead a network that you cannot look into.',
  question: 'You may show the network 150 pictures of your own and hear its answers, nothing else. Can you push digits against it?',
  caption:
    'The attacker trains a substitute on the answers and pushes digits against that. Compare the victim’s flips with those under random signs, and look what more questions bring.',
  time: 'questions asked',
  work: 'dense',
  data: [
    { set: 'mnist', split: 'train', count: 20_000 },
    { set: 'mnist', split: 'test', count: 2000 },
  ],
  params: {
    epsilon: number({
      label: 'ε',
      min: 0,
      max: 0.3,
      step: 0.05,
      default: CLAIM_EPSILON,
      effect: 'redraw',
      help: 'The size of the push, in every pixel. At 0.2 random signs flip some answers too, so compare with the grey line.',
    }),
    seeds: number({
      label: 'first pictures',
      min: 10,
      max: 500,
      step: 10,
      default: 150,
      effect: 'rerun',
      help: 'How many pictures of their own the attacker begins with. The victim never trained on them.',
    }),
    rounds: number({
      label: 'rounds of asking more',
      min: 0,
      max: 5,
      step: 1,
      default: 4,
      effect: 'rerun',
      help: 'Each round doubles the pictures: every one is moved a little along the substitute’s slope, and the victim is asked about the result.',
    }),
    more: choice({
      label: 'ask more about',
      default: 'moved',
      effect: 'rerun',
      options: [
        { value: 'moved', label: 'the same pictures, moved' },
        { value: 'fresh', label: 'new pictures' },
      ],
      help: 'An attacker who has only a few pictures can move them. One who has more can ask about new ones: look which of the two pays.',
    }),
    step: number({
      label: 'length of that move, λ',
      min: 0.02,
      max: 0.4,
      step: 0.02,
      default: 0.1,
      effect: 'rerun',
      advanced: true,
      help: 'How far a picture is moved along the sign of the slope before the victim is asked about it.',
    }),
  },
  presets: [
    {
      name: 'as in the paper',
      note: 'The paper begins with 150 pictures and asks for 6,400 answers in all; five rounds ask for 4,800.',
      values: { seeds: 150, rounds: 5 },
    },
    {
      name: 'twenty pictures',
      note: 'Two pictures of each digit, if you are lucky: a poor substitute, and still better than chance signs.',
      values: { seeds: 20, rounds: 5 },
    },
    {
      name: 'break it',
      note: 'Ten pictures and no further question: the first claim fails. Yet these pushes still flip more answers than random signs.',
      values: { seeds: 10, rounds: 0 },
    },
  ],
  series: {
    flipped: { label: 'flipped by the substitute’s pushes', concept: 'attack', unit: 'percent' },
    agreement: { label: 'substitute agrees with the victim', concept: 'train', unit: 'percent' },
    random: { label: 'flipped by random signs', concept: 'noise', unit: 'percent' },
    whiteBox: { label: 'flipped with the victim’s own slope', concept: 'expected', unit: 'percent' },
  },
  charts: {
    queries: {
      title: `What the questions bring, at ε = ${CLAIM_EPSILON}`,
      x: { label: 'questions asked', unit: 'count' },
      y: { label: 'test digits', domain: [0, 1], unit: 'percent' },
      curves: {
        whiteBox: { label: 'own slope', concept: 'expected', role: 'expected' },
        agreement: { label: 'agreement', concept: 'train' },
        flipped: { label: 'flipped', concept: 'attack' },
        random: { label: 'random signs', concept: 'noise' },
      },
      gap: ['whiteBox', 'flipped'],
    },
    size: {
      title: 'And by the size of the push, with all questions asked',
      x: { label: 'size of the push, ε' },
      y: { label: 'answers of the victim that flip', domain: [0, 1], unit: 'percent' },
      curves: {
        own: { label: 'own slope', concept: 'expected', role: 'expected' },
        substitute: { label: 'substitute', concept: 'attack' },
        chance: { label: 'random signs', concept: 'noise' },
      },
      gap: ['own', 'substitute'],
    },
  },
  predictions: [
    {
      id: 'first-flips',
      kind: 'number',
      ask: 'The substitute has learned from 150 pictures and gives the victim’s answer on three digits in four. What share of the victim’s answers will its pushes flip?',
      measure: 'flipped',
      label: 'answers that flip',
      unit: 'percent',
      min: 0,
      max: 1,
      step: 0.01,
    },
  ],
  notes: [
    'The attacker sees the left column and nothing else: pictures of their own, and the victim’s answers.',
    'Point at the agreement first: the substitute is a poor copy. Then at the flips.',
    'Then at the flat lines: sixteen times as many questions about moved copies change nothing. Choose “new pictures” and run again.',
    'Papernot and colleagues did this in 2017 to services on the web: 84.24 % of their pushed pictures were misread, for 6,400 questions.',
  ],
  claims: [
    {
      id: 'few-questions',
      text: 'After 150 questions, with a substitute that agrees with the victim on fewer than 90 % of the test digits, pushes of ε = 0.2 flip more than 60 % of its answers, at least 20 points more than random signs.',
      paper: {
        cite: 'papernot2017practical',
        says: 'A network behind a service that only gave labels misread 84.24 % of the pictures that were pushed against a substitute, which took 6,400 questions.',
      },
      bounds: [
        { measure: 'agreement', label: 'substitute and victim agree', unit: 'percent', relation: '<', value: 0.9 },
        { measure: 'flipped', label: 'answers flipped', unit: 'percent', relation: '>', value: 0.6 },
        { measure: 'aboveRandom', label: 'more than by random signs', unit: 'percent', relation: '>', value: 0.2 },
      ],
      share: 0.95,
    },
    {
      id: 'no-gain',
      text: 'Asking sixteen times as many questions gains next to nothing here: less than 5 points.',
      paper: {
        cite: 'papernot2017practical',
        says: 'In the paper the substitute is made from 150 pictures by rounds of this augmentation, up to 6,400 questions.',
      },
      bounds: [{ measure: 'gain', label: 'flips gained by asking more', unit: 'percent', relation: '<', value: 0.05 }],
      share: 0.95,
    },
    {
      id: 'fresh',
      text: 'As many questions about new pictures gain more than 10 points: what was missing is pictures, not questions.',
      paper: {
        cite: 'papernot2017practical',
        says: 'The attacker of the paper has few pictures and asks about moved copies of them, because new ones are hard to come by.',
      },
      setting: { more: 'fresh' },
      bounds: [{ measure: 'gain', label: 'flips gained by asking about new pictures', unit: 'percent', relation: '>', value: 0.1 }],
      share: 0.95,
    },
    {
      id: 'twenty',
      text: 'Twenty pictures will do: without a further question their pushes flip at least 15 points more than random signs.',
      paper: { cite: 'papernot2017practical', says: 'The paper asks for thousands of answers.' },
      setting: { seeds: 20, rounds: 0 },
      bounds: [{ measure: 'aboveRandom', label: 'more than by random signs', unit: 'percent', relation: '>', value: 0.15 }],
      share: 0.95,
    },
  ],
  differs: [
    'The paper attacks services on the web with networks of unknown make, trained on all of MNIST. Here the victim is a network of 128 hidden units, 10,000 digits old, on your own device.',
    'The substitute is 784-100-10, trained afresh in each round for 30 epochs. The paper’s are convolutional, and go on training from round to round.',
    'The paper counts pushed pictures that the service misreads. The figure counts answers of the victim that flip, so that its own mistakes do not count as successes.',
    'That moved copies gain nothing is what this toy shows with 150 and with 20 first pictures, for the step λ of the paper. The paper does not run without them, and a larger victim may be another matter.',
    'Pushes are FGSM’s, at ε = 0.2. Random signs of that size flip a quarter of the answers by themselves, which is why the claim asks for a distance to them.',
    'It would count against the claim if a substitute that disagrees with the victim about a quarter of the digits did no more harm than random signs.',
  ],
});
