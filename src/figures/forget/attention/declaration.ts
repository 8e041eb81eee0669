/** `forget/attention`: masks that close the units of earlier tasks. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const MOST_TASKS = 5;
/** Training digits that the tasks are made of. */
export const DIGITS = 5000;
/** More for pairs of digits: each task has only a fifth of them. */
export const SPLIT_DIGITS = 10_000;
export const TEST_DIGITS = 2000;

export const declaration = declare({
  id: 'forget/attention',
  headline: 'Masks keep the first task to the digit. At this size the network with masks still knows less in all than the one without.',
  question: 'Let each task choose the units that it needs, and close those units to the tasks that follow. Nothing can be forgotten then. What does that cost?',
  caption:
    'Each row is a task, each column a hidden unit: tall bars are units that the task took first, half bars units that it borrows from earlier tasks. The solid lines have masks, the dashed ones do not.',
  time: 'epoch',
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  work: 'dense',
  pictures: 24,
  params: {
    capacity: number({
      label: 'price of a unit, c',
      min: 0,
      max: 4,
      step: 0.05,
      default: 0.75,
      effect: 'rerun',
      help: 'What a task pays for each unit that no earlier task has taken. At 0 units cost nothing.',
    }),
    tasks: number({ label: 'number of tasks', min: 2, max: MOST_TASKS, step: 1, default: 5, effect: 'rerun', help: 'How many tasks come one after another.' }),
    hidden: number({
      label: 'hidden units',
      min: 20,
      max: 200,
      step: 10,
      default: 100,
      effect: 'rerun',
      help: 'The room that all tasks have to share.',
    }),
    scenario: choice({
      label: 'tasks',
      default: 'permuted',
      effect: 'rerun',
      options: [
        { value: 'permuted', label: 'shuffled pixels' },
        { value: 'split', label: 'two digits each' },
      ],
      help: 'Each task shuffles the pixels in its own way, or has two digits of its own.',
    }),
    epochs: number({
      label: 'epochs on each task',
      min: 1,
      max: 15,
      step: 1,
      default: 10,
      effect: 'rerun',
      advanced: true,
      help: 'How often the digits of a task are gone through before the next one comes.',
    }),
    smax: number({
      label: 'sharpest mask, s',
      min: 25,
      max: 400,
      step: 25,
      default: 100,
      effect: 'rerun',
      advanced: true,
      help: 'How sharply a unit is open or closed at the end of each epoch. The paper takes 400.',
    }),
    learningRate: number({
      label: 'learning rate',
      min: 0.05,
      max: 0.5,
      step: 0.05,
      default: 0.5,
      effect: 'rerun',
      advanced: true,
      help: 'The length of a step of gradient descent, for weights and masks.',
    }),
  },
  presets: [
    {
      name: 'the price of the paper',
      note: 'A price of 0.75, and five ways to shuffle the pixels. The first task does not move; the average of all stays below.',
      values: { capacity: 0.75, tasks: 5, hidden: 100, scenario: 'permuted', epochs: 10, smax: 100, learningRate: 0.5 },
    },
    {
      name: 'units cost nothing',
      note: 'At c = 0 the first task takes most of the units, and the last ones find little left to learn with.',
      values: { capacity: 0, tasks: 5, hidden: 100, scenario: 'permuted', epochs: 5, smax: 100, learningRate: 0.5 },
    },
    {
      name: 'compressed',
      note: 'Pairs of digits at c = 2.5: a handful of 200 units does for all five.',
      values: { capacity: 2.5, tasks: 5, hidden: 200, scenario: 'split', epochs: 5, smax: 100, learningRate: 0.2 },
    },
    {
      name: 'break it',
      note: 'Pairs of digits in 20 units, trained hard: each pair needs little room, and now the masks are far ahead.',
      values: { capacity: 0.75, tasks: 5, hidden: 20, scenario: 'split', epochs: 10, smax: 100, learningRate: 0.5 },
    },
  ],
  series: {
    first: { label: 'first task, masks', concept: 'old-task', unit: 'percent' },
    firstPlain: { label: 'first task, no masks', concept: 'old-task', unit: 'percent' },
    average: { label: 'average, masks', concept: 'neutral', unit: 'percent' },
    averagePlain: { label: 'average, no masks', concept: 'neutral', unit: 'percent' },
    loss: { label: 'loss', concept: 'neutral', unit: 'plain' },
  },
  charts: {
    first: {
      title: 'What is kept: the first task',
      x: { label: 'epoch', unit: 'count' },
      y: { label: 'digits right', domain: [0.6, 1], unit: 'percent' },
      curves: {
        first: { label: 'masks', concept: 'old-task' },
        firstPlain: { label: 'none', concept: 'old-task', role: 'expected' },
      },
      gap: ['firstPlain', 'first'],
    },
    average: {
      title: 'What is known: all tasks so far',
      x: { label: 'epoch', unit: 'count' },
      y: { label: 'average', domain: [0.6, 1], unit: 'percent' },
      curves: {
        average: { label: 'masks', concept: 'new-task' },
        averagePlain: { label: 'none', concept: 'new-task', role: 'expected' },
      },
      gap: ['averagePlain', 'average'],
    },
  },
  claims: [
    {
      id: 'kept',
      text: 'With masks, four more tasks move the first by less than half a point. Without, it loses more than two.',
      paper: { cite: 'serra2018overcoming', says: 'Reports 45 to 80 % less forgetting.' },
      bounds: [
        { measure: 'firstMoved', label: 'first task moved, with masks', unit: 'percent', relation: '<', value: 0.005 },
        { measure: 'plainLost', label: 'first task lost, without', unit: 'percent', relation: '>', value: 0.02 },
      ],
      share: 0.95,
    },
    {
      id: 'behind',
      text: 'At the end the average of all five tasks is lower with masks than without.',
      paper: {
        cite: 'serra2018overcoming',
        says: 'Has a price for units in its loss, because the room for later tasks is limited.',
      },
      bounds: [{ measure: 'behind', label: 'average, masks behind', unit: 'percent', relation: '>', value: 0 }],
      share: 0.95,
    },
    {
      id: 'ahead',
      text: 'Five pairs of digits in 20 units, trained hard: the average is higher with masks, by more than five points.',
      paper: {
        cite: 'serra2018overcoming',
        says: 'Learns eight sets of pictures one after another, and comes out ahead of the methods that it is compared with.',
      },
      setting: { scenario: 'split', hidden: 20 },
      bounds: [{ measure: 'behind', label: 'average, masks behind', unit: 'percent', relation: '<', value: -0.05 }],
      share: 0.95,
    },
    {
      id: 'starved',
      text: 'When units cost nothing, the first task takes more than half of them, and the fifth is learned to less than 85 %.',
      paper: { cite: 'serra2018overcoming', says: 'Adds a price to the loss, so that room is left for tasks to come.' },
      setting: { capacity: 0, epochs: 5 },
      bounds: [
        { measure: 'unitsFirst', label: 'units of the first task', unit: 'percent', relation: '>', value: 0.5 },
        { measure: 'newest', label: 'the fifth task', unit: 'percent', relation: '<', value: 0.85 },
      ],
      share: 0.95,
    },
    {
      id: 'compressed',
      text: 'Five pairs of digits at c = 2.5 take at most 15 % of 200 units in all, and their average is at most a point lower than without masks.',
      paper: { cite: 'serra2018talk', says: 'Lists the method among those that compress networks, “even at learning time”.' },
      setting: { scenario: 'split', hidden: 200, capacity: 2.5, learningRate: 0.2, epochs: 5 },
      bounds: [
        { measure: 'unitsFirst', label: 'units of the first pair', unit: 'percent', relation: '≤', value: 0.15 },
        { measure: 'unitsAll', label: 'units of all five', unit: 'percent', relation: '≤', value: 0.15 },
        { measure: 'behind', label: 'average, masks behind', unit: 'percent', relation: '≤', value: 0.01 },
      ],
      share: 0.95,
    },
  ],
  predictions: [
    {
      id: 'behind',
      kind: 'choice',
      measure: 'behind',
      unit: 'percent',
      ask: 'With masks the first of five tasks is kept as it was. Which network reads more digits of all five at the end?',
      options: [
        { value: 'masks', label: 'the one with masks', from: -1, to: -0.005 },
        { value: 'same', label: 'both the same, to half a point', from: -0.005, to: 0.005 },
        { value: 'plain', label: 'the one without', from: 0.005, to: 1 },
      ],
    },
    {
      id: 'units',
      kind: 'number',
      measure: 'unitsFirst',
      label: 'units that the first task takes',
      unit: 'percent',
      min: 0,
      max: 1,
      step: 0.05,
      ask: 'A hundred units may serve the first task, at the price of the paper. What share of them does it take?',
    },
  ],
  notes: [
    'Ask first: if nothing can be forgotten, is that network the better one? Let them vote.',
    'Press the space bar. In the upper plot watch the solid line: it does not move by a digit. The dashed one sinks.',
    'Then the lower plot: the dashed line is above. Forgetting is not what limits a network of this size. Room is.',
    'Preset “units cost nothing”: the first task takes most of the row. Ask what the fifth one will do.',
    'Preset “break it”: pairs of digits in few units, trained hard. Now the masks are far ahead. Ask what changed.',
    'Preset “compressed”: pairs of digits need a few units of 200. The same masks that remember also say how large a network had to be.',
    'Say that the network is told the task at the test. Without being told, it would not know which mask to put on.',
  ],
  differs: [
    'One hidden layer of 100 units and 5,000 digits of MNIST, shuffled in five ways; the paper learns eight sets of pictures.',
    'A price of 0.75 is the authors’ own default. Theirs for the sharpest mask is 400; here it is 100.',
    'Gradient descent at a constant rate; theirs is lowered when progress stops.',
    'Both networks have outputs of their own for each task, and the task is told at the test. That makes forgetting milder than with shared outputs.',
    'The settings are those of an earlier trial in another program; those for pairs of digits were chosen on the seeds 0 to 6, which are among the twenty.',
    'It would count against the claims if the first task moved, or if masks came out ahead on shuffled pixels.',
  ],
});
