/** `strange-landscape/straight-line`: the loss on the straight line from start to finish. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { number } from '../../../core/params.ts';

export const DIGITS = 5000;
export const TEST_DIGITS = 2000;
/** Training digits on which the losses along a line are taken. */
export const JUDGED = 1000;

export const declaration = declare({
  id: 'strange-landscape/straight-line',
  headline: 'On the straight line from start to finish the loss only falls; between two finishes stands a hill.',
  question: 'Training takes a winding way through 90,000 dimensions. Walk straight from its start to its finish instead: how many hills do you climb?',
  caption:
    'Left, three ways of training from the same start, and the straight line from there to where each network is now. Right, the straight line from one finish to the finish of another network, trained alike from a start of its own. Dashed: the loss that a line without a hill would have.',
  time: 'training step',
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  params: {
    hidden: number({
      label: 'hidden units a layer',
      min: 20,
      max: 200,
      step: 20,
      default: 100,
      effect: 'rerun',
      help: 'Units in each of the two hidden layers. Look how the hill between the finishes changes.',
    }),
    epochs: number({
      label: 'epochs',
      min: 1,
      max: 20,
      step: 1,
      default: 10,
      effect: 'rerun',
      help: 'How often each of the 5,000 digits is seen.',
    }),
    layers: number({
      label: 'hidden layers',
      min: 1,
      max: 8,
      step: 1,
      default: 2,
      effect: 'rerun',
      help: 'With eight layers some straight lines of gradient descent climb as well.',
    }),
    gain: number({
      label: 'size of the first weights',
      min: 0.5,
      max: 4,
      step: 0.5,
      default: 1,
      effect: 'rerun',
      advanced: true,
      help: 'A factor on the usual random weights of the start. Larger ones make the hill between two finishes higher, and no hill on the way from the start.',
    }),
    hasty: number({
      label: 'rate of the hasty Adam',
      min: 0.001,
      max: 0.1,
      step: 10,
      scale: 'log',
      default: 0.02,
      effect: 'rerun',
      help: 'The third network learns by Adam with this rate. The usual one is 0.001.',
    }),
    rate: number({
      label: 'rate of gradient descent',
      min: 0.01,
      max: 0.5,
      step: 10,
      scale: 'log',
      default: 0.1,
      effect: 'rerun',
      advanced: true,
      help: 'The first network, and the other one on the right, learn by stochastic gradient descent with this rate.',
    }),
  },
  presets: [
    {
      name: 'three ways',
      note: 'Descent and Adam only fall; the hasty Adam climbs a little before its finish. The hill is on the right.',
      values: { layers: 2, hidden: 100, epochs: 10, gain: 1, hasty: 0.02, rate: 0.1 },
    },
    {
      name: 'shallow',
      note: 'One hidden layer: a lower hill between the finishes.',
      values: { layers: 1, hidden: 100, epochs: 10, gain: 1, hasty: 0.02, rate: 0.1 },
    },
    {
      name: 'break it',
      note: 'Eight hidden layers: with some seeds even gradient descent climbs on its straight line. Try a few.',
      values: { layers: 8, hidden: 100, epochs: 10, gain: 1, hasty: 0.02, rate: 0.1 },
    },
  ],
  series: {
    sgd: { label: 'loss, gradient descent', concept: 'train', unit: 'plain' },
    adam: { label: 'loss, Adam', concept: 'neutral', unit: 'plain' },
    hasty: { label: 'loss, hasty Adam', concept: 'noise', unit: 'plain' },
  },
  charts: {
    ways: {
      title: 'From start to finish, straight',
      x: { label: 'share of the way', domain: [0, 1.4] },
      y: { label: 'loss on training digits' },
      curves: {
        hastyLine: { label: 'hasty', concept: 'noise' },
        adamLine: { label: 'Adam', concept: 'neutral' },
        sgdLine: { label: 'descent', concept: 'train' },
      },
    },
    between: {
      title: 'From one finish to another',
      x: { label: 'share of the way', domain: [0, 1] },
      y: { label: 'loss on training digits' },
      curves: {
        noHill: { label: 'no hill', concept: 'wrong', role: 'expected' },
        hill: { label: 'loss', concept: 'wrong' },
      },
      gap: ['noHill', 'hill'],
    },
  },
  predictions: [
    {
      id: 'hills',
      kind: 'choice',
      measure: 'sgdRise',
      unit: 'plain',
      ask: 'Walk straight from the random start to where gradient descent ended. How much does the loss climb on the way?',
      options: [
        { value: 'none', label: 'not at all', from: 0, to: 0.001 },
        { value: 'little', label: 'a little, up to 0.1', from: 0.001, to: 0.1 },
        { value: 'much', label: 'more than that', from: 0.1, to: Infinity },
      ],
    },
    {
      id: 'hill',
      kind: 'curve',
      chart: 'between',
      curve: 'hill',
      ask: 'Two networks, trained alike from starts of their own, both read nearly every digit. Draw the loss on the straight line from one to the other.',
    },
  ],
  claims: [
    {
      id: 'monotone',
      text: 'From the start to the finish of gradient descent, and of Adam at its usual rate, the loss never climbs by more than 0.001.',
      paper: {
        cite: 'goodfellow2015qualitatively',
        says: 'On the straight line from the initial to the trained weights, the authors saw the loss fall and meet no significant obstacle, for several kinds of network.',
      },
      bounds: [
        { measure: 'sgdRise', label: 'climb on the line of gradient descent', unit: 'plain', relation: '≤', value: 0.001 },
        { measure: 'adamRise', label: 'climb on the line of Adam', unit: 'plain', relation: '≤', value: 0.001 },
      ],
      share: 0.95,
    },
    {
      id: 'barrier',
      text: 'On the straight line between two networks that gradient descent trained from starts of their own, the loss rises above 5 times that of the worse end.',
      paper: {
        cite: 'draxler2018essentially',
        says: 'The straight line between two solutions crosses a barrier; a curve between them was found that does not.',
      },
      bounds: [{ measure: 'barrier', label: 'highest loss ÷ the worse end', unit: 'times', relation: '>', value: 5 }],
      share: 0.95,
    },
  ],
  notes: [
    'Before you run it, ask for a show of hands: how many hills on the straight line from the start to the finish?',
    'Press the space bar and let the lines form. The flat stretch at the start gives way to one long slope, epoch by epoch, and no hill appears.',
    'Then point to the right: the same two heights at the ends, and between them a loss ten times as high in the recording.',
    'Both pictures are slices. A line shows one of 89,610 directions, and what it shows depends on where it ends.',
    'Choose “break it” and press “new sample” a few times. In some seeds even gradient descent climbs.',
  ],
  differs: [
    'The paper looked at several kinds of network, also convolutional and recurrent ones. Ours reads 5,000 digits with two hidden layers of 100 units, and the losses along the lines are means over 1,000 of the training digits.',
    'A climb is counted from the lowest loss before it, at 26 places from start to finish. A narrower hill between two places would be missed.',
    'Both networks on the right learn from the same digits, but from random starts and in orders of their own. For the barrier between such networks the source is not Goodfellow and colleagues: Draxler and Garipov, each with colleagues, describe it for larger ones.',
    'The order of hidden units means nothing to a network, so two finishes may differ by little more than an order of units. Whether a line between matched units has a hill is another question, not asked here.',
    'That the line of the hasty Adam climbs by more than 0.001 held in 18 of the 20 recorded seeds and in 4 of 5 others, too few for a claim. Its rate was chosen on two seeds, among four; with 0.01 its line hardly climbs.',
    'Starts with larger weights, up to four times the usual, were tried as a way to break the rule, and so were starts from networks that had learned wrong labels first. On two seeds each, no line of gradient descent climbed.',
    'It would count against the first claim if a line of gradient descent or of the usual Adam climbed by more than 0.001.',
  ],
});
