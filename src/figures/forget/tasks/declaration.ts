/** `forget/tasks`: one network learns one task after another. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const MOST_TASKS = 5;
export const TASK_NAMES = ['A', 'B', 'C', 'D', 'E'] as const;
/** Training digits that the tasks are made of. */
export const DIGITS = 5000;
/** More for pairs of digits: each task has only a fifth of them. */
export const SPLIT_DIGITS = 10_000;
export const TEST_DIGITS = 2000;

/** All orders of five tasks; a run with fewer tasks leaves the last letters out. */
const orders = (letters: string): string[] =>
  letters.length < 2 ? [letters] : [...letters].flatMap((l) => orders(letters.replace(l, '')).map((rest) => l + rest));
export const ORDERS = orders(TASK_NAMES.join(''));

export const declaration = declare({
  id: 'forget/tasks',
  headline: 'Each new way to shuffle the pixels costs the network much of what it knew of the first.',
  question:
    'A network reads more than nine digits in ten. Then it learns the same digits with their pixels shuffled, and again, and again. How well does it still read the first ones?',
  caption:
    'Follow the line of the first task: it falls with every task that comes after. In the table a row is what the network can do after one task, a column what becomes of a task. The dashed line took as many steps, on all tasks in turn.',
  time: 'epoch',
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  work: 'dense',
  pictures: 21,
  params: {
    scenario: choice({
      label: 'tasks',
      default: 'permuted',
      effect: 'rerun',
      options: [
        { value: 'permuted', label: 'shuffled pixels' },
        { value: 'rotated', label: 'turned digits' },
        { value: 'split', label: 'two digits each' },
      ],
      help: 'Each task shuffles the pixels in its own way, turns the digits by 40° more, or has two digits of its own.',
    }),
    head: choice({
      label: 'outputs',
      default: 'single',
      effect: 'rerun',
      options: [
        { value: 'single', label: 'shared by all tasks' },
        { value: 'multi', label: 'own ones, task is told' },
        { value: 'class', label: 'own ones, task is not told' },
      ],
      help: 'Whether tasks answer through the same outputs, and whether the network is told at the test which task it is in.',
    }),
    sequence: choice({
      label: 'order',
      default: 'ABCDE',
      effect: 'rerun',
      options: ORDERS.map((value) => ({ value, label: value })),
      help: 'The order in which the tasks are learned; the first one is the one to watch.',
    }),
    tasks: number({ label: 'number of tasks', min: 2, max: MOST_TASKS, step: 1, default: 4, effect: 'rerun', help: 'How many tasks come one after another.' }),
    epochs: number({
      label: 'epochs on each task',
      min: 1,
      max: 15,
      step: 1,
      default: 15,
      effect: 'rerun',
      help: 'How often the digits of a task are gone through before the next one comes.',
    }),
    hidden: number({
      label: 'hidden units',
      min: 10,
      max: 200,
      step: 10,
      default: 50,
      effect: 'rerun',
      advanced: true,
      help: 'A wider network forgets less of the first task.',
    }),
    learningRate: number({
      label: 'learning rate',
      min: 0.05,
      max: 0.5,
      step: 0.05,
      default: 0.5,
      effect: 'rerun',
      advanced: true,
      help: 'The length of a step of gradient descent. Gentle training forgets much less.',
    }),
  },
  presets: [
    {
      name: 'shuffled pixels',
      note: 'Four ways to shuffle the pixels, one set of outputs: the first task sinks with each that follows.',
      values: { scenario: 'permuted', head: 'single', tasks: 4, epochs: 15, learningRate: 0.5 },
    },
    {
      name: 'task is told',
      note: 'Five pairs of digits, outputs of their own, and the task is told: next to nothing is lost.',
      values: { scenario: 'split', head: 'multi', tasks: 5, epochs: 5, learningRate: 0.1 },
    },
    {
      name: 'task is not told',
      note: 'The same five pairs, but the network must say which of ten digits it is: the newest pair takes all.',
      values: { scenario: 'split', head: 'class', tasks: 5, epochs: 5, learningRate: 0.1 },
    },
    {
      name: 'turned digits',
      note: 'Each task turns the digits by 40° more. In the seeds 0 and 1 the first task ends lower still than with shuffled pixels.',
      values: { scenario: 'rotated', head: 'single', tasks: 4, epochs: 15, learningRate: 0.5 },
    },
    {
      name: 'break it',
      note: 'Three epochs at a low rate: the network learns a little less, and forgets much less.',
      values: { scenario: 'permuted', head: 'single', tasks: 4, epochs: 3, learningRate: 0.1 },
    },
  ],
  series: {
    first: { label: 'first task', concept: 'old-task', unit: 'percent' },
    second: { label: 'second task', concept: 'neutral', unit: 'percent' },
    third: { label: 'third task', concept: 'neutral', unit: 'percent' },
    fourth: { label: 'fourth task', concept: 'neutral', unit: 'percent' },
    fifth: { label: 'fifth task', concept: 'neutral', unit: 'percent' },
    together: { label: 'first task, all together', concept: 'expected', unit: 'percent' },
    loss: { label: 'loss', concept: 'neutral', unit: 'plain' },
  },
  charts: {
    accuracy: {
      title: 'Test digits read right, task by task',
      x: { label: 'epoch', unit: 'count' },
      y: { label: 'digits right', domain: [0, 1], unit: 'percent' },
      curves: {
        together: { label: '1st, together', concept: 'old-task', role: 'expected' },
        fifth: { label: '5th', concept: 'neutral' },
        fourth: { label: '4th', concept: 'neutral' },
        third: { label: '3rd', concept: 'neutral' },
        second: { label: '2nd', concept: 'neutral' },
        first: { label: '1st task', concept: 'old-task' },
      },
      gap: ['together', 'first'],
    },
  },
  claims: [
    {
      id: 'forgets',
      text: 'The first task stands above 90 % when its training ends, and below 65 % after three more. A network that takes as many steps on all four in turn keeps more than 85 % of it.',
      paper: { cite: 'goodfellow2013empirical', says: 'Finds catastrophic forgetting in deep networks that are trained on one task and then on another.' },
      bounds: [
        { measure: 'firstLearned', label: 'first task, when learned', unit: 'percent', relation: '>', value: 0.9 },
        { measure: 'firstAtEnd', label: 'first task, at the end', unit: 'percent', relation: '<', value: 0.65 },
        { measure: 'togetherFirst', label: 'first task, all together', unit: 'percent', relation: '>', value: 0.85 },
      ],
      share: 0.95,
    },
    {
      id: 'told',
      text: 'Five pairs of digits with outputs of their own, and the task told at the test: the first pair loses less than 5 points, and the average stays above 93 %.',
      paper: { cite: 'vandeven2019three', says: 'Tells three cases apart: the task is told at the test, need not be known, or must be found out.' },
      setting: { scenario: 'split', head: 'multi', tasks: 5, learningRate: 0.1, epochs: 5 },
      bounds: [
        { measure: 'firstLost', label: 'lost of the first pair', unit: 'percent', relation: '<', value: 0.05 },
        { measure: 'average', label: 'average of five pairs', unit: 'percent', relation: '>', value: 0.93 },
      ],
      share: 0.95,
    },
    {
      id: 'not-told',
      text: 'The same five pairs without being told the task: less than a quarter is right at the end, about what the newest pair alone is worth.',
      paper: { cite: 'vandeven2019three', says: 'When the network must find out the task, methods that hold on to weights fail.' },
      setting: { scenario: 'split', head: 'class', tasks: 5, learningRate: 0.1, epochs: 5 },
      bounds: [
        { measure: 'average', label: 'average of five pairs', unit: 'percent', relation: '<', value: 0.25 },
        { measure: 'newest', label: 'the newest pair', unit: 'percent', relation: '>', value: 0.9 },
      ],
      share: 0.95,
    },
    {
      id: 'gentle',
      text: 'Three epochs at a fifth of the rate forget much less: the first task loses fewer than 25 points over the three that follow.',
      paper: { cite: 'hetherington1989catastrophic', says: 'Puts the loss down to a rigid schedule of training: how one trains decides how much is lost.' },
      setting: { learningRate: 0.1, epochs: 3 },
      bounds: [{ measure: 'firstLost', label: 'lost of the first task', unit: 'percent', relation: '<', value: 0.25 }],
      share: 0.95,
    },
  ],
  predictions: [
    {
      id: 'first',
      kind: 'curve',
      chart: 'accuracy',
      curve: 'first',
      from: 'epochs',
      ask: 'The first task is learned, and three others follow, each with its pixels shuffled anew. Draw how many digits of the first task are still read right.',
    },
    {
      id: 'newest',
      kind: 'number',
      measure: 'newest',
      label: 'the last task, at the end',
      unit: 'percent',
      min: 0,
      max: 1,
      step: 0.05,
      ask: 'Is a network that has learned three tasks already worse at the fourth? Say how many digits of the last task it reads right.',
    },
  ],
  notes: [
    'Before you run it, ask who expects the first task to hold, and who expects it to fall to chance, one in ten.',
    'Press the space bar. Stop the talk at the first mark, B: the loss begins in the very first epoch.',
    'Read the table by its columns: a column is the life of a task. Then by its last row: what is left of everything.',
    'Preset “task is told”: nothing is lost. Preset “task is not told”, the same digits and steps: everything is. Ask what changed. Only the question at the test.',
    'Move task A to the last place with the arrows. Ask which task will stand lowest now, then run again.',
    'Preset “break it”: three gentle epochs lose about a quarter of what the default loses. A headline number without its schedule says little.',
  ],
  differs: [
    'One hidden layer of 50 units, and 5,000 digits of MNIST for each task (of 10,000, those of a pair); gradient descent at a constant rate, batches of 64. The papers use larger networks and all of MNIST.',
    'Rate and epochs of the default were chosen, before this figure was written, so that the effect is plain: see the gentle preset for another choice.',
    'Without shuffling the first task is MNIST as it is. The order can be changed; the claims are measured in the order A to E.',
    'The dashed network takes a step on each task in turn, as many in all. That is more of each task’s digits at a time than a learner of one task after another can have.',
    'With outputs of their own and the task told, the layer below is shared and only the last one is the task’s own. That nothing is lost then is true of gentle training: at a rate of 0.5 and 15 epochs the first pair loses between 0.5 and 28 points over the seeds 0 to 9.',
    'Path and end differ much from seed to seed: after four tasks the first stands anywhere between a quarter and six in ten. Look at many seeds before you compare two settings.',
    'It would count against the claims if the first task kept 65 %, or if the pairs fell with the task told.',
  ],
});
