import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../../src/core/experiment.ts';
import { defaults, type AnyValue, type ParamTable } from '../../../src/core/params.ts';
import { declaration as push } from '../../../src/figures/dumb-errors/perturbation/declaration.ts';
import { declaration as line } from '../../../src/figures/forget/line/declaration.ts';
import { isAt, settingsOf } from '../../../src/ui/figure-frame/control-strip.tsx';

type Plain = Readonly<Record<string, AnyValue | undefined>>;

function describePresets<T extends ParamTable>(declaration: Declaration<T>): void {
  describe(`the presets of ${declaration.id}`, () => {
    it('name themselves and no other, whatever was pressed before', () => {
      const presets = declaration.presets.map((p): Plain => settingsOf(declaration, p));
      const start: Plain = defaults(declaration.params);
      for (const first of presets) {
        for (const second of presets) expect(presets.filter((p) => isAt(p, { ...start, ...first, ...second }))).toEqual([second]);
      }
    });
  });
}

describePresets(push);
describePresets(line);
