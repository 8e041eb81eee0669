/** `forget/remedies`: nine ways to learn one task after another, on the same tasks. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

/** Training digits that the tasks are made of. */
export const DIGITS = 5000;
/** More for pairs of digits: each task has only a fifth of them. */
export const SPLIT_DIGITS = 10_000;
export const TEST_DIGITS = 2000;

/** The ways of learning, in the order of the small plots. */
export const METHODS = ['naive', 'l2', 'ewc', 'gem', 'hat', 'rehearsal', 'dreaming', 'gaussian', 'joint'] as const;
export type MethodName = (typeof METHODS)[number];

export const LABELS: Readonly<Record<MethodName, string>> = {
  naive: 'naive',
  l2: 'L2',
  ewc: 'EWC',
  gem: 'GEM',
  hat: 'HAT',
  rehearsal: 'rehearsal',
  dreaming: 'dreaming',
  gaussian: 'Gaussian',
  joint: 'joint',
};

const knob = (label: string, help: string, [min, max, step]: readonly [min: number, max: number, step: number], standard: number, advanced = false) =>
  number({ label, min, max, step, default: standard, effect: 'rerun', advanced, help });

export const declaration = declare({
  id: 'forget/remedies',
  headline: 'Shown the old digits again, stored or invented, a network keeps every task; springs keep shuffled pixels, and nothing where the task is not told.',
  question: 'Seven remedies and the same tasks, from the same first weights. Which one keeps the most, and what does it cost?',
  caption:
    'A dot is what a method has right at the end, on average over all tasks; the bar behind it spans the recorded seeds. In the small plots a good method has a green line that stays up, and grey ones that rise as high.',
  time: 'epoch',
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  work: 'dense',
  pictures: 9,
  params: {
    stream: choice({
      label: 'tasks',
      default: 'permuted',
      effect: 'rerun',
      options: [
        { value: 'permuted', label: 'shuffled pixels' },
        { value: 'rotated', label: 'turned digits' },
        { value: 'split', label: 'two digits each, task not told' },
      ],
      help: 'Each task shuffles the pixels in its own way, turns the digits by 40° more, or brings two digits that are new.',
    }),
    methods: choice({
      label: 'methods',
      default: 'all',
      effect: 'rerun',
      options: [{ value: 'all', label: 'all' }, ...METHODS.map((value) => ({ value, label: LABELS[value] }))],
      help: 'All methods side by side, or one alone, which takes less time and can be compared with another.',
    }),
    tasks: knob('number of tasks', 'How many tasks come one after another.', [2, 5, 1], 4),
    epochs: knob('epochs on each task', 'How often the digits of a task are gone through before the next one comes.', [1, 15, 1], 6),
    stored: knob('stored digits a task', 'Digits of each task that rehearsal and GEM keep.', [10, 500, 10], 200),
    strength: knob('stiffness of EWC', 'How hard the springs of EWC pull, λ.', [0, 1000, 10], 300, true),
    even: knob('stiffness of L2', 'How hard the springs of L2 pull.', [0, 0.1, 0.001], 0.003, true),
    margin: knob('margin of GEM', 'At γ = 0 a step is bent as little as the stored digits demand.', [0, 1, 0.1], 0.5, true),
    capacity: knob('thrift of HAT', 'The larger c, the fewer units a task takes.', [0, 2, 0.05], 0.75, true),
    hidden: knob('hidden units', 'Units of the hidden layer of the network.', [10, 200, 10], 50, true),
    learningRate: knob('learning rate', 'The length of a step of gradient descent.', [0.05, 0.5, 0.05], 0.5, true),
  },
  presets: [
    {
      name: 'shuffled pixels',
      note: 'Four ways to shuffle the pixels, one set of outputs. All remedies are above naive learning, but not equally far.',
      values: { stream: 'permuted', methods: 'all', tasks: 4, epochs: 6, stored: 200, even: 0.003, learningRate: 0.5 },
    },
    {
      name: 'task is not told',
      note: 'Two digits a task, and the network must say which of all ten it sees. Watch EWC, and what shows old digits.',
      values: { stream: 'split', methods: 'all', tasks: 5, epochs: 5, stored: 200, even: 0.003, learningRate: 0.1 },
    },
    {
      name: 'turned digits',
      note: 'Each task turns the digits by 40° more. Now earlier tasks help with later ones before these come: read the column “forward”.',
      values: { stream: 'rotated', methods: 'all', tasks: 4, epochs: 6, stored: 200, even: 0.003, learningRate: 0.5 },
    },
    {
      name: 'EWC alone',
      note: 'Only the springs: a run of two or three seconds. Pin it under “compare runs”, then choose another method.',
      values: { stream: 'permuted', methods: 'ewc', tasks: 4, epochs: 6, stored: 200, even: 0.003, learningRate: 0.5 },
    },
    {
      name: 'ten stored digits',
      note: 'Rehearsal with ten digits a task, one of each kind if it is lucky.',
      values: { stream: 'permuted', methods: 'rehearsal', stored: 10, tasks: 4, epochs: 6, learningRate: 0.5 },
    },
    {
      name: 'break it',
      note: 'Equal springs, thirty times too stiff: later tasks are hardly learned, and the average falls below that of doing nothing.',
      values: { stream: 'permuted', methods: 'l2', even: 0.1, tasks: 4, epochs: 6, learningRate: 0.5 },
    },
  ],
  series: {
    chosen: { label: 'the chosen method', concept: 'correct', unit: 'percent' },
    naive: { label: LABELS.naive, concept: 'old-task', unit: 'percent' },
    l2: { label: LABELS.l2, concept: 'neutral', unit: 'percent' },
    ewc: { label: LABELS.ewc, concept: 'neutral', unit: 'percent' },
    gem: { label: LABELS.gem, concept: 'neutral', unit: 'percent' },
    hat: { label: LABELS.hat, concept: 'neutral', unit: 'percent' },
    rehearsal: { label: LABELS.rehearsal, concept: 'neutral', unit: 'percent' },
    dreaming: { label: LABELS.dreaming, concept: 'neutral', unit: 'percent' },
    gaussian: { label: LABELS.gaussian, concept: 'neutral', unit: 'percent' },
    joint: { label: LABELS.joint, concept: 'expected', unit: 'percent' },
  },
  charts: {
    average: {
      title: 'Average over all tasks so far, epoch by epoch',
      x: { label: 'epoch', unit: 'count' },
      y: { label: 'digits right', domain: [0, 1], unit: 'percent' },
      curves: {
        chosen: { label: 'chosen', concept: 'correct' },
        joint: { label: LABELS.joint, concept: 'neutral', role: 'expected' },
        l2: { label: LABELS.l2, concept: 'neutral' },
        ewc: { label: LABELS.ewc, concept: 'neutral' },
        gem: { label: LABELS.gem, concept: 'neutral' },
        hat: { label: LABELS.hat, concept: 'neutral' },
        rehearsal: { label: LABELS.rehearsal, concept: 'neutral' },
        dreaming: { label: LABELS.dreaming, concept: 'neutral' },
        gaussian: { label: LABELS.gaussian, concept: 'neutral' },
        naive: { label: LABELS.naive, concept: 'old-task' },
      },
    },
  },
  claims: [
    {
      id: 'ranking',
      text: 'Averages over four kinds of shuffled pixels: naive learning ends below 80 %, rehearsal and Gaussian dreams above 84 %, EWC, GEM and dreaming above 80 %. HAT and L2 stay below 88 and 84 %; all tasks at once make more than 87 %.',
      paper: {
        cite: 'lopezpaz2017gradient',
        says: 'Judges a learner by the average over all tasks after the last, and by what later tasks do to earlier ones.',
      },
      bounds: [
        { measure: 'naive', label: 'naive', unit: 'percent', relation: '<', value: 0.8 },
        { measure: 'l2', label: 'L2', unit: 'percent', relation: '<', value: 0.84 },
        { measure: 'ewc', label: 'EWC', unit: 'percent', relation: '>', value: 0.8 },
        { measure: 'gem', label: 'GEM', unit: 'percent', relation: '>', value: 0.8 },
        { measure: 'hat', label: 'HAT', unit: 'percent', relation: '<', value: 0.88 },
        { measure: 'rehearsal', label: 'rehearsal', unit: 'percent', relation: '>', value: 0.84 },
        { measure: 'dreaming', label: 'dreaming', unit: 'percent', relation: '>', value: 0.8 },
        { measure: 'gaussian', label: 'Gaussian', unit: 'percent', relation: '>', value: 0.84 },
        { measure: 'joint', label: 'joint', unit: 'percent', relation: '>', value: 0.87 },
      ],
      share: 0.95,
    },
    {
      id: 'ten',
      text: 'Ten stored digits a task are fewer numbers than half the springs of EWC. Shown again, they already lift the average above 70 %.',
      paper: { cite: 'robins1995catastrophic', says: 'Rehearses old items, stored or made up, beside the new ones.' },
      setting: { methods: 'rehearsal', stored: 10 },
      bounds: [
        { measure: 'average', label: 'average at the end', unit: 'percent', relation: '>', value: 0.7 },
        { measure: 'backward', label: 'backward transfer', unit: 'percent', relation: '>', value: -0.3 },
        { measure: 'stored', label: 'numbers kept', unit: 'count', relation: '<', value: 40_000 },
        { measure: 'cost', label: 'passes, times naive learning’s', unit: 'times', relation: '<', value: 1.5 },
      ],
      share: 0.95,
    },
    {
      id: 'springs',
      text: 'Springs on the weights that mattered end more than 8 points above naive learning, and more than 4 above equal springs on all weights. Less than 5 points are forgotten.',
      paper: {
        cite: 'kirkpatrick2017overcoming',
        says: 'Holds weights by their Fisher information, and finds that a network so held keeps several shuffled MNISTs.',
      },
      bounds: [
        { measure: 'ewcGain', label: 'EWC less naive', unit: 'percent', relation: '>', value: 0.08 },
        { measure: 'ewcLead', label: 'EWC less L2', unit: 'percent', relation: '>', value: 0.04 },
        { measure: 'ewcBack', label: 'backward transfer of EWC', unit: 'percent', relation: '>', value: -0.05 },
      ],
      share: 0.95,
    },
    {
      id: 'bent',
      text: 'Bent steps end more than 8 points above naive learning, for more than four times its passes.',
      paper: { cite: 'lopezpaz2017gradient', says: 'Bends a gradient so that the loss on stored examples of old tasks does not rise.' },
      bounds: [
        { measure: 'gemGain', label: 'GEM less naive', unit: 'percent', relation: '>', value: 0.08 },
        { measure: 'gemCost', label: 'passes of GEM', unit: 'times', relation: '>', value: 4 },
      ],
      share: 0.95,
    },
    {
      id: 'dreams',
      text: 'Invented digits end more than 8 points above naive learning, and a plain Gaussian is no worse at inventing them than the trained generator, give or take a point.',
      paper: { cite: 'shin2017continual', says: 'Rehearses what a generative network imagines of old tasks, labelled by the old network.' },
      bounds: [
        { measure: 'dreamGain', label: 'dreaming less naive', unit: 'percent', relation: '>', value: 0.08 },
        { measure: 'gaussianLead', label: 'Gaussian less dreaming', unit: 'percent', relation: '>', value: -0.01 },
      ],
      share: 0.95,
    },
    {
      id: 'masks',
      text: 'HAT forgets less than half a point. It still ends below rehearsal, because later tasks find too few units left.',
      paper: { cite: 'serra2018overcoming', says: 'Reports 45 to 80 % less forgetting than other methods, with larger networks and eight data sets.' },
      bounds: [
        { measure: 'hatBack', label: 'backward transfer of HAT', unit: 'percent', relation: '>', value: -0.005 },
        { measure: 'hatShort', label: 'rehearsal less HAT', unit: 'percent', relation: '>', value: 0 },
      ],
      share: 0.95,
    },
    {
      id: 'not-told',
      text: 'Two digits a task, task not told: springs are no better than nothing, all below 30 %. What shows old digits stays above 75 %.',
      paper: { cite: 'vandeven2019three', says: 'When the network must find out the task, methods that hold on to weights fail, and rehearsal works.' },
      setting: { stream: 'split', tasks: 5, epochs: 5, learningRate: 0.1 },
      bounds: [
        { measure: 'naive', label: 'naive', unit: 'percent', relation: '<', value: 0.25 },
        { measure: 'l2', label: 'L2', unit: 'percent', relation: '<', value: 0.25 },
        { measure: 'ewc', label: 'EWC', unit: 'percent', relation: '<', value: 0.3 },
        { measure: 'gem', label: 'GEM', unit: 'percent', relation: '>', value: 0.75 },
        { measure: 'rehearsal', label: 'rehearsal', unit: 'percent', relation: '>', value: 0.75 },
        { measure: 'dreaming', label: 'dreaming', unit: 'percent', relation: '>', value: 0.75 },
        { measure: 'gaussian', label: 'Gaussian', unit: 'percent', relation: '>', value: 0.75 },
        { measure: 'joint', label: 'joint', unit: 'percent', relation: '>', value: 0.85 },
      ],
      share: 0.95,
    },
  ],
  predictions: [
    {
      id: 'best',
      kind: 'choice',
      measure: 'best',
      unit: 'count',
      ask: 'Four kinds of shuffled pixels, one after another. Which remedy will have the most digits right at the end, on average over the four?',
      options: [
        { value: 'springs', label: 'springs on the weights', from: 0, to: 2 },
        { value: 'bent', label: 'steps bent by stored digits', from: 2, to: 3 },
        { value: 'masks', label: 'a mask for each task', from: 3, to: 4 },
        { value: 'stored', label: 'stored digits, shown again', from: 4, to: 5 },
        { value: 'invented', label: 'invented digits', from: 5, to: 8 },
      ],
    },
    {
      id: 'masks',
      kind: 'number',
      measure: 'hat',
      label: 'average with masks',
      unit: 'percent',
      min: 0,
      max: 1,
      step: 0.05,
      ask: 'With masks nothing is forgotten: what an earlier task uses is closed to later ones. All at once the tasks average 90 %. What do they average with masks?',
    },
  ],
  notes: [
    'Ask the hall for its favourite before you run it. Most people name the cleverest method.',
    'Press the space bar and watch the lines race: at the first mark naive learning parts from the others.',
    'Compare HAT and EWC in the small plots. With HAT the green line is flat, and the grey ones start low. That is stability, paid for with plasticity.',
    'Read the costs. The Gaussian wins with more numbers than the stored digits have; the generator keeps few, and needs many passes.',
    'Preset “task is not told”: ask what EWC will do now. Then show that its column is as empty as that of doing nothing.',
    'Preset “EWC alone”: pin it, choose another method, and read both off one chart.',
  ],
  differs: [
    'One hidden layer of 50 units, 5,000 digits a task (of 10,000, those of a pair), gradient descent at a constant rate, batches of 64. The papers use larger networks, all of MNIST, and other data besides.',
    'All methods start from the same weights and see the same digits in the same order. Replay adds as many old digits to each batch, and joint learning has as many pictures in each step as replay.',
    'Joint learning is a bound for methods that take as many steps, and not for all: with more steps it gets better still.',
    'The stiffness of L2 was chosen on the seeds 0 and 1, from six values; that of EWC is the one of the earlier calibration of this book, and a third or three times as much changes its average by less than two points. Nothing else was tuned for the bench: GEM’s margin is the authors’ 0.5, HAT’s c is their 0.75, its masks sharpen to 100.',
    'HAT has outputs of its own for each task and is told the task at the test, which no other method is. Where the task is not told it cannot take part. Its forward transfer says nothing, since outputs of its own have learned nothing before their task.',
    'GEM looks at all stored digits of all old tasks at every step, like the authors; its quadratic programme is solved exactly. The authors see each digit only once, in small batches.',
    'The generator is a small variational autoencoder, and not the adversarial network of the paper. It learns each new task together with its own dreams of the old ones. Digits from a Gaussian pass here; of richer pictures they would not.',
    'Passes are pictures that go forward and back through the network; a pass through the generator counts by its weights. Springs, quadratic programmes and principal components are not counted.',
    'Numbers kept count pixels, labels and weights alike, though a pixel takes a quarter of the room of a weight.',
    'It would count against the claims if naive learning came within 8 points of the remedies, or if EWC kept anything where the task is not told.',
  ],
});
