/** `dumb-errors/spheres`: two spheres, one inside the other, and how far it is to an error. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { number, toggle } from '../../../core/params.ts';

/** A network is trained at each of these, and at the reader's own. */
export const SWEEP = [20, 50, 100, 200] as const;
/** Radius of the outer sphere; the inner one has radius 1. */
export const OUTER = 1.3;
/** Points of the inner sphere that are walked from. */
export const POINTS = 200;

export const declaration = declare({
  id: 'dumb-errors/spheres',
  headline: 'In many dimensions, one error in a hundred points is enough to put an error close to every point.',
  question: 'A network tells two spheres apart, and errs on one point in a hundred. How far is it from an ordinary point to the nearest error?',
  caption:
    'Every dot is a network that was trained until it erred on 1 % of the inner sphere: up, the average distance from a point to the nearest error that was found. The dashed curve is the largest distance that geometry allows at this error, whatever the reader. Two points of the sphere are typically 1.4 apart.',
  time: 'training step',
  work: 'dense',
  params: {
    dimension: number({
      label: 'dimension d',
      min: 10,
      max: 500,
      step: 10,
      default: 100,
      effect: 'rerun',
      help: 'In how many dimensions the spheres lie. A network is trained there too; look how the points of a sphere crowd about the middle as d grows.',
    }),
    stopAt: number({
      label: 'stop at errors of',
      unit: '%',
      min: 0.1,
      max: 10,
      step: 3,
      scale: 'log',
      default: 1,
      effect: 'rerun',
      help: 'Each network trains on fresh points until it errs on this share of the inner sphere. A tenth of the errors is only about a third farther away.',
    }),
    point: number({
      label: 'point',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
      effect: 'probe',
      help: 'From which point of the inner sphere the walk begins. Points are drawn at random; see whether any is far from an error.',
    }),
    hidden: number({
      label: 'hidden units',
      min: 100,
      max: 1000,
      step: 100,
      default: 500,
      effect: 'rerun',
      help: 'The width of the one hidden layer. A wider network gets to the same error sooner; look whether its errors are farther away.',
    }),
    alone: toggle({
      label: 'only in this dimension',
      default: false,
      effect: 'rerun',
      advanced: true,
      help: 'Leaves out the other dimensions, which saves their time. What earlier runs found stays on the chart.',
    }),
  },
  presets: [
    { name: 'one in a hundred', note: 'From 20 to 200 dimensions, always 1 % errors: they come nearer as the dimension grows.', values: { stopAt: 1 } },
    { name: 'one in ten', note: 'Networks that stop early, at 10 % errors: the errors are nearer in every dimension.', values: { stopAt: 10 } },
    {
      name: 'as in the paper',
      note: 'Five hundred dimensions and 1,000 hidden units, in one hidden layer where the paper has two. It takes about ten seconds.',
      values: { dimension: 500, hidden: 1000, stopAt: 0.1, alone: true },
    },
    {
      name: 'break it',
      note: 'In 10 dimensions a network all but solves the problem, and from some points no error is found: geometry asks little there.',
      values: { dimension: 10, stopAt: 0.1, alone: true },
    },
  ],
  series: {
    error: { label: 'errors on the inner sphere', concept: 'test', unit: 'percent' },
  },
  charts: {
    distance: {
      title: 'How far it is to the nearest error',
      x: { label: 'dimension d', unit: 'count' },
      y: { label: 'average distance, where the sphere has radius 1' },
      curves: {
        bound: { label: 'at most', concept: 'expected', role: 'expected' },
        found: { label: 'found', concept: 'attack' },
      },
      gap: ['bound', 'found'],
    },
    learning: {
      title: 'First a network learns',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'errors on the inner sphere', domain: [0, 1], unit: 'percent' },
      curves: { error: { label: 'errors', concept: 'test' } },
    },
  },
  predictions: [
    {
      id: 'distance',
      kind: 'number',
      measure: 'distance',
      label: 'average distance to the nearest error',
      unit: 'plain',
      min: 0,
      max: 1.5,
      step: 0.05,
      ask: 'In 100 dimensions the network errs on one point in a hundred. How far from an ordinary point is the nearest error, if the sphere has radius 1 and two points are typically 1.4 apart?',
    },
  ],
  notes: [
    'Let them guess the distance first. Most say that 1 % errors are rare, and so far away.',
    'Move the dimension and watch the curve of heights: nearly all points come to lie near the middle, whichever way you look.',
    'So a cap that holds 1 % of the points begins at 2.3 ÷ √d: that is the dashed curve.',
    'Point out the factor: the errors that were found are at two thirds to three quarters of the largest possible distance. The network is not to blame for their being near.',
    'Say what it does not show: digits fill no sphere, and the bound says nothing about a reader without errors.',
  ],
  claims: [
    {
      id: 'bound',
      text: 'From 20 to 200 dimensions, at 1 % errors, the average distance to the nearest error is between 0.5 and 1.05 times −Φ⁻¹(μ) ÷ √d, and it shrinks to less than 45 % on the way.',
      paper: {
        cite: 'gilmer2018adversarial',
        says: 'A model that misclassifies a constant share of the sphere has errors at an average distance of order 1/√d. The error sets of several trained architectures come near to the theoretical bound.',
      },
      bounds: [
        { measure: 'leastRatio', label: 'distance ÷ bound, least', unit: 'plain', relation: '>', value: 0.5 },
        { measure: 'mostRatio', label: 'distance ÷ bound, greatest', unit: 'plain', relation: '<', value: 1.05 },
        { measure: 'shrunk', label: 'distance at d = 200 ÷ at d = 20', unit: 'percent', relation: '<', value: 0.45 },
      ],
      share: 0.95,
    },
    {
      id: 'rare-and-near',
      text: 'In 500 dimensions a network that errs on fewer than 0.5 % of the points has an error within an average distance of 0.3 of them, and an attack finds it from at least 95 %.',
      paper: {
        cite: 'gilmer2018adversarial',
        says: 'In 500 dimensions networks get test errors of less than 1 in 10 million points, and still an attack finds errors close to ordinary points.',
      },
      setting: { dimension: 500, hidden: 1000, stopAt: 0.1, alone: true },
      bounds: [
        { measure: 'error', label: 'errors on the inner sphere', unit: 'percent', relation: '<', value: 0.005 },
        { measure: 'distance', label: 'average distance', unit: 'plain', relation: '<', value: 0.3 },
        { measure: 'success', label: 'points from which an error was found', unit: 'percent', relation: '≥', value: 0.95 },
      ],
      share: 0.95,
    },
  ],
  differs: [
    'The paper trains on up to millions of points, in 500 dimensions, with two hidden layers of 1,000 units and more. Ours has one hidden layer, stops at a set error, and never gets as few errors as theirs.',
    'Errors are counted on the inner sphere only, on 10,000 fresh points; the distance is the average over 200 others, an error itself counting as 0.',
    'The nearest error is looked for by linear steps on the sphere and a slide along the border. It is an upper bound; a nearer error may exist.',
    'The bound −Φ⁻¹(μ) ÷ √d is that of a cap, the shape that keeps its distance best, in the limit of many dimensions. In 10 dimensions it is rough.',
    'In few dimensions enough data solve the problem, and nothing is left to find: the bound needs a share of errors to begin with.',
    'It would count against the claim if a network erred on a fixed share of the points and most points were farther from its errors than the bound.',
  ],
});
