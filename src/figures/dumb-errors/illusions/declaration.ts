/** `dumb-errors/illusions`: errors that we make, and a network that makes them too. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number, toggle } from '../../../core/params.ts';

export const declaration = declare({
  id: 'dumb-errors/illusions',
  headline: 'A network that learns to see through shadows sees what we see, where there is nothing to be seen.',
  question: 'The two marked squares: which one is lighter?',
  caption:
    'Hide the surroundings, and the squares are the same grey. The network was trained to say how light the paper is behind light and shadow. Its error is ours, and it comes from being right about the world.',
  time: 'training step',
  work: 'tiny',
  params: {
    which: choice({
      label: 'illusion',
      default: 'shadow',
      effect: 'redraw',
      options: [
        { value: 'shadow', label: 'in a shadow' },
        { value: 'contrast', label: 'dark and light ground' },
        { value: 'ebbinghaus', label: 'circles' },
      ],
      help: 'The first two are of lightness, and the networks see them too. The circles are of size, and no network of this figure sees sizes.',
    }),
    match: number({
      label: 'make it look the same',
      unit: '%',
      min: -60,
      max: 60,
      step: 1,
      default: 0,
      effect: 'redraw',
      help: 'Changes the second square, or circle, until both look the same to you. At 0 they are the same.',
    }),
    hide: toggle({ label: 'hide the surroundings', default: false, effect: 'redraw', help: 'Leaves the two squares, or circles, alone on the paper.' }),
    shadows: number({
      label: 'scenes with a shadow',
      unit: '%',
      min: 0,
      max: 100,
      step: 10,
      default: 80,
      effect: 'rerun',
      help: 'In the network’s training. With none it has nothing to see through, and no reason to be misled.',
    }),
    steps: number({ label: 'training steps', min: 500, max: 6000, step: 500, default: 3000, effect: 'rerun', advanced: true, help: 'Of 64 scenes each.' }),
  },
  presets: [
    { name: 'a shadow', note: 'The square in the shadow looks lighter. Its pixels are the same.', values: { which: 'shadow', shadows: 80 } },
    {
      name: 'two grounds',
      note: 'The square on dark ground looks lighter. To the network the edge between the grounds is the edge of a shadow.',
      values: { which: 'contrast', shadows: 80 },
    },
    { name: 'break it', note: 'A network that never met a shadow calls both squares the same.', values: { which: 'shadow', shadows: 0 } },
  ],
  series: {
    error: { label: 'distance from the true paper', concept: 'train', unit: 'plain' },
    shadow: { label: 'lighter in the shadow by', concept: 'test', unit: 'plain' },
    contrast: { label: 'lighter on dark ground by', concept: 'new-task', unit: 'plain' },
  },
  charts: {
    illusion: {
      title: 'How much lighter the network calls the second square',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'black 0, white 1' },
      curves: {
        same: { label: 'the pixels', concept: 'expected', role: 'expected' },
        shadow: { label: 'in a shadow', concept: 'test' },
        contrast: { label: 'two grounds', concept: 'new-task' },
      },
      gap: ['same', 'shadow'],
    },
  },
  predictions: [
    {
      id: 'network-lightness',
      kind: 'choice',
      ask: 'A network has learned, from scenes with shadows, to say how light the paper is. Which of the two squares will it call lighter?',
      measure: 'shadow',
      unit: 'plain',
      options: [
        { value: 'lit', label: 'the one in the light', from: -2, to: -0.05 },
        { value: 'same', label: 'neither: the pixels are the same', from: -0.05, to: 0.05 },
        { value: 'shadow', label: 'the one in the shadow', from: 0.05, to: 2 },
      ],
    },
  ],
  notes: [
    'Ask which square is lighter and let the hall vote. Then hide the surroundings.',
    'Only then say that a network was trained to see through shadows, and show its picture: it votes with the hall.',
    'The control is the point: the same network, raised in even light, is right about the pixels.',
    'An illusion is the price of being right about the world. Corney and Lotto showed this with networks in 2007.',
  ],
  claims: [
    {
      id: 'same-pixels',
      text: 'In both pictures the two squares have exactly the same grey.',
      paper: { cite: 'corney2007lightness', says: 'Illusions of lightness are pictures in which equal patches look unequal because of what surrounds them.' },
      bounds: [{ measure: 'pixels', label: 'greatest difference of their pixels', unit: 'plain', relation: '≤', value: 0 }],
      share: 1,
    },
    {
      id: 'network-too',
      text: 'A network that learned to see through shadows calls the square in the shadow lighter, as we do.',
      paper: {
        cite: 'corney2007lightness',
        says: 'Networks that learned the reflectance of surfaces under uneven light in made-up scenes also showed brightness contrast, as people do.',
      },
      bounds: [
        { measure: 'shadow', label: 'lighter in the shadow by', unit: 'plain', relation: '>', value: 0.05 },
        { measure: 'contrast', label: 'lighter on dark ground by', unit: 'plain', relation: '>', value: 0.2 },
      ],
      share: 0.95,
    },
    {
      id: 'even-light',
      text: 'The same network, trained where light is even, calls them the same.',
      paper: { cite: 'corney2007lightness', says: 'The paper holds that such errors come from what a visual system has met, not from how it is built.' },
      bounds: [
        { measure: 'evenShadow', label: 'lighter in the shadow by', unit: 'plain', relation: '<', value: 0.05 },
        { measure: 'evenContrast', label: 'lighter on dark ground by', unit: 'plain', relation: '<', value: 0.05 },
      ],
      share: 0.95,
    },
  ],
  differs: [
    'The paper’s scenes are heaps of discs under blurred light, and its networks see 20 × 20 pixels. Ours are tiles under one soft-edged shadow, seen through a window of 17 × 17.',
    'The network says how light the paper is; it has no eyes and sees nothing. That its error has our direction does not show that ours has the same cause.',
    'On two grounds the network errs far more than people do: in its world such an edge is nearly always a shadow. Ours has many other edges.',
    'The circles are there for comparison. They are an illusion of size, and nothing in this figure sees sizes.',
    'Adversarial pushes are not like this: they are made for one network, and most of them you cannot see. Where people were shown such pictures for a moment, some of them did sway them (Elsayed and colleagues, 2018).',
    'It would count against the claim if a network that had only ever met even light made the same error.',
  ],
});
