/** The book's text as modules: what the plugin read, and the compiled chapters, loaded when a page needs them. */
import type { ComponentType } from 'react';
import { book, glossary, references as list, terms } from 'virtual:book';
import { checkDeclaration } from '../../core/check-declaration.ts';
import type { Declaration } from '../../core/experiment.ts';
import type { FigureProps, MultipleOf } from '../../ui/figure-props.ts';
import type { Reference } from '../build/bibliography.ts';
import type { ChapterInfo } from '../build/content.ts';
import type { ChapterExports } from '../build/exports.ts';

export { book, glossary, terms };
export const references: ReadonlyMap<string, Reference> = new Map(list.map((r) => [r.key, r]));

/** A compiled MDX text. */
export interface Text extends ChapterExports {
  readonly default: ComponentType<{ readonly components: object }>;
}

// lazy: compiling every chapter before the first page would keep the dev server's reader waiting
const texts = import.meta.glob<Text>('/content/*.mdx');
const figures = import.meta.glob<{ default: ComponentType<FigureProps> }>('/src/figures/*/*/Figure.tsx');
const declarations = import.meta.glob<{ declaration: Declaration }>('/src/figures/*/*/declaration.ts');
const multiples = import.meta.glob<{ default: MultipleOf }>('/src/figures/*/*/multiple.ts');

async function need<T>(modules: Record<string, () => Promise<T>>, path: string): Promise<T> {
  const load = modules[path];
  if (!load) throw new Error(`${path} is missing`);
  return load();
}

export const loadText = ({ file, slug }: ChapterInfo): Promise<Text> => need(texts, file ?? `/content/${slug}.mdx`);
export const loadFigure = async (id: string): Promise<ComponentType<FigureProps>> => (await need(figures, `/src/figures/${id}/Figure.tsx`)).default;

/** Checked, so that a mistake in it stops the build. */
export async function loadDeclaration(id: string): Promise<Declaration> {
  const { declaration } = await need(declarations, `/src/figures/${id}/declaration.ts`);
  checkDeclaration(declaration);
  return declaration;
}

/** The figure's small multiple, if its folder draws one. */
export async function loadMultiple(id: string): Promise<MultipleOf | undefined> {
  const path = `/src/figures/${id}/multiple.ts`;
  return path in multiples ? (await need(multiples, path)).default : undefined;
}
