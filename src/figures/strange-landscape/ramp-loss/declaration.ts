/** `strange-landscape/ramp-loss`: a convex loss beside one that is not. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number, points, type PlacedPoint } from '../../../core/params.ts';

/** Examples of the plots over the share of flips. */
export const COUNT = 1000;
export const SHARES: readonly number[] = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4];
export const SIZES: readonly number[] = [250, 500, 1000, 2000, 4000];
/** Random starts. */
export const STARTS = 10;

/** The plane is [−EXTENT, EXTENT]². */
export const EXTENT = 3;

/** The points of the plane before the reader moves one, x and y in turn: two clouds, and four diamonds on the wrong side. */
const DISCS = [-1.55, -0.55, -1, -0.1, -0.65, -1.25, -0.8, -0.5, -0.6, 0.3, -1, -0.5, -1.35, 0, -1.4, -0.7, -0.7, 0.4, -1.65, -1.05, -0.55, -1.6];
const DIAMONDS = [
  0.65, -0.3, 0.45, 0.5, 2.35, 0.9, 1.3, 1.6, 1.3, 0.65, 0.6, 1.25, 1.55, 1.15, 1.25, 0.35, 0.9, 0, 0.75, 0.65, 0.25, 0.75, -2.6, -0.4, -2.4, -1.1, -2.7, 0.3,
  -2.2, 0.8,
];

const placed = (xy: readonly number[], of: number) => xy.flatMap((x, k) => (k % 2 ? [] : [{ x, y: xy[k + 1] ?? 0, of }]));
export const POINTS: readonly PlacedPoint[] = [...placed(DISCS, 0), ...placed(DIAMONDS, 1)];

/** What the source of all claims reports. */
const SPARSER =
  'Support vector machines with the ramp loss, trained by a sequence of convex problems, are sparser and faster to train than those with the hinge and no less accurate. With the hinge, the number of support vectors grows linearly with that of the examples.';

/** What the source says of the descent. */
const ROUNDS = 'The ramp loss is minimised by a sequence of convex problems. Our counts of random starts have no counterpart in it that we know of.';

