/** The settings that a guess was made for, and how those of a run differ from them. */
import type { CurveGuess } from '../../../core/experiment.ts';
import type { ParamTable, Values } from '../../../core/params.ts';
import { defaults } from '../../../core/params.ts';
import { startSeeds } from '../../../core/permalinks.ts';
import { encodeState } from '../../../core/write-permalink.ts';
import { decodeState } from '../../../core/read-permalink.ts';
import { valueChanges } from '../changes.ts';

/** Only what a run depends on: a guess is about a setting, not about a seed or a question to the trained network. */
export function settingsText<T extends ParamTable>(table: T, values: Values<T>): string {
  const start = defaults(table);
  const rerun = Object.fromEntries(Object.entries(values).filter(([key]) => table[key]?.effect === 'rerun'));
  return encodeState(table, { values: { ...start, ...rerun }, seeds: startSeeds() });
}

/** Where along x a curve's guess begins; −∞ for the chart's own start. */
export function fromOf<T extends ParamTable>({ from }: Pick<CurveGuess, 'from'>, values: Values<T>): number {
  const value = from === undefined ? undefined : values[from];
  return typeof value === 'number' ? value : -Infinity;
}

/** E.g. "You guessed for angle φ 130°, and this run has 90°." Undefined when the settings are the same. */
export function differenceText<T extends ParamTable>(table: T, settings: string, shown: Values<T>): string | undefined {
  const parts = valueChanges(table, decodeState(table, settings).state.values, shown).map(({ label, from, to }) => `${label} ${from}, and this run has ${to}`);
  return parts.length ? `You guessed for ${parts.join('; for ')}.` : undefined;
}
