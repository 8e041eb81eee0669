/** `dumb-errors/noise`: what Gaussian noise does to digits, and how far away their nearest errors are. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const TEST_COUNT = 2000;
/** Of these first test digits, those that a network reads right are studied one by one. */
export const STUDIED = 120;
/** Noisy copies of each, all digits under the same noise. */
export const COPIES = 1000;
/** Sizes of noise that are tried: the positions of the slider. */
export const SIGMAS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5] as const;
export const CLAIM_SIGMA = 0.3;

export const declaration = declare({
  id: 'dumb-errors/noise',
  headline: 'How often noise misleads the network tells how near its closest error is.',
  question: 'Noise misleads the network rarely, an attack nearly always. Are these two weaknesses, or one?',
  caption:
    'Each dot is a test digit: across, the distance that its errors in noise predict; up, the shortest push that was found. On the dashed line the two agree. Digits with no error in 1,000 copies stand at the right edge and are not counted. Then compare the three networks.',
  time: 'training step',
  work: 'dense',
  data: [
    { set: 'mnist', split: 'train', count: 10_000 },
    { set: 'mnist', split: 'test', count: TEST_COUNT },
  ],
  params: {
    sigma: number({
      label: 'noise σ',
      min: 0.1,
      max: 0.5,
      step: 0.05,
      default: CLAIM_SIGMA,
      effect: 'probe',
      help: 'Standard deviation of the noise in every pixel, where 0 is black and 1 is white. Little noise never misleads most digits; much noise finds errors that lie in other directions.',
    }),
    network: choice({
      label: 'network',
      default: 'plain',
      effect: 'redraw',
      options: [
        { value: 'plain', label: 'plain' },
        { value: 'noisy', label: 'trained in noise' },
        { value: 'pushed', label: 'trained on pushes' },
      ],
      help: 'Whose digits are drawn, and who reads the single digit. Look how far the dots move outwards, and whether they stay on the line.',
    }),
    digit: number({
      label: 'test digit',
      min: 0,
      max: TEST_COUNT - 1,
      step: 1,
      default: 0,
      effect: 'probe',
      help: 'Which digit of the test set is looked at closely. The networks have never trained on it.',
    }),
    trainingSigma: number({
      label: 'σ in training',
      min: 0,
      max: 0.6,
      step: 0.05,
      default: 0.3,
      effect: 'rerun',
      help: 'The noise that the second network learns with. At 0 it is a plain network again.',
    }),
    trainingEpsilon: number({
      label: 'ε in training',
      min: 0,
      max: 0.3,
      step: 0.02,
      default: 0.1,
      effect: 'rerun',
      help: 'The size of the pushes that the third network learns with: half of every batch is pushed against the network as it is then. At 0 it is a plain network again.',
    }),
    epochs: number({
      label: 'epochs',
      min: 1,
      max: 8,
      step: 1,
      default: 5,
      effect: 'rerun',
      advanced: true,
      help: 'How often each network goes through its 10,000 digits.',
    }),
  },
  presets: [
    { name: 'the law', note: 'The plain network at σ = 0.3: the dots lie along the dashed line, a little above it.', values: { sigma: 0.3, network: 'plain' } },
    {
      name: 'little noise',
      note: 'At σ = 0.1 most digits are never misread in 1,000 copies, so that noise says nothing about them but that errors are farther away.',
      values: { sigma: 0.1, network: 'plain' },
    },
    {
      name: 'trained on pushes',
      note: 'Training on pushes moves the errors away, in noise as well, and the dots scatter more widely about the line.',
      values: { sigma: 0.3, network: 'pushed' },
    },
    {
      name: 'break it',
      note: 'At σ = 0.5 noise leaves the neighbourhood in which the border is flat: errors are nearly always farther away than it says.',
      values: { sigma: 0.5, network: 'plain' },
    },
  ],
  series: {
    plain: { label: 'plain network', concept: 'test', unit: 'percent' },
    noisy: { label: 'network trained in noise', concept: 'noise', unit: 'percent' },
    pushed: { label: 'network trained on pushes', concept: 'attack', unit: 'percent' },
  },
  charts: {
    law: {
      title: 'The nearest error, predicted and found',
      x: { label: 'predicted from noise: −σΦ⁻¹(μ), L2' },
      y: { label: 'shortest push that was found, L2' },
      curves: {
        halfSpace: { label: 'flat border', concept: 'expected', role: 'expected' },
        found: { label: 'median', concept: 'attack' },
      },
      gap: ['halfSpace', 'found'],
    },
    learning: {
      title: 'First the networks learn to read',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'test digits read right', domain: [0, 1], unit: 'percent' },
      curves: {
        plain: { label: 'plain', concept: 'test' },
        noisy: { label: 'in noise', concept: 'noise' },
        pushed: { label: 'on pushes', concept: 'attack' },
      },
    },
  },
  predictions: [
    {
      id: 'law',
      kind: 'choice',
      measure: 'correlation',
      unit: 'plain',
      ask: 'You count how often noise misleads each digit. How well does that foretell the length of the shortest push, as a correlation?',
      options: [
        { value: 'none', label: 'hardly at all: below 0.3', from: -1, to: 0.3 },
        { value: 'rough', label: 'roughly: 0.3 to 0.6', from: 0.3, to: 0.6 },
        { value: 'well', label: 'well: 0.6 to 0.9', from: 0.6, to: 0.9 },
        { value: 'nearly', label: 'nearly exactly: above 0.9', from: 0.9, to: 2 },
      ],
    },
    {
      id: 'remedy',
      kind: 'choice',
      measure: 'pushedNoise',
      unit: 'times',
      ask: 'A network trains on pushed digits and never sees noise. How many of the plain network’s errors in noise are left?',
      options: [
        { value: 'half', label: 'less than half', from: 0, to: 0.5 },
        { value: 'fewer', label: 'more than half', from: 0.5, to: 0.9 },
        { value: 'same', label: 'about as many', from: 0.9, to: 1.1 },
        { value: 'more', label: 'more than before', from: 1.1, to: Infinity },
      ],
    },
  ],
  notes: [
    'Ask first: is an attack something other than bad luck with noise? Let them guess the correlation.',
    'Explain the dashed line with a flat border: a share μ of a Gaussian lies beyond it, so the border is −σΦ⁻¹(μ) away.',
    'Point out the lengths: noise at σ = 0.3 is 8.4 long, and the nearest error lies about 0.6 away. Noise passes it because its direction is wrong.',
    'Switch through the three networks. Either remedy helps against both, though each has met only one of them.',
    'Say what is left open: the law links two numbers, and does not say why the border is so near.',
  ],
  claims: [
    {
      id: 'law',
      text: 'At σ = 0.3, over the digits that noise misleads at least once in 1,000 copies, the predicted and the found distance correlate at more than 0.9, and found ÷ predicted has a median between 0.9 and 1.4.',
      paper: {
        cite: 'gilmer2019adversarial',
        says: 'Where the border is flat, an error rate μ in noise of size σ puts the nearest error at the distance −σΦ⁻¹(μ). The authors give evidence, from theory and experiments, that adversarial examples and errors in noise are two sides of one phenomenon.',
      },
      bounds: [
        { measure: 'correlation', label: 'correlation', unit: 'plain', relation: '>', value: 0.9 },
        { measure: 'ratio', label: 'found ÷ predicted, median', unit: 'plain', relation: '>', value: 0.9 },
        { measure: 'ratio', label: 'found ÷ predicted, median', unit: 'plain', relation: '<', value: 1.4 },
      ],
      share: 0.95,
    },
    {
      id: 'remedies',
      text: 'Either remedy helps against both. Training in noise leaves less than 90 % of the errors in noise at σ = 0.3 and puts the nearest error more than 1.25 times as far away; training on pushes, less than 85 % and more than 1.5 times.',
      paper: {
        cite: 'gilmer2019adversarial',
        says: 'If both are one phenomenon, then getting better against adversarial examples should go hand in hand with getting better in noise and other corruptions.',
      },
      bounds: [
        { measure: 'noisyNoise', label: 'errors in noise left, trained in noise', unit: 'percent', relation: '<', value: 0.9 },
        { measure: 'noisyDistance', label: 'distance, trained in noise', unit: 'times', relation: '>', value: 1.25 },
        { measure: 'pushedNoise', label: 'errors in noise left, trained on pushes', unit: 'percent', relation: '<', value: 0.85 },
        { measure: 'pushedDistance', label: 'distance, trained on pushes', unit: 'times', relation: '>', value: 1.5 },
      ],
      share: 0.95,
    },
  ],
  differs: [
    'The networks have one hidden layer of 128 units and read digits; the paper studies large networks for photographs.',
    'Noise and push may leave the range from black to white here, because the law is about the whole space. Clipped, the shortest push is about a quarter longer.',
    'Digits without a single error in 1,000 copies are left out of the correlation and the ratio: noise says only that their errors are farther away than the right edge.',
    'The push is found by linear steps to the nearest border (DeepFool), so it is an upper bound: a nearer error may exist.',
    'All digits meet the same 1,000 noises, and the noise in training is cut from a stock of 1,024 pictures of noise. The noise of the test is another.',
    'It would count against the claim if digits that noise never misleads were as near to an error as those that it often misleads.',
  ],
});
