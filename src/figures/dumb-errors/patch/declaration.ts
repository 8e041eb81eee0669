/** `dumb-errors/patch`: a sticker that makes a network read one digit everywhere. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

/** Unseen pictures that the reader may stick something on. */
export const SHOWN = 12;
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const declaration = declare({
  id: 'dumb-errors/patch',
  headline: 'A small sticker makes the network read a 3, wherever it lies and whatever is beside it.',
  question: 'The digit stays untouched. You lay a sticker beside it, an eighth of the picture. What does the network read?',
  caption:
    'The sticker was made once, for no picture in particular. Drag it over the picture, turn it, scale it, and compare with a real digit of its class and with noise of its size.',
  time: 'training step',
  work: 'conv',
  data: [
    { set: 'mnist', split: 'train', count: 12_000 },
    { set: 'mnist', split: 'test', count: 2000 },
  ],
  pictures: 8,
  params: {
    sticker: choice({
      label: 'stick on',
      default: 'patch',
      effect: 'probe',
      options: [
        { value: 'patch', label: 'the sticker' },
        { value: 'digit', label: 'a real digit' },
        { value: 'random', label: 'noise' },
      ],
      help: 'The real digit is of the class that the sticker asks for, at the sticker’s size. Noise is the control for covering something.',
    }),
    x: number({ label: 'across', min: 0, max: 28, step: 0.5, default: 21, effect: 'probe', help: 'Where the middle of the sticker lies, from the left.' }),
    y: number({ label: 'down', min: 0, max: 28, step: 0.5, default: 7, effect: 'probe', help: 'Where the middle of the sticker lies, from the top.' }),
    scale: number({
      label: 'scale',
      min: 0.5,
      max: 2,
      step: 0.1,
      default: 1,
      effect: 'probe',
      advanced: true,
      help: 'Its size against the one that it was made at.',
    }),
    angle: number({
      label: 'turn',
      unit: '°',
      min: -180,
      max: 180,
      step: 5,
      default: 0,
      effect: 'probe',
      advanced: true,
      help: 'The sticker was made upright. Look how far it can be turned.',
    }),
    picture: number({ label: 'picture', min: 0, max: SHOWN - 1, step: 1, default: 0, effect: 'probe', help: 'Which of the unseen pictures it is laid on.' }),
    target: choice({
      label: 'to be read as',
      default: '3',
      effect: 'rerun',
      advanced: true,
      options: DIGITS.map((d) => ({ value: d, label: d })),
      help: 'The digit that the sticker asks for. Some are easier to shout than others.',
    }),
    size: number({
      label: 'side of the sticker',
      unit: 'px',
      min: 6,
      max: 14,
      step: 2,
      default: 10,
      effect: 'rerun',
      help: 'Of 28 pixels: a side of 10 covers an eighth of the picture.',
    }),
    epochs: number({
      label: 'epochs',
      min: 2,
      max: 16,
      step: 1,
      default: 9,
      effect: 'rerun',
      advanced: true,
      help: 'How often the network goes through its digits, each time in new clutter.',
    }),
  },
  presets: [
    { name: 'an eighth of the picture', note: 'Ten pixels of 28 a side: the sticker outshouts the digit in most places.', values: { size: 10, target: '3' } },
    { name: 'smaller', note: 'At eight pixels it works less often, and noise not at all.', values: { size: 8 } },
    {
      name: 'break it',
      note: 'With six pixels a side it fails on more than half of the pictures, and still does several times what a real digit does.',
      values: { size: 6 },
    },
  ],
  series: {
    accuracy: { label: 'cluttered digits read right', concept: 'test', unit: 'percent' },
    patch: { label: 'read as the target with the sticker', concept: 'attack', unit: 'percent' },
    digit: { label: 'with a real digit of that class', concept: 'expected', unit: 'percent' },
    random: { label: 'with noise', concept: 'noise', unit: 'percent' },
  },
  charts: {
    success: {
      title: 'Read as a 3, with something stuck on',
      x: { label: 'steps of making the sticker', unit: 'count' },
      y: { label: 'unseen pictures of other digits', domain: [0, 1], unit: 'percent' },
      curves: {
        digitLevel: { label: 'a real digit', concept: 'expected', role: 'expected' },
        made: { label: 'the sticker', concept: 'attack' },
        randomLevel: { label: 'noise', concept: 'noise' },
      },
      gap: ['digitLevel', 'made'],
    },
    learning: {
      title: 'First the network learns to find and read digits',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'unseen pictures read right', domain: [0, 1], unit: 'percent' },
      curves: { accuracy: { label: 'unseen', concept: 'test' } },
    },
  },
  predictions: [
    {
      id: 'sticker-success',
      kind: 'choice',
      ask: 'A real 3 of that size, stuck on, makes about two pictures in five read as a 3. How many does the sticker turn?',
      measure: 'patch',
      unit: 'percent',
      options: [
        { value: 'fewer', label: 'fewer than the real 3', from: 0, to: 0.4 },
        { value: 'some', label: 'up to three in four', from: 0.4, to: 0.75 },
        { value: 'most', label: 'more than three in four', from: 0.75, to: 1.01 },
      ],
    },
  ],
  notes: [
    'Drag the sticker about. It works nearly everywhere, although nobody made it for this picture.',
    'Ask what the sticker shows. It is no 3 to us, and more of a 3 than a 3 to the network.',
    'Then stick on the real 3 and the noise: the controls that say it is not the covering that does it.',
    'Brown and colleagues (2017): over 90 % of photographs became toasters; a picture of a real toaster did it in at most 4 %.',
  ],
  claims: [
    {
      id: 'sticker',
      text: 'A sticker on an eighth of the picture makes more than 70 % of unseen pictures read as its class, at random places: at least 20 points more than a real digit of that class, where noise does it in fewer than 35 %.',
      paper: {
        cite: 'brown2017adversarial',
        says: 'A patch on a tenth of a photograph makes each of five networks see a toaster in over 90 % of photographs; a picture of a real toaster of that size in at most 4 %.',
      },
      bounds: [
        { measure: 'patch', label: 'the sticker', unit: 'percent', relation: '>', value: 0.7 },
        { measure: 'beyondDigit', label: 'more than a real digit', unit: 'percent', relation: '>', value: 0.2 },
        { measure: 'random', label: 'noise', unit: 'percent', relation: '<', value: 0.35 },
      ],
      share: 0.95,
    },
  ],
  differs: [
    'The paper’s patch works on photographs and was made against several networks at once. Ours is for digits at half size among scraps of other digits, and for one network.',
    'The network is small and its pictures are hard: it reads a little over half of them without any sticker. A network that is less sure of what it sees is easier to outshout.',
    'Success is counted on pictures of other digits only, and as “read as the target”. Anything that covers a digit makes it harder to read; that alone is no success.',
    'On whole, centred digits a network has nowhere else to look, and a sticker would have to cover what it speaks against. The figure does not try them.',
    'The sticker is made upright and at one size. The paper also turns and scales it while making it.',
    'It would count against the claim if the sticker did no better than a real digit of its class cut to the same size.',
  ],
});
