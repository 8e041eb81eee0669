/** The settings of the shown run, in words and as a link. */
import { same, type AnyValue, type Param, type ParamTable, type Values } from '../../../core/params.ts';
import { encodeMoved } from '../../../core/write-permalink.ts';
import { readout } from '../../controls/readout.ts';
import { linkTo } from '../../figure-frame/link-to.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { figureAnchor } from '../../figure-props.ts';

/** What the run was made with, and, of what needs no run, what the knobs say. */
export function shownValues<T extends ParamTable, V>({ declaration, shown, values }: Figure<T, V>): Values<T> {
  const made: Readonly<Record<string, AnyValue>> = shown.values;
  const now: Readonly<Record<string, AnyValue>> = values;
  const mixed = Object.entries(declaration.params).map(([key, p]) => [key, (p.effect === 'rerun' ? made : now)[key] ?? p.default]);
  return Object.fromEntries(mixed) as Values<T>;
}

/** The figure's address on this page with these settings. */
export function shownLink<T extends ParamTable, V>(figure: Figure<T, V>): string {
  const { declaration, shown } = figure;
  const text = encodeMoved(declaration.params, { values: shownValues(figure), seeds: shown.seeds });
  return linkTo(location.href, declaration.id, text, figureAnchor(declaration.id));
}

/** E.g. "angle φ 90°, seed 7". */
export function settingsText<T extends ParamTable, V>(figure: Figure<T, V>): string {
  const { declaration, shown } = figure;
  const values: Readonly<Record<string, AnyValue>> = shownValues(figure);
  const moved = Object.entries<Param>(declaration.params).flatMap(([key, p]) => {
    const value = values[key] ?? p.default;
    return same(value, p.default) ? [] : [`${p.label} ${valueText(p, value)}`];
  });
  const streams = Object.entries(shown.seeds.streams).map(([stream, seed]) => `${stream} ${seed}`);
  return [...(moved.length ? moved : ['default settings']), `seed ${shown.seeds.master}`, ...streams].join(', ');
}

export function valueText(p: Param, value: AnyValue): string {
  if (p.kind === 'number' && typeof value === 'number') return readout(p, value);
  if (p.kind === 'choice') return p.options.find((o) => o.value === value)?.label ?? String(value);
  if (p.kind === 'toggle') return value ? 'on' : 'off';
  return Array.isArray(value) ? String(value.length) : String(value);
}
