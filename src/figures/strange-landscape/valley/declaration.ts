/** `strange-landscape/valley`: a straight line between two networks, and a curve. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const DIGITS = 5000;
export const TEST_DIGITS = 2000;
/** Training digits on which losses are taken. */
export const JUDGED = 1000;

export const declaration = declare({
  id: 'strange-landscape/valley',
  headline: 'Between two trained networks stands a hill, and a curve with a single bend goes around it.',
  question: 'Two networks start apart and are trained apart, and the line between them crosses a hill. Are they in two valleys, or in one?',
  caption:
    'Left, the loss on three ways from network A to network B: the straight line, the straight line after the hidden units of B were put in the order of A’s, and a curve. Right, the plane in which the curve lies, seen from above: the more ink, the higher the loss.',
  time: 'training step',
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  params: {
    hidden: number({
      label: 'hidden units',
      min: 8,
      max: 256,
      step: 8,
      default: 64,
      effect: 'rerun',
      help: 'Units in the one hidden layer. Look whether the curve still stays as low as its ends.',
    }),
    steps: number({
      label: 'steps for the curve',
      min: 100,
      max: 2000,
      step: 100,
      default: 1000,
      effect: 'rerun',
      help: 'How often the control point is moved, each time to lower the loss at one random place of the curve.',
    }),
    match: choice({
      label: 'match units by',
      options: [
        { value: 'weights', label: 'their weights' },
        { value: 'activity', label: 'what they say' },
      ],
      default: 'weights',
      effect: 'rerun',
      help: 'What makes a unit of B like a unit of A: its weights, or its activity over 1,000 digits.',
    }),
    epochs: number({
      label: 'epochs',
      min: 1,
      max: 20,
      step: 1,
      default: 10,
      effect: 'rerun',
      advanced: true,
      help: 'How often both networks see each of the 5,000 digits.',
    }),
  },
  presets: [
    {
      name: 'around the hill',
      note: 'The straight line climbs. The curve ends as low as both networks.',
      values: { hidden: 64, steps: 1000, match: 'weights', epochs: 10 },
    },
    {
      name: 'matched by activity',
      note: 'Units are alike when they say the same to the same digits. The hill shrinks, as it does by weights.',
      values: { hidden: 64, steps: 1000, match: 'activity', epochs: 10 },
    },
    {
      name: 'break it',
      note: 'Only 8 hidden units and fewer steps: the curve gets lower than the line, and not as low as its ends.',
      values: { hidden: 8, steps: 600, match: 'weights', epochs: 10 },
    },
  ],
  series: {
    a: { label: 'loss, network A', concept: 'noise', unit: 'plain' },
    b: { label: 'loss, network B', concept: 'neutral', unit: 'plain' },
    bend: { label: 'loss, along the curve', concept: 'train', unit: 'plain' },
  },
  charts: {
    across: {
      title: 'From network A to network B',
      x: { label: 'share of the way', domain: [0, 1] },
      y: { label: 'loss on training digits' },
      curves: {
        line: { label: 'straight', concept: 'wrong' },
        matched: { label: 'matched', concept: 'old-task' },
        curve: { label: 'curve', concept: 'train' },
        noHill: { label: 'no hill', concept: 'wrong', role: 'expected' },
      },
      gap: ['noHill', 'line'],
    },
  },
  predictions: [
    {
      id: 'curve',
      kind: 'choice',
      measure: 'curveBarrier',
      unit: 'times',
      ask: 'A curve from A to B has one point that bends it. Train only that point. How high does the curve still climb?',
      options: [
        { value: 'low', label: 'no higher than the ends', from: 0, to: 1.05 },
        { value: 'between', label: 'up to twice the worse end', from: 1.05, to: 2 },
        { value: 'high', label: 'higher', from: 2, to: Infinity },
      ],
    },
    {
      id: 'matched',
      kind: 'choice',
      measure: 'matchedBarrier',
      unit: 'times',
      ask: 'The order of hidden units means nothing. Put those of B in the order in which they best match A’s. How high is the hill on the straight line then?',
      options: [
        { value: 'none', label: 'no higher than the ends', from: 0, to: 1.05 },
        { value: 'low', label: 'up to twice the worse end', from: 1.05, to: 2 },
        { value: 'high', label: 'higher', from: 2, to: Infinity },
      ],
    },
  ],
  claims: [
    {
      id: 'hill',
      text: 'On the straight line between the two networks the loss rises above 2.5 times that of the worse end.',
      paper: {
        cite: 'draxler2018essentially',
        says: 'The straight line between two solutions crosses a barrier; a curve between them was found that does not.',
      },
      bounds: [{ measure: 'barrier', label: 'highest loss on the line ÷ the worse end', unit: 'times', relation: '>', value: 2.5 }],
      share: 0.95,
    },
    {
      id: 'around',
      text: 'Along a curve with one trained control point the loss never exceeds 1.05 times that of the worse end.',
      paper: {
        cite: 'garipov2018loss',
        says: 'Simple curves, some with a single bend, connect trained networks, with nearly constant accuracy all along, and training finds them.',
      },
      bounds: [{ measure: 'curveBarrier', label: 'highest loss on the curve ÷ the worse end', unit: 'times', relation: '≤', value: 1.05 }],
      share: 0.95,
    },
    {
      id: 'matched',
      text: 'With the hidden units of one network in the order of the other’s, the straight line stays below twice the worse end, and yet climbs above 1.1 times.',
      paper: {
        cite: 'ainsworth2023git',
        says: 'Once the order of hidden units is set aside, the authors argue, loss landscapes often hold nearly a single basin; between matched residual networks they found lines without any barrier. They also give a counterexample.',
      },
      bounds: [
        { measure: 'matchedBarrier', label: 'highest loss with matched units ÷ the worse end', unit: 'times', relation: '<', value: 2 },
        { measure: 'matchedBarrier', label: 'highest loss with matched units ÷ the worse end', unit: 'times', relation: '>', value: 1.1 },
      ],
      share: 0.95,
    },
  ],
  notes: [
    'Ask first: two networks, trained alike from starts of their own. One valley, or two?',
    'Press the space bar. After the first epoch the hill is there, and while both networks learn it sinks more slowly than its ends.',
    'Then the line is bent, and within its first steps it leaves the top. Point to the right: the plane turns with the control point, because it goes through A, B and C.',
    'Both ends stay where they are. One point alone is moved, and the curve reaches only half as far from the line as that point lies.',
    'The matched line asks less: no training, only another order of B’s units. Most of the hill is gone, and not all of it.',
  ],
  differs: [
    'Garipov and colleagues bent curves between deep convolutional networks that name small photographs. Ours have one hidden layer and read 5,000 digits; losses are means over 1,000 of those digits, at 25 places of each way.',
    'The control point is trained with Adam (rate 0.002) on the same digits, so the networks along the curve have seen more training than the two at its ends. That is how the curve can be as low as they are; it cannot lower the ends.',
    'The steps for the curve are 1,000 because with 600 its highest loss was 1.07 times the worse end in one of the first 12 seeds.',
    'A hill that is narrower than a twenty-fourth of the way would be missed.',
    'Nguyen’s theorem is about networks with more hidden units than examples. Ours has far fewer, so the theorem says nothing about it: what you see is measured.',
    'Units are matched by one exact assignment, after training. With more layers the orders depend on each other, which is not tried here.',
    'It would count against the claim of the curve if its highest loss stayed above the ends however long it is trained.',
  ],
});
