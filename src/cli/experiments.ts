/** All experiments of the book, found by their place: src/figures/<chapter>/<name>/experiment.ts. */
import { checkDeclaration } from '../core/check-declaration.ts';
import type { Experiment, FigureId, Lab } from '../core/experiment.ts';
import type { Seeds } from '../core/random.ts';
import { nodeImages } from '../datasets/node.ts';
import { makeLab } from '../lab/make-lab.ts';
import { UsageError } from './usage.ts';

const modules = import.meta.glob<{ readonly default: Experiment }>('../figures/*/*/experiment.ts');
function idOf(path: string): FigureId {
  const [chapter = '', name = ''] = path.split('/').slice(-3, -1);
  return `${chapter}/${name}`;
}

/** Ids in alphabetical order. */
export const allFigures = (): FigureId[] => Object.keys(modules).map(idOf).sort();

/** The figures named by `id,id`, or all. Throws a UsageError that lists what there is. */
export function figuresNamed(list: string | boolean | undefined): FigureId[] {
  const all = allFigures();
  if (typeof list !== 'string') return all;
  const asked = list.split(',').map((id) => id.trim());
  const known = new Map<string, FigureId>(all.map((id) => [id, id]));
  return [...new Set(asked)].map((id) => {
    const figure = known.get(id);
    if (!figure) throw new UsageError(`There is no figure “${id}”. There are: ${all.join(', ')}.`);
    return figure;
  });
}

export async function loadExperiment(id: string): Promise<Experiment> {
  const path = Object.keys(modules).find((p) => idOf(p) === id);
  const load = path === undefined ? undefined : modules[path];
  if (!load) throw new Error(`there is no experiment “${id}”`);
  const { default: experiment } = await load();
  if (experiment.declaration.id !== id) throw new Error(`${path} declares the id “${experiment.declaration.id}”`);
  checkDeclaration(experiment.declaration);
  return experiment;
}

const declarations = import.meta.glob<Readonly<Record<string, unknown>>>('../figures/*/*/declaration.ts');

/** Everything that a figure's declaration.ts exports. */
export async function loadDeclaration(id: FigureId): Promise<Readonly<Record<string, unknown>>> {
  const path = Object.keys(declarations).find((p) => idOf(p) === id);
  const load = path === undefined ? undefined : declarations[path];
  if (!load) throw new Error(`${id} has no declaration.ts`);
  return load();
}

const loader = nodeImages();

/** A lab in Node, on the repository's own data. */
export const nodeLab = (backend: 'wasm' | 'cpu', seeds: Seeds): Lab =>
  makeLab({ backend, seeds, loadImages: (set, split, count) => loader.images(set, split, count), note: () => {} });
