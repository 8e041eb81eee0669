/** `strange-landscape/band`: many networks of one size end in a band of losses. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number, toggle } from '../../../core/params.ts';

export const DIGITS = 2000;
/** Test digits, and training digits, on which the losses are taken. */
export const JUDGED = 1000;
/** The digits are shrunk to so many pixels on a side, as in the paper. */
export const SIDE = 10;

export const declaration = declare({
  id: 'strange-landscape/band',
  headline: 'The more hidden units, the closer together random starts end; most of the narrowing is over at 25 units.',
  question: 'Twenty networks of one size start at random weights, and training takes each downhill. Do they end at twenty heights, or all at about the same?',
  caption:
    'Left, a dot for the loss of each network, a column for each width; all train at once. Right, the standard deviation in each column. Dashed: what would be left of the spread at 5 units if more units only averaged chance away, as in a mean of independent numbers.',
  time: 'training step',
  work: 'tiny',
  pictures: 12,
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: JUDGED },
  ],
  params: {
    differ: choice({
      label: 'the networks of a width differ in',
      default: 'both',
      effect: 'rerun',
      options: [
        { value: 'both', label: 'start and order' },
        { value: 'start', label: 'start' },
        { value: 'order', label: 'order of digits' },
      ],
      help: 'Whether each network has random first weights of its own, an order of the training digits of its own, or both.',
    }),
    asleep: choice({
      label: 'units at the start',
      default: 'none',
      effect: 'rerun',
      options: [
        { value: 'none', label: 'all random' },
        { value: 'most', label: 'five random, the others zero' },
      ],
      help: 'With zero weights in and out a unit sleeps, and no gradient wakes it.',
    }),
    epochs: number({
      label: 'epochs',
      min: 1,
      max: 60,
      step: 1,
      default: 15,
      effect: 'rerun',
      help: 'How often each of the 2,000 digits is seen.',
    }),
    on: choice({
      label: 'loss on',
      default: 'test',
      effect: 'redraw',
      options: [
        { value: 'test', label: 'test digits' },
        { value: 'train', label: 'training digits' },
      ],
      help: 'The theory is about the loss on training digits.',
    }),
    nets: number({
      label: 'networks of each width',
      min: 10,
      max: 40,
      step: 5,
      default: 20,
      effect: 'rerun',
      advanced: true,
      help: 'More networks tell the spread more precisely, and take longer.',
    }),
    rate: number({
      label: 'rate at the start',
      min: 0.02,
      max: 0.5,
      step: 10,
      scale: 'log',
      default: 0.2,
      effect: 'rerun',
      advanced: true,
      help: 'The learning rate of stochastic gradient descent.',
    }),
    cools: toggle({
      label: 'the rate falls to zero',
      default: true,
      effect: 'rerun',
      advanced: true,
      help: 'In a straight line over the training.',
    }),
  },
  presets: [
    {
      name: 'all random',
      note: 'The cloud falls and narrows. From 25 units on it is a bar.',
      values: { differ: 'both', asleep: 'none', epochs: 15, nets: 20, rate: 0.2, cools: true },
    },
    {
      name: 'one start',
      note: 'All networks of a width start at the same weights, and meet the digits in orders of their own: most of the spread is gone.',
      values: { differ: 'order', asleep: 'none', epochs: 15, nets: 20, rate: 0.2, cools: true },
    },
    {
      name: 'longer',
      note: 'Three times as long: the band sinks by many times its own width, and is no narrower.',
      values: { differ: 'both', asleep: 'none', epochs: 45, nets: 20, rate: 0.2, cools: true },
    },
    {
      name: 'break it',
      note: 'All but five units sleep at the start: networks with 100 and 250 units end as far apart as those with five.',
      values: { differ: 'both', asleep: 'most', epochs: 15, nets: 20, rate: 0.2, cools: true },
    },
  ],
  series: {
    test5: { label: 'spread of the test loss, 5 units', concept: 'test', unit: 'plain' },
    test100: { label: 'spread of the test loss, 100 units', concept: 'test', unit: 'plain' },
    train5: { label: 'spread of the training loss, 5 units', concept: 'train', unit: 'plain' },
    train100: { label: 'spread of the training loss, 100 units', concept: 'train', unit: 'plain' },
  },
  charts: {
    losses: {
      title: 'Where each network ends',
      x: { label: 'hidden units' },
      y: { label: 'loss', domain: [0, 2.5] },
      curves: {
        highest: { label: 'highest', concept: 'test' },
        lowest: { label: 'lowest', concept: 'test' },
      },
    },
    spreads: {
      title: 'How far apart they end',
      x: { label: 'hidden units' },
      y: { label: 'standard deviation of the loss' },
      curves: {
        averaging: { label: '1 ÷ √units', concept: 'test', role: 'expected' },
        testSpread: { label: 'test', concept: 'test' },
        trainSpread: { label: 'training', concept: 'train' },
      },
      gap: ['averaging', 'testSpread'],
    },
  },
  predictions: [
    {
      id: 'narrowing',
      kind: 'choice',
      measure: 'narrowing',
      unit: 'times',
      ask: 'Twenty networks with 5 units start at random, and end some way apart. Twenty others have 100 units. How many times closer together do their losses end?',
      options: [
        { value: 'hardly', label: 'less than twice: chance is chance', from: 0, to: 2 },
        { value: 'root', label: 'about 4 times, as means over 20 times as many would', from: 2, to: 7 },
        { value: 'more', label: 'more than 7 times', from: 7, to: Infinity },
      ],
    },
  ],
  claims: [
    {
      id: 'narrow',
      text: 'With 100 units the standard deviation of the test loss is at most an eighth of that with 5, and the worst of 20 networks with 100 units is better than the best of 20 with 10.',
      paper: {
        cite: 'choromanska2015loss',
        says: 'Simulations with a thousand networks of each size, on digits of 10 × 10 pixels, behaved like the model of the theory: unlike large networks, small ones may end in minima of poor quality.',
      },
      bounds: [
        { measure: 'narrowing', label: 'deviation with 5 units ÷ with 100', unit: 'times', relation: '≥', value: 8 },
        { measure: 'apart', label: 'worst with 100 units ÷ best with 10', unit: 'times', relation: '<', value: 1 },
      ],
      share: 0.95,
    },
    {
      id: 'training',
      text: 'The same holds of the loss on training digits.',
      paper: {
        cite: 'choromanska2015loss',
        says: 'In the model of the theory, the lowest critical values of the training loss of a large network lie in a band above the global minimum, and the number of minima outside it falls exponentially with the size.',
      },
      bounds: [
        { measure: 'narrowingTrain', label: 'deviation with 5 units ÷ with 100', unit: 'times', relation: '≥', value: 8 },
        { measure: 'apartTrain', label: 'worst with 100 units ÷ best with 10', unit: 'times', relation: '<', value: 1 },
      ],
      share: 0.95,
    },
    {
      id: 'early',
      text: 'Most of the narrowing comes below 25 units: from 5 to 25 the standard deviation of the test loss falls at least 5 times, from 25 to 250 less than 5 times.',
      paper: {
        cite: 'choromanska2015loss',
        says: 'The networks had 25, 50, 100, 250 and 500 hidden units.',
      },
      bounds: [
        { measure: 'early', label: 'deviation with 5 units ÷ with 25', unit: 'times', relation: '≥', value: 5 },
        { measure: 'late', label: 'deviation with 25 units ÷ with 250', unit: 'times', relation: '<', value: 5 },
      ],
      share: 0.95,
    },
  ],
  notes: [
    'Ask first: twenty small networks and twenty large ones, all from random weights. Which twenty end closer together, and by how much?',
    'Run it and look left. All columns start at the same height, the loss of guessing. The narrow networks scatter as they fall, the wide ones come down as a bar.',
    'Then right. If more units only averaged chance away, the spread would follow the dashed line. It falls much faster up to 25 units, and no faster than that after.',
    'Choose “one start”: with the same first weights, the order of the digits makes little difference. What scattered the small networks was where they started.',
    'Choose “break it”: five units awake, the others asleep. All the bad ends of the small networks are on the surface of the large one too. Random starts do not lead there.',
    'Say what it is not: no census of minima. Nobody has arrived at one; the gradient below the plots is not zero.',
  ],
  differs: [
    'The theory is about the minima of a random function, which a network’s loss becomes under assumptions that the authors themselves call possibly unrealistic, in a later note. We look at where training stops, which is no count of minima: descent picks what it picks.',
    'The ends are not minima: the length of the gradient over all training digits is given as a share of its length at the start. After three times as many epochs the band lies lower, and is as wide.',
    'The paper trained 1,000 networks of 25 to 500 units for 200 epochs each, from weights drawn uniformly from a cube. Ours are 20 of each width from 2 to 250 units, with 15 epochs of 2,000 digits in batches of 40, a rate that falls from 0.2 to zero, and normal first weights of He’s and Glorot’s sizes. The widths below 25 are ours.',
    'All networks learn the same 2,000 digits. Losses are means over 1,000 of these, and over 1,000 test digits. A seed changes first weights and orders only.',
    'That the start matters more than the order is no claim that the page judges. It was measured on the seeds 0 to 19 with one start for all networks of a width; with one order for all, on two seeds.',
    'The rate has to fall for this. With a rate that stays at 0.2, the networks with 100 units ended only 6.7 to 11 times closer together than those with 5, on three seeds, and two of the three missed the first claim: the last steps’ own noise widens the band.',
    'A standard deviation from 20 networks is itself uncertain by about a sixth.',
    'The dashed line is no theory of networks: it shows how the spread of a mean falls with the number of independent parts, drawn through the measured spread at 5 units.',
    'The claim about 5 and 100 units was set before, from another implementation; the one about 25 units after nine seeds of ours, with margin. Epochs and rate were chosen on four seeds among three pairs.',
    'It would count against the first two claims if twenty networks with 100 units scattered more than an eighth as far as twenty with 5.',
  ],
});
