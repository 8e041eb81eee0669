/** Names of saved files say which figure, which seed and what. */
import type { ParamTable } from '../../../core/params.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { slug } from './save.ts';

export function fileName<T extends ParamTable, V>({ declaration, shown }: Figure<T, V>, what: string, ending: string): string {
  return `${slug(declaration.id)}_seed-${shown.seeds.master}_${slug(what)}.${ending}`;
}
