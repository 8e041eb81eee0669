/**
 * The one-way imports of this project, as a table. Each file belongs to the first layer whose pattern it matches.
 * `may` and `mayType` name the layers that it may import values and types from; `packages` matches the packages.
 */

/** The folder of one figure, e.g. src/figures/forget/line/. */
const FIGURE = /^src\/figures\/[^/]+\/[^/]+\//;
const SOME = 'figures of their own folder only';

/** @typedef {{ name: string, files: RegExp, may: string[], mayType?: string[], packages?: RegExp, why: string }} Layer */

/** @type {readonly Layer[]} */
export const LAYERS = [
  { name: 'core', files: /^src\/core\//, may: ['core'], why: 'core is the language that everything else is written in, so it imports nothing' },
  {
    name: 'node-only',
    files: /^src\/(datasets\/node|kernels\/compile|lab\/backends\/node)\.ts$/,
    may: ['core', 'datasets', 'kernels', 'tf', 'node-only'],
    packages: /^(node:|@tensorflow\/|assemblyscript)/,
    why: 'what runs in Node only stands beside what it serves, and nothing of the page or the worker',
  },
  { name: 'datasets', files: /^src\/datasets\//, may: ['core', 'datasets'], why: 'datasets stand on core alone' },
  { name: 'kernels', files: /^src\/kernels\//, may: ['core', 'kernels'], packages: /^@tensorflow\//, why: 'kernels stand on tfjs alone' },
  { name: 'tf', files: /^src\/nn\/tf\.ts$/, may: [], packages: /^@tensorflow\/tfjs-core/, why: 'tfjs is imported in one place' },
  {
    name: 'nn',
    files: /^src\/nn\//,
    may: ['core', 'datasets', 'kernels', 'nn', 'tf'],
    why: 'networks are mathematics: no page, no worker, and tfjs through src/nn/tf.ts',
  },
  {
    name: 'declaration',
    files: /^src\/figures\/.*\/declaration\.ts$/,
    may: ['core', 'declaration'],
    why: 'the page reads declarations without loading tensor code',
  },
  {
    name: 'multiple',
    files: /^src\/figures\/.*\/multiple\.ts$/,
    may: ['core', 'declaration', 'part', 'multiple'],
    mayType: ['experiment', 'ui'],
    why: 'a small multiple is drawn from the recording alone, on the server',
  },
  {
    name: 'experiment',
    files: /^src\/figures\/.*\/experiment[^/]*\.ts$/,
    may: ['core', 'datasets', 'kernels', 'nn', 'tf', 'declaration', 'experiment', 'part'],
    why: `an experiment is pure: no React, no d3, no DOM, no src/lab (${SOME})`,
  },
  {
    // what an experiment and its picture share, or one of them has put aside: where it may lead is judged by where it is used
    name: 'part',
    files: /^src\/figures\/[^/]+\/[^/]+\/.*\.ts$/,
    may: ['core', 'datasets', 'kernels', 'nn', 'tf', 'plots', 'declaration', 'part'],
    mayType: ['experiment'],
    packages: /^d3$/,
    why: `parts of a figure know nothing of pages and workers (${SOME})`,
  },
  {
    name: 'figure',
    files: /^src\/figures\/[^/]+\/[^/]+\/.*\.(tsx|css)$/,
    may: ['core', 'datasets', 'plots', 'ui', 'lab', 'declaration', 'part', 'figure'],
    mayType: ['experiment'],
    packages: /^(react|d3)(\/|$)/,
    why: `a figure's picture knows its experiment by its types only, because a tensor never leaves the worker (${SOME})`,
  },
  {
    name: 'worker',
    files: /^src\/lab\/worker(\/|\.ts$)/,
    may: ['core', 'datasets', 'kernels', 'nn', 'tf', 'declaration', 'experiment', 'lab', 'backends', 'worker'],
    why: 'the worker never sees the page',
  },
  {
    name: 'backends',
    files: /^src\/lab\/backends\//,
    may: ['core', 'kernels', 'nn', 'tf', 'lab', 'backends'],
    packages: /^(@tensorflow\/|node:)/,
    why: 'backends start tfjs, nothing else',
  },
  {
    name: 'lab',
    files: /^src\/lab\//,
    may: ['core', 'lab'],
    mayType: ['worker', 'experiment'],
    why: 'the page’s side of the lab talks to the worker by messages only',
  },
  { name: 'plots', files: /^src\/plots\//, may: ['core', 'plots'], packages: /^(react|d3)(\/|$)/, why: 'a plot draws what it is given' },
  {
    name: 'ui',
    files: /^src\/ui\//,
    may: ['core', 'datasets', 'plots', 'ui'],
    mayType: ['lab'],
    packages: /^(react|react-dom|d3)(\/|$)/,
    why: 'controls and frames know sessions by their types',
  },
  {
    name: 'book',
    files: /^src\/book\//,
    may: ['core', 'plots', 'ui', 'lab', 'declaration', 'figure', 'multiple', 'book'],
    packages: /./,
    why: 'the book shows figures; it computes nothing',
  },
  {
    name: 'cli',
    files: /^src\/cli\//,
    may: ['core', 'datasets', 'kernels', 'nn', 'tf', 'declaration', 'experiment', 'worker', 'lab', 'backends', 'node-only', 'cli'],
    packages: /./,
    why: 'the command line runs experiments without the page',
  },
];

/**
 * What must not be reached even by a detour: code of the worker from the page, and code of the page from an experiment.
 * @type {readonly { from: RegExp, files: RegExp, packages: RegExp, what: string }[]}
 */
export const APART = [
  {
    from: /^src\/(book\/(?!build\/)|figures\/.*\.tsx$|ui\/|plots\/)/,
    files: /^src\/(nn|kernels|lab\/backends)\/|^src\/figures\/.*\/experiment[^/]*\.ts$/,
    packages: /^@tensorflow\//,
    what: 'tensor code would be loaded by the page',
  },
  {
    from: /^src\/figures\/.*\/experiment[^/]*\.ts$/,
    files: /^src\/(plots|ui|lab|book)\//,
    packages: /^(react|react-dom|d3)(\/|$)/,
    what: 'code of the page would be loaded by an experiment',
  },
];

/** @returns {Layer | undefined} the layer of a file, given from the repository's root. */
export const layerOf = (file) => LAYERS.find((layer) => layer.files.test(file));

/** @returns {string | undefined} the figure's folder that a file is in. */
export const figureOf = (file) => FIGURE.exec(file)?.[0];
