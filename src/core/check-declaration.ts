/** What the types of a declaration cannot say. A mistake here is a programmer's, so the build and the command line look, not the page. */
import type { ChartSpec, Declaration } from './experiment.ts';
import { RESERVED } from './permalinks.ts';

/** Throws at the first mistake. */
export function checkDeclaration(d: Declaration): void {
  for (const key of Object.keys(d.params)) {
    if (RESERVED.includes(key)) throw new Error(`${d.id}: a parameter may not be called “${key}”, which links use for seeds`);
    if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(key)) throw new Error(`${d.id}: parameter key “${key}” must be letters and digits`);
  }
  const ids = d.claims.map((c) => c.id);
  if (new Set(ids).size !== ids.length) throw new Error(`${d.id}: two claims have the same id`);
  const curves = Object.values<ChartSpec>(d.charts ?? {}).flatMap((c) => Object.keys(c.curves));
  if (new Set(curves).size !== curves.length) throw new Error(`${d.id}: two curves have the same key`);
  for (const guess of d.predictions ?? []) {
    if (guess.kind === 'curve' && !d.charts?.[guess.chart]?.curves[guess.curve])
      throw new Error(`${d.id}: the prediction “${guess.id}” names no curve of a chart`);
    if (guess.kind === 'curve' && guess.from !== undefined && d.params[guess.from]?.kind !== 'number')
      throw new Error(`${d.id}: the prediction “${guess.id}” begins at “${guess.from}”, which is no number parameter`);
  }
  const guessed = (d.predictions ?? []).map((g) => (g.kind === 'curve' ? `chart ${g.chart}` : g.id));
  if (new Set(guessed).size !== guessed.length) throw new Error(`${d.id}: two predictions have the same id, or are drawn on the same chart`);
}
