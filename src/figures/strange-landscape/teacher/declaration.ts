/** `strange-landscape/teacher`: students of several widths learn a teacher, and some are stuck. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const declaration = declare({
  id: 'strange-landscape/teacher',
  headline: 'Students of the teacher’s own size mostly get stuck in bad minima; with two units to spare, hardly any does.',
  question: 'A network of ReLUs makes the data, and a network of the same shape learns from it. A perfect copy exists. How many students find it?',
  caption:
    'Left, the error of every student over its training, by its number of units. Lines that leave at the bottom have found the teacher; lines that stay level are stuck. Right, the share that found it, and the units of one stuck student beside the teacher’s.',
  time: 'training step',
  work: 'tiny',
  pictures: 10,
  params: {
    teacher: number({
      label: 'units of the teacher',
      min: 2,
      max: 20,
      step: 1,
      default: 16,
      effect: 'rerun',
      help: 'ReLUs that the teacher adds up, and as many inputs. Up to five, no student gets stuck here.',
    }),
    steps: number({
      label: 'training steps',
      min: 100,
      max: 2000,
      step: 100,
      default: 1000,
      effect: 'rerun',
      help: 'Steps of each student. The stuck ones of the teacher’s width then go on to ten times as many.',
    }),
    outputs: choice({
      label: 'output weights',
      options: [
        { value: 'fixed', label: 'all 1' },
        { value: 'learned', label: 'learned' },
      ],
      default: 'fixed',
      effect: 'rerun',
      help: 'The teacher only adds its units up. Students add theirs up too, or learn what to multiply each by, from random numbers.',
    }),
    students: number({
      label: 'students of each width',
      min: 10,
      max: 40,
      step: 10,
      default: 30,
      effect: 'rerun',
      advanced: true,
      help: 'How many students begin at random weights of their own.',
    }),
  },
  presets: [
    {
      name: 'sixteen units',
      note: 'Most students of 16 units are stuck. With two units more, hardly one is.',
      values: { teacher: 16, steps: 1000, outputs: 'fixed' },
    },
    {
      name: 'twenty units',
      note: 'The largest teacher for which the paper proves such minima. Here a single unit to spare helps less.',
      values: { teacher: 20, steps: 1000, outputs: 'fixed' },
    },
    {
      name: 'learned outputs',
      note: 'Now students learn their output weights too. Most are only slow: look how far 2,000 steps bring them.',
      values: { teacher: 16, steps: 1000, outputs: 'learned' },
    },
    {
      name: 'break it',
      note: 'Six units. There is a minimum of this kind, and hardly a student falls into it.',
      values: { teacher: 6, steps: 1000, outputs: 'fixed' },
    },
  ],
  series: {
    none: { label: 'found, as many units as the teacher', concept: 'train', unit: 'percent' },
    one: { label: 'found, one unit more', concept: 'train', unit: 'percent' },
    two: { label: 'found, two units more', concept: 'train', unit: 'percent' },
    four: { label: 'found, four units more', concept: 'train', unit: 'percent' },
  },
  charts: {
    success: {
      title: 'Who finds the teacher',
      x: { label: 'units to spare', unit: 'count', domain: [0, 4] },
      y: { label: 'share of students', unit: 'percent', domain: [0, 1] },
      curves: { success: { label: 'found', concept: 'train' } },
    },
  },
  predictions: [
    {
      id: 'same',
      kind: 'choice',
      measure: 'same',
      unit: 'percent',
      ask: 'Thirty students have exactly the teacher’s shape, so that a perfect copy exists for each. How many of them find it?',
      options: [
        { value: 'few', label: 'fewer than a third', from: 0, to: 1 / 3 },
        { value: 'some', label: 'a third to two thirds', from: 1 / 3, to: 2 / 3 },
        { value: 'most', label: 'more', from: 2 / 3, to: Infinity },
      ],
    },
    { id: 'success', kind: 'curve', chart: 'success', curve: 'success', ask: 'Give the students units to spare. Draw the share that finds the teacher.' },
  ],
  claims: [
    {
      id: 'stuck',
      text: 'Of the students with the teacher’s 16 units at most 30 % find it. With two units more at least 85 % do, with four more at least 95 %.',
      paper: {
        cite: 'safran2018spurious',
        says: 'Gradient descent hits minima that are not global with a probability that is quite high and grows with the network’s size; mild over-parameterisation appears to drastically reduce them.',
      },
      bounds: [
        { measure: 'same', label: 'found it with 16 units', unit: 'percent', relation: '≤', value: 0.3 },
        { measure: 'two', label: 'with 18 units', unit: 'percent', relation: '≥', value: 0.85 },
        { measure: 'four', label: 'with 20 units', unit: 'percent', relation: '≥', value: 0.95 },
      ],
      share: 0.95,
    },
    {
      id: 'minima',
      text: 'They do not lack time. After ten times the steps all that are still stuck lie at strict minima: the gradient is zero, and the loss curves up in every direction. Each has a unit that stands against one of the teacher’s, and no student that found the teacher has.',
      paper: {
        cite: 'safran2018spurious',
        says: 'A computer-assisted proof: for teachers of 6 to 20 ReLUs at right angles, with normal inputs, there are local minima that are not global.',
      },
      bounds: [
        { measure: 'later', label: 'found it only in the further steps', unit: 'percent', relation: '≤', value: 0.05 },
        { measure: 'elsewhere', label: 'stuck students that are not at a strict minimum', unit: 'count', relation: '≤', value: 0 },
        { measure: 'unlike', label: 'stuck without a unit against the teacher, or not stuck with one', unit: 'count', relation: '≤', value: 0 },
      ],
      share: 0.95,
    },
    {
      id: 'helped',
      text: 'Give each stuck student one more unit, small and random, and at least half of them find the teacher: where they lay is no longer a minimum.',
      paper: {
        cite: 'safran2018spurious',
        says: 'Mild over-parameterisation appears to drastically reduce such minima.',
      },
      bounds: [{ measure: 'helped', label: 'stuck students that find it with one more unit', unit: 'percent', relation: '≥', value: 0.5 }],
      share: 0.95,
    },
    {
      id: 'six',
      text: 'With a teacher of six units such a minimum exists, but at least 85 % of the students of its width find the teacher.',
      paper: {
        cite: 'safran2018spurious',
        says: 'The chance to hit such a minimum grows with the size of the network.',
      },
      setting: { teacher: 6 },
      bounds: [{ measure: 'same', label: 'found it with 6 units', unit: 'percent', relation: '≥', value: 0.85 }],
      share: 0.95,
    },
  ],
  notes: [
    'Ask first: the data come from a network of 16 ReLUs, and the students have 16 ReLUs. The perfect answer is one of their settings. How many find it?',
    'Run it. Lines that fall through the dashed line are done. The others become level, at a few heights and not at any height: that is what minima look like.',
    'Then the picture on the right. The unit in the first row points away from the unit of the teacher that it should copy, and all others lean a little towards that one, to make up for it.',
    'Could they be slow? They get ten times the steps, and then the gradient is zero and the curvature positive in all 256 directions.',
    'Two units to spare, and nearly all arrive. The bigger network can say no more about this teacher; it can learn it. Then read the last line below the plots on the left: one new unit frees most of the stuck.',
    'Choose “break it”: with six units the minimum exists, as was proved, and hardly anybody falls into it. That there is a bad minimum does not say how often it is met.',
  ],
  differs: [
    'As in the paper, inputs are normal, the teacher’s weights are of length one at right angles, and the loss is the mean over all inputs there are, by a formula: no points are drawn, and nothing is estimated. All is computed in 64-bit numbers.',
    'There are as many inputs as the teacher has units. Students start from normal weights of variance 1 ÷ inputs, and go down with rate 0.1 and momentum 0.9. Rate and steps were chosen on the seeds 0 to 13, and so were the bounds, but for that of the third claim: 60 % held in 19 of the recorded 20, and was lowered to half. The size of the teacher was chosen because with six units nearly everybody succeeds.',
    'A student counts as having found the teacher where its error is below 0.001 of the teacher’s variance. With a threshold of 0.01, which is common, those with one or two units the wrong way would pass: they lie at 0.005 and 0.0095.',
    'Minima are found by going on to ten times the steps, until the gradient is shorter than 0.0000001, and by the least eigenvalue of the exact matrix of second derivatives there. This is arithmetic in 64-bit numbers and no proof; the proof is in the paper.',
    'A stuck student’s new unit starts with weights a tenth as long as those of other starts, and gets up to three times the steps. Afterwards its output weights stay as they are.',
    'With learned output weights the unit’s weights and its output weight are multiplied before minima are looked for, since only their product matters; the rate is 0.03.',
    'With inputs drawn once, 2,000 of them say, the minima would lie a little elsewhere. That is not tried here.',
    'It would count against the first claim if most students of 16 units found the teacher, and against the second if those that are stuck were on their way, or at saddles.',
  ],
});
