/** `dumb-errors/perturbation`: a network that reads digits, and pushes that mislead it. Plain data, read by the page without tensor code. */
import { declare } from '../../../core/experiment.ts';
import { choice, number } from '../../../core/params.ts';

/** Digits of the test set that the network is judged on, and that the reader may pick. */
export const TEST_COUNT = 2000;

/** The size of push that the first claim looks at: a tenth of the way from black to white, in every pixel. */
export const CLAIM_EPSILON = 0.1;
/** For networks that stand the first one better. */
export const LARGER_EPSILON = 0.15;
/** Pushes towards one class have to be larger to arrive. */
export const TARGET_EPSILON = 0.2;

export const declaration = declare({
  id: 'dumb-errors/perturbation',
  headline: 'A push that you can hardly see makes the network misread almost every digit.',
  question: 'Change every pixel by at most a tenth of the way from black to white. Does it matter which way each pixel goes?',
  caption:
    'Compare the curves at ε = 0.1: the same budget in random directions leaves the network as it was, and in the worst direction little is left. Then pick a digit, or draw one, and move ε until the answer changes.',
  time: 'training step',
  work: 'dense',
  data: [
    { set: 'mnist', split: 'train', count: 10_000 },
    { set: 'mnist', split: 'test', count: TEST_COUNT },
  ],
  params: {
    epsilon: number({
      label: 'ε',
      min: 0,
      max: 0.4,
      step: 0.01,
      default: CLAIM_EPSILON,
      effect: 'probe',
      help: 'The most that any pixel may change. Look for the smallest ε that changes the answer.',
    }),
    method: choice({
      label: 'direction',
      default: 'fgsm',
      effect: 'probe',
      options: [
        { value: 'fgsm', label: 'worst, one step (FGSM)' },
        { value: 'pgd', label: 'worst, 10 small steps (PGD)' },
        { value: 'noise', label: 'random sign' },
        { value: 'minimal-l2', label: 'shortest push' },
        { value: 'targeted', label: 'towards a class' },
      ],
      help: 'Which way the pixels go. The shortest push ignores ε; the others spend it in every pixel.',
    }),
    digit: number({
      label: 'test digit',
      min: 0,
      max: TEST_COUNT - 1,
      step: 1,
      default: 0,
      effect: 'probe',
      help: 'None of those that the network has trained on.',
    }),
    target: choice({
      label: 'the class to push towards',
      default: '3',
      effect: 'probe',
      advanced: true,
      options: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map((value) => ({ value, label: value })),
      help: 'The answer that the last of the directions asks for. Of clothes: 0 T-shirt, 1 trousers, 2 pullover, 3 dress, 4 coat, 5 sandal, 6 shirt, 7 sneaker, 8 bag, 9 ankle boot.',
    }),
    network: choice({
      label: 'network',
      default: 'dense',
      effect: 'rerun',
      advanced: true,
      options: [
        { value: 'dense', label: 'fully connected' },
        { value: 'conv', label: 'convolutional' },
      ],
      help: 'The convolutional one reads better. Look whether it is harder to mislead.',
    }),
    set: choice({
      label: 'pictures',
      default: 'mnist',
      effect: 'rerun',
      advanced: true,
      options: [
        { value: 'mnist', label: 'digits' },
        { value: 'fashion-mnist', label: 'clothes' },
      ],
      help: 'Clothes (Fashion-MNIST) come in ten kinds too, and are harder to read.',
    }),
    trainingDigits: number({
      label: 'training digits',
      min: 1000,
      max: 20_000,
      step: 1000,
      default: 10_000,
      effect: 'rerun',
      help: 'Look whether more of them help against the worst direction.',
    }),
    hidden: number({
      label: 'hidden units',
      min: 16,
      max: 512,
      step: 16,
      default: 128,
      effect: 'rerun',
      help: 'Look whether a wider network is harder to mislead.',
    }),
    epochs: number({
      label: 'epochs',
      min: 1,
      max: 10,
      step: 1,
      default: 5,
      effect: 'rerun',
      advanced: true,
      help: 'Passes through the training digits.',
    }),
    learningRate: number({
      label: 'learning rate',
      min: 0.0001,
      max: 0.1,
      step: 10,
      scale: 'log',
      default: 0.001,
      effect: 'rerun',
      advanced: true,
      help: 'Above about 0.03 the training starts to stumble.',
    }),
  },
  presets: [
    {
      name: 'as in the paper',
      note: 'At the ε of Goodfellow and colleagues random signs hurt this network too: look at the grey curve.',
      values: { epsilon: 0.25, method: 'fgsm' },
    },
    {
      name: 'hardly visible',
      note: 'Random signs do nothing and the worst direction does nearly everything.',
      values: { epsilon: 0.1, method: 'fgsm' },
    },
    { name: 'least push', note: 'Compare its length with that of the digit.', values: { method: 'minimal-l2' } },
    {
      name: 'break it',
      note: 'At a rate of 0.03 about a quarter of the digits survives FGSM and the first claim fails. The shortest push is no longer.',
      values: { learningRate: 0.0316 },
    },
  ],
  series: {
    loss: { label: 'loss on the training batch', concept: 'train', unit: 'plain' },
    accuracy: { label: 'accuracy on test digits', concept: 'test', unit: 'percent' },
  },
  charts: {
    pushed: {
      title: 'Accuracy on pushed test digits',
      x: { label: 'size of the push, ε' },
      y: { label: 'test digits read right', domain: [0, 1], unit: 'percent' },
      curves: {
        untouched: { label: 'untouched', concept: 'expected', role: 'expected' },
        noise: { label: 'random signs', concept: 'noise' },
        fgsm: { label: 'worst: FGSM', concept: 'attack' },
        pgd: { label: 'worst: PGD', concept: 'attack' },
      },
      gap: ['untouched', 'fgsm'],
    },
    learning: {
      title: 'First the network learns to read',
      x: { label: 'training step', unit: 'count' },
      y: { label: 'test digits read right', domain: [0, 1], unit: 'percent' },
      curves: { accuracy: { label: 'test digits', concept: 'test' } },
    },
  },
  predictions: [
    {
      id: 'fgsm',
      kind: 'curve',
      chart: 'pushed',
      curve: 'fgsm',
      ask: 'Every pixel moves by ε in its worst direction. Draw how many test digits are still read.',
    },
    {
      id: 'ratio',
      kind: 'choice',
      measure: 'ratio',
      unit: 'times',
      options: [
        { value: 'alike', label: 'about as far', from: 0, to: 2 },
        { value: 'few', label: '2 to 5 times as far', from: 2, to: 5 },
        { value: 'many', label: '5 to 20 times as far', from: 5, to: 20 },
        { value: 'most', label: '20 times as far, or more', from: 20, to: Infinity },
      ],
      ask: 'Against the shortest push that changes its answer: how far must a digit go in a random direction?',
    },
  ],
  notes: [
    'Start with the three pictures. Left: a test digit. Right: the same digit, pushed. Ask who would read it otherwise than before.',
    'The middle picture shows the push ten times as strong as it is. No pixel moves by more than a tenth of the way from black to white.',
    'The curves, at ε = 0.1: in the recording 88.1 % of 2,000 test digits are still read right under random signs, and 4 % in the worst direction.',
    'So the size of the push is not the point; its direction is. FGSM asks each pixel for one sign, in a single pass backwards.',
    'Move ε to find where the answer of this digit changes. Then choose “random sign” and move on: most digits stand for long.',
    'Run it while you talk: it trains on 10,000 digits. Over 20 recorded seeds FGSM leaves a median of 5.7 %, from 4 % to 7.2 %.',
    'Below: a random direction has to be 34 times as long as the shortest push, 26.3 against 0.77, before the answer flips.',
    'Not shown here: why. Whether the network is too linear, or uses what we do not see, is disputed; the text has both sides.',
  ],
  claims: [
    {
      id: 'worst-direction',
      text: 'At ε = 0.1 the worst direction (FGSM) leaves fewer than 15 % of the test digits read right; random signs of the same size leave more than 80 %.',
      paper: {
        cite: 'goodfellow2015explaining',
        says: 'With ε = 0.25, FGSM raises the error of a shallow softmax classifier on the MNIST test set to 99.9 %, at an average confidence of 79.3 %.',
      },
      bounds: [
        { measure: 'fgsm', label: 'accuracy under FGSM', unit: 'percent', relation: '<', value: 0.15 },
        { measure: 'noise', label: 'accuracy under random signs', unit: 'percent', relation: '>', value: 0.8 },
      ],
      share: 0.95,
    },
    {
      id: 'shortest-push',
      text: 'The shortest push that flips an answer is less than a twentieth as long as a push in a random direction has to be.',
      paper: {
        cite: 'szegedy2014intriguing',
        says: 'For a fully connected network with two hidden layers of 100 units, pushes of 0.058 a pixel (root mean square) were found that bring its accuracy to 0 %.',
      },
      bounds: [{ measure: 'ratio', label: 'random direction ÷ shortest push', unit: 'times', relation: '>', value: 20 }],
      share: 0.95,
    },
    {
      id: 'convolutions',
      text: 'A convolutional network: at ε = 0.15 the worst direction leaves fewer than 15 %, random signs more than 70 %.',
      paper: {
        cite: 'szegedy2014intriguing',
        says: 'Finds such pushes for networks of all kinds.',
      },
      setting: { network: 'conv' },
      bounds: [
        { measure: 'fgsmLarger', label: 'accuracy under FGSM, ε = 0.15', unit: 'percent', relation: '<', value: 0.15 },
        { measure: 'noiseLarger', label: 'under random signs, ε = 0.15', unit: 'percent', relation: '>', value: 0.7 },
      ],
      share: 0.95,
    },
    {
      id: 'clothes',
      text: 'On clothes, ε = 0.1 in the worst direction leaves fewer than 20 %, random signs more than 60 %.',
      paper: { cite: 'szegedy2014intriguing', says: 'Finds such pushes on digits and on photographs alike.' },
      setting: { set: 'fashion-mnist' },
      bounds: [
        { measure: 'fgsm', label: 'accuracy under FGSM', unit: 'percent', relation: '<', value: 0.2 },
        { measure: 'noise', label: 'accuracy under random signs', unit: 'percent', relation: '>', value: 0.6 },
      ],
      share: 0.95,
    },
    {
      id: 'targeted',
      text: 'PGD with ε = 0.2 pushes more than 80 % of the digits into the class that it is asked for, the next one.',
      paper: { cite: 'szegedy2014intriguing', says: 'Searches for the shortest push to a given class.' },
      bounds: [{ measure: 'targeted', label: 'pushed into the next class', unit: 'percent', relation: '>', value: 0.8 }],
      share: 0.95,
    },
  ],
  differs: [
    'The network is small: 784 inputs, one hidden layer of 128 units, 10 outputs, trained on 10,000 of the 60,000 digits. The papers train on all of them.',
    'The paper prints ε = 0.25. For a network of this kind random signs of that size hurt as well, so the fair comparison is at ε = 0.1.',
    'The shortest push is found by a linear step to the nearest boundary, repeated (DeepFool), where the paper used box-constrained L-BFGS. Both give an upper bound: a still shorter push may exist.',
    'Every pushed digit is clipped to the range from black to white, for the attack and for the noise alike. Only the random direction of the second claim is not clipped, because it has to go far beyond that range.',
    'Every seed trains on the same digits: it changes the first weights, the order of the digits and the noise.',
    'It would count against the claim if a network that nobody hardened kept its accuracy under the worst direction as it does under noise. Why it does not is disputed.',
  ],
});
