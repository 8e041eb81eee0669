/** `strange-landscape/lottery`: a pruned network, trained again from its start. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { number } from '../../../core/params.ts';

export const DIGITS = 5000;
export const TEST_DIGITS = 2000;

export const declaration = declare({
  id: 'strange-landscape/lottery',
  headline: 'One weight in eight, put back to where it started, learns about as well as all of them did. Drawn anew, the same connections learn less.',
  question:
    'Train a network, cut its small weights, put the rest back to where they were before training, and train again. Was it the connections that mattered, or where they started?',
  caption:
    'The first plot shows how networks learn that have one weight in eight left, and dashed the one that has all. Look at its left edge: the ticket reads digits before its first step. The second shows what is reached in the end with fewer and fewer weights. The pictures show what the pixels say for a nought before training.',
  time: 'round of pruning',
  work: 'dense',
  pictures: 14,
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  params: {
    rounds: number({
      label: 'rounds of pruning',
      min: 1,
      max: 9,
      step: 1,
      default: 3,
      effect: 'rerun',
      help: 'How often the network is trained, cut, and put back to its start. Look where the ticket falls below the network with all weights.',
    }),
    cut: number({
      label: 'cut in each round',
      min: 20,
      max: 90,
      step: 5,
      unit: '%',
      default: 50,
      effect: 'rerun',
      help: 'Share of the weights left in a layer that a round cuts, the smallest first; of the last layer half as many.',
    }),
    rate: number({
      label: 'learning rate',
      min: 0.0004,
      max: 0.02,
      step: 0.0004,
      default: 0.0012,
      effect: 'rerun',
      help: 'Of Adam. With a large one the weights travel far from their start; look whether the start still matters then.',
    }),
    steps: number({
      label: 'training steps',
      min: 100,
      max: 1000,
      step: 100,
      default: 300,
      effect: 'rerun',
      help: 'Batches of 60 digits that every network learns from. Look whether those drawn anew catch up when they get more.',
    }),
    hidden: number({
      label: 'hidden units',
      min: 30,
      max: 300,
      step: 30,
      default: 300,
      effect: 'rerun',
      advanced: true,
      help: 'Units of the first hidden layer; the second has a third as many.',
    }),
  },
  presets: [
    {
      name: 'one in eight',
      note: 'Half of the weights are cut, three times. The ticket keeps up with the network that has all, and starts far ahead of it.',
      values: { rounds: 3, cut: 50, rate: 0.0012, steps: 300, hidden: 300 },
    },
    {
      name: 'slowly, as in the paper',
      note: 'A fifth in each round and nine rounds; this takes twice as long.',
      values: { rounds: 9, cut: 20, rate: 0.0012, steps: 300, hidden: 300 },
    },
    {
      name: 'break it: a large rate',
      note: 'With a rate of 0.02 the ticket’s lead at the end shrinks to a point or so: the weights travel far, and another start will nearly do.',
      values: { rounds: 3, cut: 50, rate: 0.02, steps: 300, hidden: 300 },
    },
    {
      name: 'break it: one in sixty',
      note: 'Six rounds: the ticket cannot keep up any more, and is still ahead of the others.',
      values: { rounds: 6, cut: 50, rate: 0.0012, steps: 300, hidden: 300 },
    },
  ],
  series: {
    ticket: { label: 'ticket', concept: 'train', unit: 'percent' },
    anew: { label: 'drawn anew', concept: 'wrong', unit: 'percent' },
    shuffled: { label: 'shuffled', concept: 'noise', unit: 'percent' },
  },
  charts: {
    learning: {
      title: 'Learning with the weights that are left',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'test digits read right', unit: 'percent', domain: [0, 1] },
      curves: {
        wholeLearning: { label: 'all weights', concept: 'train', role: 'expected' },
        ticketLearning: { label: 'ticket', concept: 'train' },
        anewLearning: { label: 'drawn anew', concept: 'wrong' },
        shuffledLearning: { label: 'shuffled', concept: 'noise' },
      },
    },
    sizes: {
      title: 'At the end of training, with fewer and fewer weights',
      x: { label: 'weights left', unit: 'count' },
      y: { label: 'test digits read right', unit: 'percent' },
      curves: {
        whole: { label: 'all weights', concept: 'train', role: 'expected' },
        ticket: { label: 'ticket', concept: 'train' },
        anew: { label: 'drawn anew', concept: 'wrong' },
        shuffled: { label: 'shuffled', concept: 'noise' },
      },
      gap: ['whole', 'anew'],
    },
  },
  predictions: [
    {
      id: 'untrained',
      kind: 'number',
      measure: 'ticketUntrained',
      label: 'read right by the ticket, before training',
      unit: 'percent',
      min: 0,
      max: 1,
      step: 0.01,
      ask: 'An untrained network guesses: it reads one digit in ten. Cut seven of its eight weights, those that turn out small later, and change no other. How many digits does what is left read, before any training?',
    },
    {
      id: 'anew',
      kind: 'choice',
      measure: 'anewGap',
      unit: 'percent',
      ask: 'Keep the ticket’s connections, draw their weights anew, and train. How much does that cost?',
      options: [
        { value: 'nothing', label: 'less than a point', from: -Infinity, to: 0.01 },
        { value: 'some', label: '1 to 10 points', from: 0.01, to: 0.1 },
        { value: 'much', label: 'more', from: 0.1, to: Infinity },
      ],
    },
  ],
  claims: [
    {
      id: 'anew',
      text: 'With one weight in eight the ticket reads at least 2 points more of the test digits than the same connections drawn anew, and after 50 steps at least 10 points more.',
      paper: {
        cite: 'frankle2019lottery',
        says: 'Pruning uncovers small networks that, from their original start, learn as well as the whole network, and often faster; drawn anew, they learn more slowly and less.',
      },
      bounds: [
        { measure: 'anewGap', label: 'ahead at the end', unit: 'percent', relation: '≥', value: 0.02 },
        { measure: 'anewEarlyGap', label: 'ahead after 50 steps', unit: 'percent', relation: '≥', value: 0.1 },
      ],
      share: 0.95,
    },
    {
      id: 'whole',
      text: 'The ticket ends at most 2 points below the network with all weights, or above it.',
      paper: {
        cite: 'frankle2019lottery',
        says: 'Winning tickets of less than a tenth to a fifth of the size reach the accuracy of the whole network.',
      },
      bounds: [{ measure: 'wholeGap', label: 'ahead of all weights', unit: 'percent', relation: '≥', value: -0.02 }],
      share: 0.95,
    },
    {
      id: 'untrained',
      text: 'Before any training the ticket reads more than half of the test digits, and the same connections drawn anew less than a quarter.',
      paper: {
        cite: 'zhou2019deconstructing',
        says: 'A mask can make an untrained network read far better than chance: choosing which weights to cut is a kind of training.',
      },
      bounds: [
        { measure: 'ticketUntrained', label: 'ticket, untrained', unit: 'percent', relation: '>', value: 0.5 },
        { measure: 'anewUntrained', label: 'drawn anew, untrained', unit: 'percent', relation: '<', value: 0.25 },
      ],
      share: 0.95,
    },
    {
      id: 'places',
      text: 'Shuffling the connections costs at least 2 points at the end, also where each pixel and each unit keeps the number that leave it.',
      paper: {
        cite: 'su2020sanity',
        says: 'For masks that are chosen before training, shuffling the kept weights within each layer does no harm. Ours is chosen after training, so there is no contradiction.',
      },
      bounds: [
        { measure: 'shuffledGap', label: 'ahead of shuffled connections', unit: 'percent', relation: '≥', value: 0.02 },
        { measure: 'rowsGap', label: 'ahead of those shuffled within each pixel', unit: 'percent', relation: '≥', value: 0.02 },
      ],
      share: 0.95,
    },
    {
      id: 'signs',
      text: 'With only the signs of its start, all weights of a layer of one size, the network ends at most 3 points below the ticket; with the ticket’s own values, dealt out anew, at least 2 points below.',
      paper: {
        cite: 'zhou2019deconstructing',
        says: 'Of the start that a ticket goes back to, the signs are what matters; their sizes may be set to a constant.',
      },
      bounds: [
        { measure: 'signsGap', label: 'behind with signs only', unit: 'percent', relation: '≤', value: 0.03 },
        { measure: 'dealtGap', label: 'behind with values dealt out anew', unit: 'percent', relation: '≥', value: 0.02 },
      ],
      share: 0.95,
    },
  ],
  notes: [
    'Ask before you run it: a network is cut to an eighth of its weights. Which matters, the connections that are left, or the weights that they start with?',
    'Press the space bar. In each round the ticket comes first; point at its first point, on the left edge, where no step has been taken yet.',
    'Then the connections drawn anew: they start from guessing, as every network does, and stay behind.',
    'The table has the stricter controls: connections shuffled within each pixel, the ticket’s own values dealt out anew, and the signs alone. Only the signs keep up.',
    'Point to the pictures: a ring of red in the ticket, noise in the others. The ticket has learned it by losing weights.',
    'Choose the large rate. Now the start hardly matters at the end, as critics of the idea have said.',
  ],
  differs: [
    'The network is the paper’s, and so are Adam’s rate of 0.0012, batches of 60, and the smaller cut of the last layer; the code that the authors released uses plain gradient descent instead. The paper cuts a fifth in a round and trains far longer. Ours sees 5,000 digits, for 300 steps, and cuts half, so that a run ends in seconds.',
    'After 300 steps no network has finished learning. The lead at the end is partly the head start: with 1,200 steps, the same connections drawn anew end at 90.0 to 91.0 % in the seeds 0 to 4, where the ticket ends at 90.7 to 91.3 % after 300. Finding the ticket took three trainings of 300 steps, and its own is the fourth.',
    'All networks see the same batches in the same order. Biases are never cut, and start at zero.',
    'Drawn anew means another draw of the whole network, of which the mask keeps its part. The ticket’s weights are larger than that, because large ones are cut less; dealing out the ticket’s own values anew is the control for it.',
    'The pictures multiply the weight matrices, as if every hidden unit were active. The network has ReLUs, so they show a tendency, not what it computes.',
    'The settings were chosen before anything was tuned, and the bounds after seeing the seeds 0 to 4. In one of the 20 recorded seeds the ticket ended 2.05 points below all weights, which misses the second claim; the median is 0.35 points below.',
    'It would count against the claims if another draw, or the ticket’s values in another order, learned as fast and as well as the ticket.',
  ],
});
