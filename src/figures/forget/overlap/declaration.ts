/** `forget/overlap`: sparse hidden codes, how much two tasks share of them, and what is forgotten. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

/** Units of the hidden layer. */
export const UNITS = 100;
/** So many of them stay active, in networks of their own. */
export const WINNERS = [5, 10, 20, 35, 50, 70, 100] as const;
/** The sums whose codes the reader sees. */
export const SHOWN = [
  { a: 1, b: 4 },
  { a: 2, b: 8 },
] as const;

export const declaration = declare({
  id: 'forget/overlap',
  headline: 'Codes that share less do not save the first task: sparse networks forget their sums too, and lose more of the shuffled digits.',
  question:
    'If two tasks used different hidden units, what could the second one spoil? Let fewer units be active, so that the codes of the tasks overlap less. Is less forgotten?',
  caption:
    'Each dot stands for networks with one number of active units; pick one to see its codes below. If forgetting followed the overlap, the dots would lie on the dashed line. On the sums they rise to the right, far above it. On the digits the networks that overlap least lose most.',
  time: 'epoch',
  // as in digits.ts
  data: [
    { set: 'mnist', split: 'train', count: 3000 },
    { set: 'mnist', split: 'test', count: 1000 },
  ],
  work: 'dense',
  pictures: 21,
  params: {
    winners: choice({
      label: 'active units',
      default: '10',
      effect: 'redraw',
      options: WINNERS.map((k) => ({ value: String(k), label: String(k) })),
      help: `How many of the ${UNITS} hidden units stay active for an example, the most active ones. Networks of all kinds are trained; look at the codes of one.`,
    }),
    pace: choice({
      label: 'steps of sparse networks',
      default: 'equal',
      effect: 'rerun',
      options: [
        { value: 'equal', label: 'like the others’' },
        { value: 'longer', label: 'longer' },
      ],
      help: 'With few active units a step changes the answer less, so sparse networks learn slowly. Longer steps, by 1/√k, make up for part of it; look what becomes of the rising line on the sums.',
    }),
    scenario: choice({
      label: 'second digits',
      default: 'permuted',
      effect: 'rerun',
      options: [
        { value: 'permuted', label: 'pixels shuffled' },
        { value: 'rotated', label: 'turned by 40°' },
      ],
      help: 'What the networks learn after the digits as they are: the same ones with all pixels in another order, or turned.',
    }),
    epochs: number({
      label: 'epochs of digits',
      min: 1,
      max: 10,
      step: 1,
      default: 5,
      effect: 'rerun',
      advanced: true,
      help: 'How often the 3,000 digits are gone through, first as they are and then changed.',
    }),
    twosEpochs: number({
      label: 'epochs of twos, at most',
      min: 50,
      max: 300,
      step: 25,
      default: 150,
      effect: 'rerun',
      advanced: true,
      help: 'A network’s loss is counted when it first has all twos right, or after so many epochs.',
    }),
  },
  presets: [
    {
      name: 'equal steps',
      note: 'On the sums the dots rise to the right, on the digits they fall.',
      values: { pace: 'equal', scenario: 'permuted' },
    },
    {
      name: 'break it',
      note: 'Longer steps for the sparse networks: their codes overlap still less, they learn as fast as the others, and the rise on the sums is gone.',
      values: { pace: 'longer', scenario: 'permuted' },
    },
    {
      name: 'turned digits',
      note: 'The second digits are turned by 40° instead of shuffled: in the seeds 0 to 3 the dots rise to the right, and every kind of network loses more.',
      values: { pace: 'equal', scenario: 'rotated' },
    },
  ],
  series: {
    sumsSparse: { label: 'ones right, 5 units active', concept: 'old-task', unit: 'percent' },
    sumsDense: { label: 'ones right, all active', concept: 'neutral', unit: 'percent' },
    digitsSparse: { label: 'first digits right, 5 units active', concept: 'old-task', unit: 'percent' },
    digitsDense: { label: 'first digits right, all active', concept: 'neutral', unit: 'percent' },
  },
  charts: {
    sums: {
      title: 'Sums: the ones lost when the twos are right',
      x: { label: 'overlap of the codes', domain: [0, 1] },
      y: { label: 'ones lost', unit: 'percent', domain: [0, 1] },
      curves: {
        sumsExpected: { label: 'in proportion', concept: 'expected', role: 'expected' },
        sumsFound: { label: 'measured', concept: 'old-task' },
      },
      gap: ['sumsExpected', 'sumsFound'],
    },
    digits: {
      title: 'Digits: accuracy lost to the second digits',
      x: { label: 'overlap of the codes', domain: [0, 1] },
      y: { label: 'accuracy lost on the first digits', unit: 'percent' },
      curves: {
        digitsExpected: { label: 'in proportion', concept: 'expected', role: 'expected' },
        digitsFound: { label: 'measured', concept: 'old-task' },
      },
      gap: ['digitsExpected', 'digitsFound'],
    },
  },
  predictions: [
    {
      id: 'digits',
      kind: 'choice',
      measure: 'digitsExtra',
      unit: 'percent',
      ask: 'On the digits, the codes of the two tasks overlap less when only 5 of 100 units are active. How much of the first digits does such a network lose, beside one in which all are active?',
      options: [
        { value: 'less', label: 'less', from: -1, to: -0.01 },
        { value: 'same', label: 'about as much', from: -0.01, to: 0.01 },
        { value: 'more', label: 'up to 5 points more', from: 0.01, to: 0.05 },
        { value: 'much', label: 'more than 5 points more', from: 0.05, to: 1 },
      ],
    },
    {
      id: 'least',
      kind: 'number',
      measure: 'sumsLeastLost',
      label: 'the least that is lost of the ones',
      unit: 'percent',
      min: 0,
      max: 1,
      step: 0.05,
      ask: 'Seven kinds of networks, with 5 to 100 active units, learn the ones and then the twos. How much of the ones is lost by the kind that loses least?',
    },
  ],
  claims: [
    {
      id: 'sums',
      text: 'On the sums more overlap goes with more forgetting: over the seven numbers of active units they correlate above 0.2. Seven dots are few; look at them.',
      paper: {
        cite: 'french1991using',
        says: 'Its title proposes semi-distributed representations, in which hidden codes are spread over few units, as a way to overcome catastrophic forgetting.',
      },
      bounds: [{ measure: 'sumsR', label: 'correlation over 5 to 100 active units', unit: 'plain', relation: '>', value: 0.2 }],
      share: 0.95,
    },
    {
      id: 'digits',
      text: 'On the digits less overlap goes with more forgetting: the correlation is below −0.4, and with 5 active units the first digits lose at least 2 points more than with all.',
      paper: {
        cite: 'french1991using',
        says: 'Proposes codes that are spread over few units against forgetting. What follows for digits is our own question.',
      },
      bounds: [
        { measure: 'digitsR', label: 'correlation over 5 to 100 active units', unit: 'plain', relation: '<', value: -0.4 },
        { measure: 'digitsExtra', label: 'lost with 5 active, less lost with all', unit: 'percent', relation: '>', value: 0.02 },
      ],
      share: 0.95,
    },
    {
      id: 'no-cure',
      text: 'No number of active units saves the ones: when all twos are right, or after 150 epochs of them, at least 70 % of the ones are lost in every kind of network.',
      paper: {
        cite: 'french1991using',
        says: 'Its title names overcoming catastrophic forgetting as the aim. Its numbers are not repeated here.',
      },
      bounds: [{ measure: 'sumsLeastLost', label: 'ones lost, in the kind that loses least', unit: 'percent', relation: '>', value: 0.7 }],
      share: 0.95,
    },
    {
      id: 'pace',
      text: 'With longer steps for the sparse networks the rise on the sums is gone, a correlation below 0.5: 5 active units overlap by less than 0.5, all by more than 0.7, and yet every kind loses at least 80 % of the ones.',
      paper: {
        cite: 'french1991using',
        says: 'A control of our own: how fast a network learns goes along with how sparse it is, unless one sets them apart.',
      },
      setting: { pace: 'longer' },
      bounds: [
        { measure: 'sumsR', label: 'correlation over 5 to 100 active units', unit: 'plain', relation: '<', value: 0.5 },
        { measure: 'sumsSparseOverlap', label: 'overlap with 5 active', unit: 'plain', relation: '<', value: 0.5 },
        { measure: 'sumsDenseOverlap', label: 'overlap with all active', unit: 'plain', relation: '>', value: 0.7 },
        { measure: 'sumsLeastLost', label: 'ones lost, in the kind that loses least', unit: 'percent', relation: '>', value: 0.8 },
      ],
      share: 0.95,
    },
  ],
  notes: [
    'Ask the room: two tasks that use different units cannot disturb each other. So do sparse codes cure forgetting?',
    'Show what a code is: 100 bars, the first sum upwards, the second downwards. Go from all active units down to 5.',
    'Sums: the dots do rise to the right. Then ask how far up the lowest of them stands.',
    'Digits: the dots fall. The sparsest code overlaps least and loses most.',
    'Press “turned digits” and run: now they rise. The sign hangs on the pair of tasks, not on the codes alone.',
    'Press “break it”. Sparse networks had learned more slowly; with longer steps the rise on the sums disappears.',
    'Seven dots are few. Say so, and open “many seeds”.',
  ],
  differs: [
    'Here all but the k most active hidden units are set to zero. French made codes sharper by degrees, on tasks of his own; we have not repeated them.',
    'Overlap is the mean cosine of the hidden codes of all pairs of an example from each task, measured once, before the second task. Other measures of overlap may order the networks otherwise.',
    'The sums are those of the figure on ones and twos, with another loss (cross-entropy for each output) and 100 hidden units. Each dot there is the mean of six networks, on the digits of two.',
    'On the sums, loss is the share of the ones known before that are wrong when all twos are first right. On the digits it is the accuracy on 1,000 unseen digits before, less that after as many epochs of the second digits for all.',
    'A correlation over seven numbers of active units is a weak statistic, and neighbours among them are alike. What would count against the headline: dots on the dashed line.',
  ],
});
