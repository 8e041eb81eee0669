/** `forget/consolidation`: springs on the weights that an old task needs. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const MOST_TASKS = 5;
/** Training digits that the tasks are made of; more for pairs of digits, as each has only a fifth of them. */
export const DIGITS = 5000;
export const SPLIT_DIGITS = 10_000;
export const TEST_DIGITS = 2000;
/** Test digits along the way; at the end of a task all of them are read. */
export const QUICK_DIGITS = 1000;
export const CLAIM_STRENGTH = 30;

export const declaration = declare({
  id: 'forget/consolidation',
  headline: 'Springs on the weights that the old task needs keep most of it, and leave the other weights free to learn the new one.',
  question:
    'A network of 39,760 weights reads digits. Three shuffled versions of them are still to come, and would wipe out the first. Which weights would you hold fast, and how fast, so that it keeps the old and can learn the new?',
  caption:
    'Move λ, the stiffness of the springs, and follow both tasks in the lower plot: too soft, and A goes; too stiff, and the newest suffers. In the lower row of pictures look for the hole: task B has written round what A needs. Even springs have the same stiffness in all, and every weight the same share of it.',
  time: 'epoch',
  data: [
    { set: 'mnist', split: 'train', count: DIGITS },
    { set: 'mnist', split: 'test', count: TEST_DIGITS },
  ],
  work: 'dense',
  pictures: 12,
  params: {
    lambda: number({
      label: 'stiffness, λ',
      min: 0.3,
      max: 30_000,
      step: 1,
      scale: 'log',
      default: CLAIM_STRENGTH,
      effect: 'redraw',
      help: 'How stiff the springs are; a network was trained with each, and this chooses the one that is shown.',
    }),
    scenario: choice({
      label: 'tasks',
      default: 'permuted',
      effect: 'rerun',
      options: [
        { value: 'permuted', label: 'shuffled pixels' },
        { value: 'class', label: 'two more digits each' },
      ],
      help: 'Each task shuffles the pixels of all digits in its own way, or brings two new digits, and the network must tell all ten apart.',
    }),
    tasks: number({ label: 'number of tasks', min: 2, max: MOST_TASKS, step: 1, default: 4, effect: 'rerun', help: 'How many tasks come one after another.' }),
    epochs: number({
      label: 'epochs on each task',
      min: 1,
      max: 15,
      step: 1,
      default: 10,
      effect: 'rerun',
      help: 'How often the digits of a task are gone through before the next one comes.',
    }),
    centre: choice({
      label: 'springs of several tasks',
      default: 'each',
      effect: 'rerun',
      advanced: true,
      options: [
        { value: 'each', label: 'each held where its task ended' },
        { value: 'newest', label: 'all held where the newest ended' },
      ],
      help: 'Where the springs of earlier tasks are fixed when a new task has been learned; critics of the method would fix all of them anew.',
    }),
    examples: number({
      label: 'digits for the importance',
      min: 50,
      max: 1000,
      step: 50,
      default: 300,
      effect: 'rerun',
      advanced: true,
      help: 'On how many digits of a task it is measured which weights matter.',
    }),
    hidden: number({
      label: 'hidden units',
      min: 10,
      max: 200,
      step: 10,
      default: 50,
      effect: 'rerun',
      advanced: true,
      help: 'A wider network has more weights that no task needs yet.',
    }),
    learningRate: number({
      label: 'learning rate',
      min: 0.05,
      max: 0.5,
      step: 0.05,
      default: 0.5,
      effect: 'rerun',
      advanced: true,
      help: 'The length of a step of gradient descent. Gentle training forgets less, so that there is less to save.',
    }),
  },
  presets: [
    {
      name: 'springs by importance',
      note: 'At λ = 30 the first task is kept, and the newest learned as well as without springs.',
      values: { lambda: 30, scenario: 'permuted', tasks: 4, epochs: 10, learningRate: 0.5, centre: 'each' },
    },
    {
      name: 'too soft',
      note: 'At λ = 0.3 the first task sinks, though less than without springs.',
      values: { lambda: 0.3, scenario: 'permuted', tasks: 4, epochs: 10, learningRate: 0.5, centre: 'each' },
    },
    {
      name: 'too stiff',
      note: 'At λ = 30,000 the first task stands, and each new one is learned less well than the one before.',
      values: { lambda: 30_000, scenario: 'permuted', tasks: 4, epochs: 10, learningRate: 0.5, centre: 'each' },
    },
    {
      name: 'two more digits each',
      note: 'Ten digits, two at a time, and the network must tell them all apart: no λ saves the first pair.',
      values: { lambda: 300, scenario: 'class', tasks: 5, epochs: 5, learningRate: 0.1, centre: 'each' },
    },
    {
      name: 'fixed anew',
      note: 'As Huszár proposed: after each task all springs are fixed where the network stands now.',
      values: { lambda: 30, scenario: 'permuted', tasks: 4, epochs: 10, learningRate: 0.5, centre: 'newest' },
    },
  ],
  series: {
    freeFirst: { label: 'task A, no springs', concept: 'old-task', unit: 'percent' },
    springsFirst: { label: 'task A, springs of λ = 30', concept: 'old-task', unit: 'percent' },
    springsNewest: { label: 'newest task, springs of λ = 30', concept: 'new-task', unit: 'percent' },
    evenFirst: { label: 'task A, even springs of λ = 30', concept: 'neutral', unit: 'percent' },
    evenNewest: { label: 'newest task, even springs of λ = 30', concept: 'neutral', unit: 'percent' },
  },
  charts: {
    accuracy: {
      title: 'Test digits read right',
      x: { label: 'epoch', unit: 'count' },
      y: { label: 'digits right', domain: [0, 1], unit: 'percent' },
      curves: {
        freeFirst: { label: 'A, no springs', concept: 'old-task', role: 'expected' },
        springsNewest: { label: 'newest', concept: 'new-task' },
        springsFirst: { label: 'task A', concept: 'old-task' },
      },
      gap: ['freeFirst', 'springsFirst'],
    },
    strength: {
      title: 'What each λ leaves, after the last task',
      x: { label: 'λ' },
      y: { label: 'digits right', domain: [0, 1], unit: 'percent' },
      curves: {
        evenAverage: { label: 'mean, even', concept: 'neutral', role: 'expected' },
        average: { label: 'mean', concept: 'neutral' },
        newest: { label: 'newest', concept: 'new-task' },
        first: { label: 'task A', concept: 'old-task' },
      },
    },
  },
  claims: [
    {
      id: 'saves',
      text: 'With springs of λ = 30 task A ends at 75 % or more, 15 points or more above the network without springs, and the newest task loses 6 points at most.',
      paper: {
        cite: 'kirkpatrick2017overcoming',
        says: 'Learns a row of tasks made from MNIST, and of Atari games, by slowing down learning on the weights that old tasks need.',
      },
      bounds: [
        { measure: 'springsFirst', label: 'task A at the end, λ = 30', unit: 'percent', relation: '≥', value: 0.75 },
        { measure: 'saved', label: 'above no springs', unit: 'percent', relation: '≥', value: 0.15 },
        { measure: 'cost', label: 'cost on the newest', unit: 'percent', relation: '≤', value: 0.06 },
      ],
      share: 0.95,
    },
    {
      id: 'weighing',
      text: 'As much stiffness in all, spread evenly, does worse. Even at the λ that suits it best, its average over the four tasks is 3 points or more behind, and at λ = 30 the newest task stays below 80 %.',
      paper: { cite: 'kirkpatrick2017overcoming', says: 'Slows down only the weights that matter to old tasks, so that the others stay free for new ones.' },
      bounds: [
        { measure: 'lead', label: 'best average, by importance less even', unit: 'percent', relation: '≥', value: 0.03 },
        { measure: 'evenNewest', label: 'newest task, even springs of λ = 30', unit: 'percent', relation: '<', value: 0.8 },
      ],
      share: 0.95,
    },
    {
      id: 'stiff',
      text: 'Ten times stiffer, at λ = 300, task A ends at 80 % or more, and the newest task loses another 8 points at most.',
      paper: { cite: 'kirkpatrick2017overcoming', says: 'Slows down learning on the weights that old tasks need; how much is for λ to say.' },
      bounds: [
        { measure: 'stiffFirst', label: 'task A at the end, λ = 300', unit: 'percent', relation: '≥', value: 0.8 },
        { measure: 'stiffCost', label: 'newest, λ = 30 less λ = 300', unit: 'percent', relation: '≤', value: 0.08 },
      ],
      share: 0.95,
    },
    {
      id: 'not-told',
      text: 'Ten digits, two at a time, and the network must tell them all apart. Without springs the average of the five pairs ends below 25 %, and at the best of the six λ below 30 %. Yet asked to choose between 0 and 1 alone, both networks still have more than 80 % of them right.',
      paper: { cite: 'vandeven2019three', says: 'When the network must find out the task, methods that hold on to weights fail.' },
      setting: { scenario: 'class', tasks: 5, epochs: 5, learningRate: 0.1 },
      bounds: [
        { measure: 'freeAverage', label: 'mean of five pairs, no springs', unit: 'percent', relation: '<', value: 0.25 },
        { measure: 'bestAverage', label: 'mean of five pairs at the best λ', unit: 'percent', relation: '<', value: 0.3 },
        { measure: 'freeTold', label: '0 or 1 alone, no springs', unit: 'percent', relation: '>', value: 0.8 },
        { measure: 'springsTold', label: '0 or 1 alone, λ = 30', unit: 'percent', relation: '>', value: 0.8 },
      ],
      share: 0.95,
    },
    {
      id: 'even-ahead',
      text: 'With these pairs, even springs do better than springs by importance: at the λ that suits them best they reach 30 % or more.',
      paper: { cite: 'vandeven2019three', says: 'In this case no method that holds on to weights does well; rehearsal does.' },
      setting: { scenario: 'class', tasks: 5, epochs: 5, learningRate: 0.1 },
      bounds: [{ measure: 'bestEven', label: 'mean of five pairs, even springs', unit: 'percent', relation: '≥', value: 0.3 }],
      share: 0.95,
    },
  ],
  predictions: [
    {
      id: 'first',
      kind: 'curve',
      chart: 'accuracy',
      curve: 'springsFirst',
      from: 'epochs',
      ask: 'Dashed is the first task in a network that nothing holds. Now springs hold the weights that the first task needs, at λ = 30. Draw the same task.',
    },
    {
      id: 'even',
      kind: 'choice',
      measure: 'lead',
      unit: 'percent',
      ask: 'Springs that are alike on all weights, with the λ that suits them best, against springs by importance: how far behind is their average over all tasks?',
      options: [
        { value: 'ahead', label: 'ahead, or less than 3 points behind', from: -Infinity, to: 0.03 },
        { value: 'some', label: '3 to 10 points', from: 0.03, to: 0.1 },
        { value: 'far', label: 'more than 10 points', from: 0.1, to: Infinity },
      ],
    },
  ],
  notes: [
    'Before you run it: somebody proposes to freeze all weights after the first task. What is wrong with that? And with freezing half of them?',
    'Press the space bar. Thirteen copies part at the first mark, from the same weights, on the same batches. Only the springs differ.',
    'Pictures: the shuffled task puts ink where digits have none. Without springs, the unit is overwritten; with springs by importance, the middle stays and the margin is written on.',
    'Drag λ in the lower plot from left to right: too soft, good over a hundredfold range, then stiff. Ask where you would stop, and what decides it.',
    'The dashed line below is the control that is often forgotten: the same stiffness in all, spread evenly. It keeps the first task, and has no room for the second.',
    'Preset “two more digits each”: the springs do nothing, at any λ. End on the question why, before you tell it.',
  ],
  differs: [
    'One hidden layer of 50 units, and 5,000 digits of MNIST for each task (of 10,000, those of a pair); gradient descent at a constant rate, batches of 64. The paper uses larger networks, all of MNIST, and Atari games besides, which we do not have.',
    'The paper adds the pull of the springs to the gradient. With λ as large as here that step would overshoot and diverge, so after each step on the loss we follow the springs exactly (src/nn/remedies/anchor.ts). For small steps both are the same.',
    'Importance is the diagonal of the Fisher information: labels are drawn from the network’s own answers for 300 digits of the task that has ended. True labels would give another quantity.',
    'Even springs are scaled so that all together they are as stiff as those by importance at the same λ, in their own network. They were given the same six strengths, and are judged by the best of them.',
    'Here λ is chosen by looking at how both tasks fare. A learner in the world cannot do that: the digits of the old task are gone.',
    'Rate, epochs and the six λ were chosen on the seeds 0 to 2, so that the effect is plain. Along the way 1,000 test digits are read, and 2,000 at the end of each task.',
    'We first set the bounds at 3 points for the cost of λ = 30 on the newest task, and 5 for that of λ = 300. Of 25 seeds 2 missed the first, by up to 1.2 points, and 1 the second, by 0.3. So the printed bounds are wider.',
    'The same importance, but with all springs fixed anew after each task, is what Ferenc Huszár derives; see “more knobs”.',
    'It would count against the claims if the free network kept its first task as well, or if even springs of some strength did as well on all tasks.',
  ],
});
