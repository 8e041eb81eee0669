/** `strange-landscape/slices`: the loss on planes through two trained networks. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

export const declaration = declare({
  id: 'strange-landscape/slices',
  headline: 'Around one network the slice is a rough range, around its twin with skip connections a wide bowl. Turn the plane, and the difference goes.',
  question: 'Two networks of twenty layers learn the same points, and both get all of them right. Does the ground around them look alike?',
  caption:
    'The loss around two trained networks, one of them with skip connections, on planes through both. Each network is the dot in the middle, and the line is the way that its training took, as far as the plane shows it. Choose other directions for the plane: the networks stay the same.',
  time: 'epoch',
  work: 'tiny',
  watch: 60,
  params: {
    directions: choice({
      label: 'directions of the plane',
      options: [
        { value: 'filters', label: 'random, by unit' },
        { value: 'raw', label: 'random, raw' },
        { value: 'path', label: 'along the path' },
        { value: 'curvature', label: 'most curved' },
      ],
      default: 'filters',
      effect: 'redraw',
      help: 'Random directions with each unit’s weights at their own length, or all at one; those in which training went farthest; or the top two eigenvectors of the Hessian.',
    }),
    look: choice({
      label: 'seen',
      options: [
        { value: 'surface', label: 'as a surface' },
        { value: 'map', label: 'from above' },
      ],
      default: 'surface',
      effect: 'redraw',
      help: 'A surface that can be turned, or a map where more ink is higher.',
    }),
    depth: number({
      label: 'hidden layers',
      min: 4,
      max: 30,
      step: 2,
      default: 20,
      effect: 'rerun',
      help: 'Layers of 24 units in both networks. Look how the difference between the two slices grows with them.',
    }),
    stretch: number({
      label: 'stretch the network',
      min: 1,
      max: 8,
      step: 1,
      default: 1,
      effect: 'probe',
      help: 'Takes the first layer so many times as large and the last as many times smaller, which leaves every answer of the network as it was. Only the random planes are made again.',
    }),
    reach: number({
      label: 'reach of the plane',
      min: 0.125,
      max: 2,
      step: 0.125,
      default: 1,
      effect: 'probe',
      advanced: true,
      help: 'Half the side of the square. At 1 a random direction is as long as the weights of the network. The same ground looks smooth from near and rough from afar.',
    }),
    every: number({
      label: 'a skip every … layers',
      min: 1,
      max: 5,
      step: 1,
      default: 1,
      effect: 'rerun',
      advanced: true,
      help: 'Which layers of the network with skips add their input to their output. At 1 all hidden layers but the first do, at 5 every fifth.',
    }),
    epochs: number({
      label: 'epochs',
      min: 30,
      max: 300,
      step: 30,
      default: 150,
      effect: 'rerun',
      advanced: true,
      help: 'How often both networks see each of the 400 points.',
    }),
  },
  presets: [
    {
      name: 'range and bowl',
      note: 'Random directions, each unit at its own length. One network has skips, the other has none.',
      values: { directions: 'filters', look: 'surface', depth: 20, reach: 1, stretch: 1, every: 1, epochs: 150 },
    },
    {
      name: 'shallow',
      note: 'Four hidden layers: with and without skips, the slices look much alike.',
      values: { directions: 'filters', look: 'surface', depth: 4, reach: 1, stretch: 1, every: 1, epochs: 150 },
    },
    {
      name: 'break it',
      note: 'The plane along the path: most of training’s way lies in it, and the rough range is gone.',
      values: { directions: 'path', look: 'surface', depth: 20, reach: 1, stretch: 1, every: 1, epochs: 150 },
    },
  ],
  series: {
    plain: { label: 'loss, without skips', concept: 'wrong', unit: 'plain' },
    skips: { label: 'loss, with skips', concept: 'train', unit: 'plain' },
  },
  charts: {
    cut: {
      title: 'Straight across, random by unit',
      x: { label: 'place, the network at 0', domain: [-1, 1] },
      y: { label: 'log(1 + loss)' },
      curves: {
        plainCut: { label: 'without', concept: 'wrong' },
        skipsCut: { label: 'with skips', concept: 'train' },
      },
    },
  },
  predictions: [
    {
      id: 'ratio',
      kind: 'choice',
      measure: 'ratio',
      unit: 'times',
      ask: 'Two networks of twenty layers learn the same points. In one, every layer adds its input to its output. How rough is the ground around the other, compared with it?',
      options: [
        { value: 'alike', label: 'about as rough', from: 0, to: 1.5 },
        { value: 'more', label: 'up to three times as rough', from: 1.5, to: 3 },
        { value: 'much', label: 'rougher than that', from: 3, to: Infinity },
      ],
    },
    {
      id: 'path',
      kind: 'choice',
      measure: 'randomShare',
      unit: 'percent',
      ask: 'A plane in two random directions goes through the trained network. How much of the way that training took lies in it?',
      options: [
        { value: 'none', label: 'less than 1 %', from: 0, to: 0.01 },
        { value: 'some', label: '1 % to 30 %', from: 0.01, to: 0.3 },
        { value: 'most', label: 'more', from: 0.3, to: Infinity },
      ],
    },
  ],
  claims: [
    {
      id: 'rough',
      text: 'Both networks of 20 layers get at least 99 % of the points right. On a plane of random directions, scaled unit by unit, the loss is more than three times as rough without skips as with them.',
      paper: {
        cite: 'li2018visualizing',
        says: 'Deep networks without skip connections had chaotic slices, and the same networks with them smooth ones, on planes of random directions that were scaled filter by filter. Their networks without skips also made more test errors.',
      },
      bounds: [
        { measure: 'ratio', label: 'roughness without skips ÷ with', unit: 'times', relation: '>', value: 3 },
        { measure: 'accuracyPlain', label: 'points right, without skips', unit: 'percent', relation: '≥', value: 0.99 },
        { measure: 'accuracySkips', label: 'points right, with skips', unit: 'percent', relation: '≥', value: 0.99 },
      ],
      share: 0.95,
    },
    {
      id: 'shallow',
      text: 'With 4 hidden layers the slice without skips is less than 2.5 times as rough.',
      paper: {
        cite: 'li2018visualizing',
        says: 'The difference is one of depth: without skip connections a network of 20 layers misread 8.2 % of small photographs instead of 7.4 %, and one of 56 layers 13.3 % instead of 5.9 %.',
      },
      setting: { depth: 4 },
      bounds: [{ measure: 'ratio', label: 'roughness without skips ÷ with', unit: 'times', relation: '<', value: 2.5 }],
      share: 0.95,
    },
    {
      id: 'path',
      text: 'A plane of two random directions shows less than 1 % of the way that training took, and the plane that is laid along the way more than 85 %.',
      paper: {
        cite: 'li2018visualizing',
        says: 'Random directions capture hardly anything of an optimiser’s path, while two principal components of the path hold a large part of it.',
      },
      bounds: [
        { measure: 'randomShare', label: 'share of the way in the random plane', unit: 'plain', relation: '<', value: 0.01 },
        { measure: 'pathShare', label: 'share of the way in its own plane', unit: 'percent', relation: '>', value: 0.85 },
      ],
      share: 0.95,
    },
    {
      id: 'stretch',
      text: 'Stretch the network with skips by 4, which changes none of its answers: on the raw random plane the mean height rises above twice what it was, on the plane scaled unit by unit it stays the same.',
      paper: {
        cite: 'li2018visualizing',
        says: 'The weights of a network with ReLUs can be rescaled without a change of what it computes. So directions are scaled like the filters, for else sharpness would mean nothing.',
      },
      bounds: [
        { measure: 'stretchRaw', label: 'mean height of the raw slice, stretched ÷ before', unit: 'times', relation: '>', value: 2 },
        { measure: 'stretchUnits', label: 'by unit, how far that factor is from 1', unit: 'plain', relation: '≤', value: 0.0001 },
      ],
      share: 0.95,
    },
  ],
  notes: [
    'Ask before you run it: both networks will get every point right. Will the ground around them look alike?',
    'Press the space bar. While both train, the coarse planes rise; the fine ones follow, and the two surfaces turn together.',
    'Then change the directions, one after another, and say each time that the networks are the same. Along the path the range is gone; most curved, both have steep walls.',
    'Choose raw directions and stretch the network to 4. The bowl turns into a gorge, and not one answer has changed. Run it once and go to “by unit”: the stretch moves nothing.',
    'A slice shows two of 11,522 directions. It can suggest a question; it cannot answer one.',
  ],
  differs: [
    'Li and colleagues cut through convolutional networks of up to 110 layers that name small photographs. Ours has 24 units a layer and learns which of two spirals 400 points lie on; losses are means over these points.',
    'In the paper, networks of 56 and 110 layers make more errors without skips. Ours get all points right either way: at this size skips change the picture, not the accuracy. There are no test points.',
    'A layer with a skip starts with smaller weights, by the root of half their number, so that all layers together start at the size of one. Both networks draw the same random numbers otherwise.',
    'The heights are log(1 + loss), because the loss itself spans more than four powers of ten on a slice. Roughness, the mean size of second differences on 51 by 51 places, is our own measure; on a finer or coarser grid it has another value.',
    'A path is 30 points of training and its end. The share that a plane shows is of the squared distances from the end; the paper’s principal components leave out the mean.',
    'The most curved directions are found in float32 with at most 24 products with the Hessian, to about one per cent, and drawn a quarter as long as the weights, because farther out the ground is too high to draw. The components of the path are computed in float64.',
    'At the very bottom the greatest eigenvalue of the Hessian was larger with skips than without in all 20 recorded seeds and in 4 of 5 others, too few for a claim. With 30 layers it was so in 3 of 5: how curved the bottom is depends on how far down training came.',
    'Epochs, rate and size of the batch were set on two seeds, and the bounds after all 20 that are recorded had been seen.',
    'It would count against the first claim if the two slices were about equally rough, or if the rough one belonged to a network that had not learned.',
  ],
});
