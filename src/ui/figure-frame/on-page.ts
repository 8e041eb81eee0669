/** The figures that live on this page, as they are now, for what stands outside them: lecture mode. */
import { useEffect } from 'react';
import type { ParamTable } from '../../core/params.ts';
import type { Figure } from './use-figure.ts';

const figures = new Map<string, Figure>();

/** The figure of this id, once the browser has taken it over. */
export const figureOnPage = (id: string): Figure | undefined => figures.get(id);

export function useOnPage<T extends ParamTable, V>(figure: Figure<T, V>): void {
  const { id } = figure.declaration;
  useEffect(() => {
    // who takes it from here knows neither its parameters nor its views
    figures.set(id, figure as unknown as Figure);
  });
  useEffect(() => () => void figures.delete(id), [id]);
}
