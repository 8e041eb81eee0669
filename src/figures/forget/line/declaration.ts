/** `forget/line`: a line in the plane learns task A, then task B. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { number, points } from '../../../core/params.ts';

/** Placed points lie in [−EXTENT, EXTENT]²; the plot shows the same square. */
export const EXTENT = 5;

/** What a placed point may belong to: 2 · task + class. */
export const CLASSES = ['task A, class 0', 'task A, class 1', 'task B, class 0', 'task B, class 1'] as const;

/** Where on task B the claims look: this many steps after the change of task. */
export const CHECKPOINT = 100;

export const declaration = declare({
  id: 'forget/line',
  headline: 'A line that could serve both tasks gives up the first to learn the second.',
  question: 'The line has learned task A. From now on it sees only task B. What becomes of A?',
  caption:
    'Watch the solid line after the change of task: it solves B within a few steps, yet it keeps turning, and A falls. The dashed line saw both tasks in every step. What some line could have kept of A at no cost to B was forgotten; the rest of the loss is conflict.',
  time: 'training step',
  work: 'tiny',
  watch: 75,
  params: {
    angle: number({
      label: 'angle φ',
      unit: '°',
      min: 0,
      max: 180,
      step: 5,
      default: 130,
      effect: 'rerun',
      help: 'Task B is task A turned by φ around the origin. At 60° one line serves both and nothing is lost; at 180° the labels are swapped and no line can.',
    }),
    separation: number({
      label: 'distance between classes',
      min: 1,
      max: 6,
      step: 0.1,
      default: 5,
      effect: 'rerun',
      help: 'How far apart the centres of the two classes of a task are. Farther apart, one line can serve both tasks up to a larger angle.',
    }),
    spread: number({
      label: 'spread of a class',
      min: 0.1,
      max: 1.5,
      step: 0.05,
      default: 0.5,
      effect: 'rerun',
      help: 'The standard deviation of a class around its centre. More spread, and the tasks start to conflict at a smaller angle.',
    }),
    placed: points({
      label: 'your points',
      most: 40,
      extent: EXTENT,
      classes: CLASSES,
      default: [],
      effect: 'rerun',
      help: 'Points that you place join the training data of their task. Try a few of task A among those of task B.',
    }),
    stepsA: number({
      label: 'steps on A',
      min: 10,
      max: 300,
      step: 10,
      default: 100,
      effect: 'rerun',
      advanced: true,
      help: 'Full-batch gradient steps on task A before the change. A longer first training slows the forgetting, but does not stop it.',
    }),
    stepsB: number({
      label: 'steps on B',
      min: 10,
      max: 600,
      step: 10,
      default: 200,
      effect: 'rerun',
      advanced: true,
      help: `Full-batch gradient steps on task B after the change. The claims read the accuracy ${CHECKPOINT} steps in.`,
    }),
    learningRate: number({
      label: 'learning rate',
      min: 0.05,
      max: 2,
      step: 0.05,
      default: 0.5,
      effect: 'rerun',
      advanced: true,
      help: 'The length of a gradient step, on A and on B alike. Try it: from 0.05 to 2 the outcome hardly changes.',
    }),
  },
  presets: [
    { name: 'nothing to forget', note: 'At 60° the line of task B also serves task A: watch A stay where it was.', values: { angle: 60 } },
    { name: 'forgetting', note: 'At 130° the dashed line serves both tasks, and training on B alone still loses A.', values: { angle: 130 } },
    { name: 'conflict', note: 'At 170° even the dashed line fails: whatever serves B must hurt A.', values: { angle: 170 } },
    {
      name: 'break it',
      note: 'Twenty steps at a low rate: B is solved before the line has turned far, and most of A survives.',
      values: { stepsB: 20, learningRate: 0.1 },
    },
  ],
  series: {
    accuracyA: { label: 'task A', concept: 'old-task', unit: 'percent' },
    accuracyB: { label: 'task B', concept: 'new-task', unit: 'percent' },
    jointA: { label: 'task A, trained on both', concept: 'expected', unit: 'percent' },
    jointB: { label: 'task B, trained on both', concept: 'expected', unit: 'percent' },
    lossA: { label: 'loss on A', concept: 'old-task', unit: 'plain' },
    lossB: { label: 'loss on B', concept: 'new-task', unit: 'plain' },
  },
  charts: {
    accuracy: {
      title: 'Accuracy on the points of each task',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'points right', domain: [0, 1], unit: 'percent' },
      curves: {
        jointA: { label: 'A, both seen', concept: 'old-task', role: 'expected' },
        accuracyB: { label: 'task B', concept: 'new-task' },
        accuracyA: { label: 'task A', concept: 'old-task' },
      },
      gap: ['jointA', 'accuracyA'],
    },
  },
  predictions: [
    {
      id: 'accuracyA',
      kind: 'curve',
      chart: 'accuracy',
      curve: 'accuracyA',
      from: 'stepsA',
      ask: 'The line has learned A and now starts to see B alone. Draw how much of A it will get right from here on.',
    },
    {
      id: 'keepable',
      kind: 'number',
      measure: 'keepableAtCheckpoint',
      label: 'the most of A that some line keeps',
      unit: 'percent',
      min: 0,
      max: 1,
      step: 0.05,
      ask: `Think of all lines that are as good on B as this one after ${CHECKPOINT} steps. How much of A does the best of them get right?`,
    },
  ],
  notes: [
    'Before you run it, let the room vote: when the line sees only B, does A stay, sink to a coin’s 50 %, or fall below it?',
    'Press the space bar. Let the room watch the plane first: at step 100 task B begins, and the solid line turns.',
    'Then the curve: in the recording 27.5 % of A is left after 100 steps on B, and 17 % after 200. Guessing would keep half.',
    'The dashed line saw both tasks in every step and ends with 99 % of A and 99.5 % of B. So one line serves both; training on B alone walks past it.',
    'Why: the step contains the points of B alone. No term grows when A suffers.',
    'Preset “conflict”: at 170° no line that serves B has even 30 % of A. That A falls there is no forgetting. Ask how one could tell the two apart from the curve alone: one cannot.',
    'N, then the space bar: another sample, the same end. Over 20 recorded seeds A keeps a median of 20 %, from 14.5 % to 29 %.',
    'Not shown here: a deep network with room for both tasks. It forgets all the same, but this line does not prove it.',
  ],
  claims: [
    {
      id: 'forgets',
      text: `At φ = 130°, ${CHECKPOINT} steps on task B leave less than 50 % of task A right, fewer than a coin would, while B stands above 98 %. Some line keeps more than 85 % of A at no cost to B: A was forgotten, not given up for B.`,
      paper: {
        cite: 'serra2018talk',
        says: 'The talk that goes with the note has this simple case: two features, a line with two degrees of freedom, and weights that forget the previous classification. It gives no numbers.',
      },
      bounds: [
        { measure: 'aAtCheckpoint', label: 'task A after 100 steps on B', unit: 'percent', relation: '<', value: 0.5 },
        { measure: 'bAtCheckpoint', label: 'task B after 100 steps on B', unit: 'percent', relation: '>', value: 0.98 },
        { measure: 'keepableAtCheckpoint', label: 'the most of A at no cost to B', unit: 'percent', relation: '>', value: 0.85 },
      ],
      share: 0.95,
    },
    {
      id: 'nothing-to-forget',
      text: 'At φ = 60°, the same training leaves task A above 95 %: the line that serves B serves A too.',
      paper: {
        cite: 'goodfellow2013empirical',
        says: 'Trains networks on one task after another and finds that the relation between the two tasks matters for what is forgotten.',
      },
      setting: { angle: 60 },
      bounds: [
        { measure: 'aAtCheckpoint', label: 'task A after 100 steps on B', unit: 'percent', relation: '>', value: 0.95 },
        { measure: 'bAtCheckpoint', label: 'task B after 100 steps on B', unit: 'percent', relation: '>', value: 0.98 },
      ],
      share: 0.95,
    },
    {
      id: 'conflict',
      text: 'At φ = 170° the tasks conflict: no line that serves B has even 30 % of A right, so most of what A loses is no forgetting.',
      paper: {
        cite: 'serra2018talk',
        says: 'The talk gives the line as the simplest case of forgetting. It does not tell a task that was forgotten from two tasks that contradict each other.',
      },
      setting: { angle: 170 },
      bounds: [
        { measure: 'aAtCheckpoint', label: 'task A after 100 steps on B', unit: 'percent', relation: '<', value: 0.5 },
        { measure: 'keepableAtCheckpoint', label: 'the most of A at no cost to B', unit: 'percent', relation: '<', value: 0.3 },
      ],
      share: 0.95,
    },
  ],
  differs: [
    'The talk names this example and gives no numbers. The distance between the classes, their spread, the rate and the number of steps are our choice.',
    'Accuracy is counted on the training points that you see, not on fresh ones: forgetting needs no unseen data.',
    '“At no cost to B” means: at most one percentage point below what B has. The search goes through every offset in directions one degree apart, so it finds lines that training would not.',
    'The line has three numbers, two weights and a bias. A deep network has room for both tasks and forgets all the same; the later figures of this chapter show it.',
    'It would count against the claim if training on B alone stayed with a line that serves both wherever there is one. Up to about 90° that is what happens.',
  ],
});