export const declaration = declare({
  id: 'strange-landscape/ramp-loss',
  headline: 'With a fifth of the labels wrong, a loss that gives up on hopeless examples beats the convex one, from about a fifth of the support vectors.',
  question: 'A convex loss has a single valley, and training always finds its floor. What is lost, and what gained, by giving that up?',
  caption:
    'Left, two machines on points that you may drag: the line of the hinge, dashed, and of the ramp, solid, with their margins, and the two losses below. Right, the same two machines in twenty dimensions: how often they are right, how many support vectors they need, and where the descent on the ramp ends from different starts.',
  time: 'round',
  work: 'tiny',
  pictures: 12,
  params: {
    flips: number({
      label: 'wrong labels',
      min: 0,
      max: 0.4,
      step: 0.05,
      default: 0.2,
      effect: 'rerun',
      help: 'The share of the training labels that are turned. The test examples keep theirs.',
    }),
    cut: number({
      label: 'cut of the ramp',
      min: -3,
      max: 0,
      step: 0.25,
      default: -1,
      effect: 'rerun',
      help: 'Left of this margin the ramp is flat. Far to the left it is the hinge again, as far as anybody gets.',
    }),
    start: choice({
      label: 'the ramp starts from',
      options: [
        { value: 'hinge', label: 'the hinge machine' },
        { value: 'random', label: 'random weights' },
        { value: 'wrong', label: 'the wrong way round' },
      ],
      default: 'hinge',
      effect: 'rerun',
      help: 'Where the descent begins matters now. All-zero weights lead to the hinge machine in the first round.',
    }),
    price: number({
      label: 'price of an error',
      min: 0.01,
      max: 10,
      step: 10,
      scale: 'log',
      default: 1,
      effect: 'rerun',
      advanced: true,
      help: 'How much the losses count beside the length of the weights (C). Cheap errors make wide margins.',
    }),
    placed: points({
      label: 'points of the plane',
      most: POINTS.length,
      extent: EXTENT,
      classes: ['disc', 'diamond'],
      default: POINTS,
      effect: 'redraw',
      help: 'Drag any point; press it to give it the other label.',
    }),
  },
  presets: [
    {
      name: 'one label in five',
      note: 'The ramp lets the wrong labels go: more right, and far fewer support vectors.',
      values: { flips: 0.2, cut: -1, start: 'hinge', price: 1 },
    },
    {
      name: 'no wrong labels',
      note: 'Nothing to let go, and the two machines are nearly the same.',
      values: { flips: 0, cut: -1, start: 'hinge', price: 1 },
    },
    {
      name: 'a sharper ramp',
      note: 'The cut at −0.5, and three labels in ten wrong: look where the random starts end.',
      values: { flips: 0.3, cut: -0.5, start: 'hinge', price: 1 },
    },
    {
      name: 'break it',
      note: 'The same, and the ramp machines start at random: a lower valley exists, and they do not find it.',
      values: { flips: 0.3, cut: -0.5, start: 'random', price: 1 },
    },
  ],
  series: {
    hingeAccuracy: { label: 'accuracy, hinge', concept: 'expected', unit: 'percent' },
    rampAccuracy: { label: 'accuracy, ramp', concept: 'train', unit: 'percent' },
    hingeSupport: { label: 'support vectors, hinge', concept: 'expected', unit: 'count' },
    rampSupport: { label: 'support vectors, ramp', concept: 'train', unit: 'count' },
    cost: { label: 'cost of the ramp, an example', concept: 'train', unit: 'plain' },
  },
  charts: {
    accuracy: {
      title: 'Fresh examples right',
      x: { label: 'wrong labels in training', unit: 'percent', domain: [0, 0.4] },
      y: { label: 'right', unit: 'percent', domain: [0.5, 1] },
      curves: {
        hingeShare: { label: 'hinge', concept: 'expected', role: 'expected' },
        rampShare: { label: 'ramp', concept: 'train' },
      },
      gap: ['hingeShare', 'rampShare'],
    },
    support: {
      title: 'Support vectors',
      x: { label: 'training examples', unit: 'count', domain: [0, 4000] },
      y: { label: 'support vectors', unit: 'count' },
      curves: {
        hingeSize: { label: 'hinge', concept: 'expected', role: 'expected' },
        rampSize: { label: 'ramp', concept: 'train' },
      },
      gap: ['hingeSize', 'rampSize'],
    },
    starts: {
      title: 'Down the ramp, from different starts',
      x: { label: 'round', unit: 'count' },
      y: { label: 'cost, an example' },
      curves: {
        fromWrong: { label: 'wrong way', concept: 'wrong' },
        fromRandom: { label: 'random', concept: 'noise' },
        fromHinge: { label: 'from hinge', concept: 'train' },
      },
    },
  },
  predictions: [
    {
      id: 'shares',
      kind: 'curve',
      chart: 'accuracy',
      curve: 'rampShare',
      ask: 'Dashed is the convex loss. Draw how often a machine is right that pays no more for an example once it is hopelessly wrong.',
    },
    {
      id: 'worse',
      kind: 'choice',
      measure: 'worse',
      unit: 'percent',
      ask: 'The ramp is no bowl. Of ten descents from random weights, how many end more than 1 % higher than the one that starts from the convex solution?',
      options: [
        { value: 'none', label: 'none', from: 0, to: 0.05 },
        { value: 'some', label: 'one to three', from: 0.05, to: 0.35 },
        { value: 'many', label: 'four or more', from: 0.35, to: Infinity },
      ],
    },
  ],
  claims: [
    {
      id: 'outliers',
      text: 'With a fifth of the labels wrong, the ramp machine has at least 1 percentage point more of the fresh examples right, from less than a third of the support vectors.',
      paper: { cite: 'collobert2006trading', says: SPARSER },
      bounds: [
        { measure: 'gain', label: 'accuracy, ramp − hinge', unit: 'percent', relation: '≥', value: 0.01 },
        { measure: 'fewer', label: 'support vectors, ramp ÷ hinge', unit: 'plain', relation: '<', value: 0.33 },
      ],
      share: 0.95,
    },
    {
      id: 'clean',
      text: 'Without wrong labels there is nothing to gain: accuracies within 1 percentage point, and at least 85 % as many support vectors.',
      paper: { cite: 'collobert2006trading', says: SPARSER },
      bounds: [
        { measure: 'cleanGain', label: 'accuracy without wrong labels, ramp − hinge', unit: 'percent', relation: '≥', value: -0.01 },
        { measure: 'cleanGain', label: 'accuracy without wrong labels, ramp − hinge', unit: 'percent', relation: '≤', value: 0.01 },
        { measure: 'cleanFewer', label: 'support vectors without wrong labels, ramp ÷ hinge', unit: 'plain', relation: '≥', value: 0.85 },
      ],
      share: 0.95,
    },
    {
      id: 'growth',
      text: 'With sixteen times the examples, the hinge has more than 13 times the support vectors, the ramp fewer than 9 times.',
      paper: { cite: 'collobert2006trading', says: SPARSER },
      bounds: [
        { measure: 'hingeGrowth', label: 'support vectors of the hinge at 4,000 examples ÷ at 250', unit: 'times', relation: '>', value: 13 },
        { measure: 'rampGrowth', label: 'the same, ramp', unit: 'times', relation: '<', value: 9 },
      ],
      share: 0.95,
    },
    {
      id: 'one-valley',
      text: 'No round ever raises the cost, and at least half of the random starts end within 1 % of where the start from the hinge machine ends.',
      paper: { cite: 'collobert2006trading', says: ROUNDS },
      bounds: [
        { measure: 'rise', label: 'largest rise in a round', unit: 'percent', relation: '≤', value: 1e-6 },
        { measure: 'worse', label: 'random starts that end more than 1 % higher', unit: 'percent', relation: '≤', value: 0.5 },
      ],
      share: 0.95,
    },
    {
      id: 'valleys',
      text: 'With the cut at −0.5 and three labels in ten wrong, still no round raises the cost, and yet at least seven of ten random starts end more than 1 % higher than the start from the hinge machine.',
      paper: { cite: 'collobert2006trading', says: ROUNDS },
      setting: { flips: 0.3, cut: -0.5 },
      bounds: [
        { measure: 'rise', label: 'largest rise in a round', unit: 'percent', relation: '≤', value: 1e-6 },
        { measure: 'worse', label: 'random starts that end more than 1 % higher', unit: 'percent', relation: '≥', value: 0.7 },
      ],
      share: 0.95,
    },
  ],
  notes: [
    'Ask first: would anybody here give up a convex loss? What for?',
    'Drag a diamond deep into the discs. The dashed line follows it; the solid line follows for a while, and then lets go.',
    'Press the space bar. Round by round the ramp machines let examples go, and their accuracies rise above the dashed curve.',
    'Then the lowest plot: every line only falls, from wherever it starts, and nearly all come down to the same height. Ask whether that is luck.',
    'Choose “a sharper ramp”. Now the starts end at many heights. “Break it” takes the good start away: the valley is still there, and the ramp machines miss it.',
  ],
  differs: [
    'The paper trains machines with kernels on real data. Ours are linear, with twenty inputs, and a random plane gives the labels, of which an exact share is turned. The bias counts among the weights that are kept short.',
    'Accuracy is counted on 4,000 fresh examples with the teacher’s own labels. Labels that are wrong as often in testing would lower both machines alike.',
    'Every convex problem is solved until its cost is within a hundred-millionth of a proven bound. An example counts as a support vector where its multiplier is more than a millionth of its bound away from zero. A descent that has not ended after 40 rounds is stopped there, which sharp ramps need now and then.',
    'Wrong labels lie anywhere here, so many of them lie far on the wrong side, where the ramp lets go. Had only labels near the plane been turned, there would be less to gain.',
    'The price of an error was chosen on seed 0, among four. The cut was −0.5 at first. There the first claim held in 19 of 20 seeds, and in one the ramp machine had 0.25 points fewer right than the hinge machine. At −1 the least gain was 1.75 points. The bounds were set after the seeds 0 to 19 had been seen; all claims held in five others too.',
    'It would count against the first claim if the hinge machine were as accurate, and against the last one if random starts ended as low as the one from the hinge machine.',
  ],
});
