/** A number parameter's value with its unit, as the slider and the announcements print it. */
import { grouped, significant } from '../../core/format.ts';
import type { NumberParam } from '../../core/params.ts';

/** Digits after the point that the grid needs, so that the readout does not jump in width. */
function decimals(step: number): number {
  const [, digits = ''] = String(step).split('.');
  return digits.length;
}

export function readout(p: NumberParam, value: number): string {
  const text = p.scale === 'log' ? significant(value) : value >= 1000 ? grouped(value) : value.toFixed(decimals(p.step)).replace('-', '−');
  if (!p.unit) return text;
  return p.unit === '°' || p.unit === '×' ? `${text}${p.unit}` : `${text}\u202f${p.unit}`;
}
