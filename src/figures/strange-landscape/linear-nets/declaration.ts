/** `strange-landscape/linear-nets`: deep linear networks, every minimum of which is global, and their stairs. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { number } from '../../../core/params.ts';

export const declaration = declare({
  id: 'strange-landscape/linear-nets',
  headline: 'All our random starts of deep linear networks reach the best map there is; from small weights one gets there by stairs.',
  question: 'Multiply three matrices and train them all: the loss is no longer convex. How many of twenty random starts end in a bad valley?',
  caption:
    'Left, the first steps of networks of linear layers from random starts; dashed, the loss of the best linear map, computed exactly. Right, one more network that starts with small weights: how strongly it stretches in each of its four directions, and its loss. Dashed: the best map.',
  time: 'training step',
  work: 'tiny',
  pictures: 12,
  watch: 80,
  params: {
    depth: number({
      label: 'depth',
      min: 1,
      max: 6,
      step: 1,
      default: 3,
      effect: 'rerun',
      help: 'How many matrices are multiplied. With one, training is ordinary least squares.',
    }),
    small: number({
      label: 'size of the small weights',
      min: 0.05,
      max: 1,
      step: 0.05,
      default: 0.1,
      effect: 'rerun',
      help: 'A factor on the first weights of the network on the right. The starts on the left have factor 1.',
    }),
    steps: number({
      label: 'training steps',
      min: 500,
      max: 6000,
      step: 500,
      default: 2500,
      effect: 'rerun',
      help: 'Steps of gradient descent, each on all 200 points.',
    }),
    starts: number({
      label: 'random starts',
      min: 5,
      max: 40,
      step: 5,
      default: 20,
      effect: 'rerun',
      advanced: true,
      help: 'How many networks of each depth begin at weights of their own, on the left.',
    }),
  },
  presets: [
    {
      name: 'three layers',
      note: 'All starts reach the dashed line. On the right, four directions are learned one after another.',
      values: { depth: 3, small: 0.1, steps: 2500 },
    },
    {
      name: 'one layer',
      note: 'The same task and the same small weights in a single matrix: all four directions grow at once, and there are no stairs.',
      values: { depth: 1, small: 0.1, steps: 2500 },
    },
    {
      name: 'break it',
      note: 'Five layers. The theorem still holds, and yet the small start does not leave its plateau in 2,500 steps.',
      values: { depth: 5, small: 0.1, steps: 2500 },
    },
  ],
  series: {
    first: { label: 'strength of the 1st direction', concept: 'train', unit: 'plain' },
    second: { label: 'strength of the 2nd direction', concept: 'train', unit: 'plain' },
    third: { label: 'strength of the 3rd direction', concept: 'train', unit: 'plain' },
    fourth: { label: 'strength of the 4th direction', concept: 'train', unit: 'plain' },
    small: { label: 'loss from small weights', concept: 'train', unit: 'plain' },
    floor: { label: 'loss of the best map', concept: 'expected', unit: 'plain' },
  },
  charts: {
    starts: {
      title: 'Random starts',
      x: { label: 'training step', unit: 'count', domain: [0, 150] },
      y: { label: 'loss' },
      curves: {
        optimum: { label: 'best map', concept: 'train', role: 'expected' },
        worst: { label: 'worst', concept: 'train' },
      },
    },
    stairs: {
      title: 'From small weights, one direction after another',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'strength' },
      curves: {
        first: { label: '1st', concept: 'train' },
        second: { label: '2nd', concept: 'train' },
        third: { label: '3rd', concept: 'train' },
        fourth: { label: '4th', concept: 'train' },
      },
    },
    loss: {
      title: 'The same network’s loss',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'loss' },
      curves: {
        floor: { label: 'best map', concept: 'train', role: 'expected' },
        small: { label: 'loss', concept: 'train' },
      },
    },
  },
  predictions: [
    {
      id: 'arrived',
      kind: 'choice',
      measure: 'arrived',
      unit: 'percent',
      ask: 'Twenty networks of three linear layers start at random. How many of them end within 1 % of the best loss that there is?',
      options: [
        { value: 'few', label: 'fewer than half', from: 0, to: 0.5 },
        { value: 'most', label: 'half or more, but not all', from: 0.5, to: 1 },
        { value: 'all', label: 'all of them', from: 1, to: Infinity },
      ],
    },
    {
      id: 'stairs',
      kind: 'curve',
      chart: 'loss',
      curve: 'small',
      ask: 'One more network starts with small weights. Draw its loss.',
    },
  ],
  claims: [
    {
      id: 'global',
      text: 'With two, three and five linear layers, all 20 random starts end within 1 % of the loss of the best linear map.',
      paper: {
        cite: 'kawaguchi2016deep',
        says: 'For the squared loss of deep linear networks of any depth and width, every local minimum is a global minimum, and every other critical point is a saddle.',
      },
      bounds: [
        { measure: 'worst2', label: 'worst start above the best map, 2 layers', unit: 'percent', relation: '≤', value: 0.01 },
        { measure: 'worst3', label: '3 layers', unit: 'percent', relation: '≤', value: 0.01 },
        { measure: 'worst5', label: '5 layers', unit: 'percent', relation: '≤', value: 0.01 },
      ],
      share: 0.95,
    },
    {
      id: 'stairs',
      text: 'From small weights, three layers learn half of the second direction at least 1.2 times as late as the first, and half of the fourth at least 4 times as late; a single layer learns the fourth less than 1.5 times as late.',
      paper: {
        cite: 'saxe2014exact',
        says: 'Deep linear networks show long plateaus followed by rapid transitions to lower error, as nonlinear ones do.',
      },
      bounds: [
        { measure: 'secondLate', label: 'second ÷ first, 3 layers', unit: 'times', relation: '≥', value: 1.2 },
        { measure: 'fourthLate', label: 'fourth ÷ first, 3 layers', unit: 'times', relation: '≥', value: 4 },
        { measure: 'shallowLate', label: 'fourth ÷ first, 1 layer', unit: 'times', relation: '<', value: 1.5 },
      ],
      share: 0.95,
    },
    {
      id: 'plateau',
      text: 'With five layers the same small weights hold training up: after 2,500 steps more than 90 % of the loss above the best map is left.',
      paper: {
        cite: 'kawaguchi2016deep',
        says: 'In networks with more than three layers, counting the inputs as one, there are saddles at which no direction curves down.',
      },
      setting: { depth: 5 },
      bounds: [{ measure: 'left', label: 'share of the loss that is left', unit: 'percent', relation: '>', value: 0.9 }],
      share: 0.95,
    },
  ],
  notes: [
    'Ask first: a product of three matrices, all trained at once. Is the loss convex? It is not: change the sign of two layers, and the map stays the same, while half-way between lies the map that is zero.',
    'Run it, and look left: twenty starts, one end. Then read the counts for two, three and five layers below the plot.',
    'Then the right. Nothing happens, then a step; nothing, then a step. Each step is one direction of the map, the strongest first.',
    'Choose “one layer”: same task, same small weights, no stairs. They come from depth, and there is no nonlinearity in sight.',
    'Choose “break it”. No bad minimum, and yet nothing moves: a theorem about where training may end says nothing about when.',
  ],
  differs: [
    'The theorem is about all minima. The figure shows where gradient descent went from 20 starts a depth, which cannot prove it.',
    'Our task: 200 points with 8 normal inputs, and 4 outputs that a linear map of strengths 4, 2, 1 and 0.5 makes, with noise of 0.5. Hidden layers have 8 units; there are no biases. All is computed in 64-bit numbers, from means over the points, which is the same as going through them.',
    'The best map comes from the normal equations, not from training.',
    'Plain gradient descent with rate 0.02. Rate, strengths and sizes of weights were chosen on the seeds 0 to 4. Adam with rate 0.005 was tried on three seeds: all its starts arrived as well.',
    'Saxe, McClelland and Ganguli solve the course of learning for inputs that do not correlate. Ours correlate a little by chance, so that directions do not grow quite independently.',
    'Weights of exactly zero would never move at any depth. The figure starts near such a place, not on it.',
    'It would count against the first claim if a start stopped above the best loss by more than 1 %. Against the theorem it would count only if that place were a minimum: a start may also be late, or held by a saddle as the network on the right is with five layers.',
  ],
});
