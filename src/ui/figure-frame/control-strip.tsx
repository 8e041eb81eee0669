/** Presets, at most four knobs, the rest behind a fold, and the help of the knob in hand. */
import { useId, useState, type ReactNode } from 'react';
import { same, type AnyValue, type Param, type ParamTable } from '../../core/params.ts';
import type { Preset } from '../../core/experiment.ts';
import { Button } from '../controls/button.tsx';
import { Fold } from '../controls/fold.tsx';
import { Knob } from '../controls/knob.tsx';
import type { Figure } from './use-figure.ts';

const VISIBLE = 4;

interface ControlStripProps<T extends ParamTable, V> {
  figure: Figure<T, V>;
  /** Parameters that the figure gives a control of its own. */
  own: readonly string[];
  children?: ReactNode;
}

export function ControlStrip<T extends ParamTable, V>({ figure, own, children }: ControlStripProps<T, V>) {
  const { declaration, change } = figure;
  const id = useId();
  const knobs = Object.entries<Param>(declaration.params).filter(([key, p]) => p.kind !== 'points' && !own.includes(key));
  const front = knobs.filter(([, p]) => !p.advanced).slice(0, VISIBLE);
  const rest = knobs.filter((knob) => !front.includes(knob));
  const [inHand, setInHand] = useState(front[0]?.[0]);
  const values: Readonly<Record<string, AnyValue>> = figure.values;
  const set = (key: string, value: AnyValue) => change({ [key]: value } as Partial<typeof figure.values>);

  const show = ([key, p]: readonly [string, Param]) => (
    <div key={key} className={`slot ${p.kind}`} onFocus={() => setInHand(key)} onPointerEnter={() => setInHand(key)}>
      <Knob param={p} value={values[key] ?? p.default} onChange={(value) => set(key, value)} describedBy={`${id}${key}`} />
      <span id={`${id}${key}`} hidden>
        {p.help}
      </span>
    </div>
  );

  return (
    <div className="control-strip">
      {declaration.presets.length > 0 && (
        <div className="presets" role="group" aria-label="presets">
          {declaration.presets.map((preset) => (
            <Button key={preset.name} look="choice" pressed={isAt(preset, values)} onPress={() => change({ ...startOf(declaration.params, declaration.presets), ...preset.values })}>
              {preset.name}
            </Button>
          ))}
          <span className="preset-note">{declaration.presets.find((preset) => isAt(preset, values))?.note}</span>
        </div>
      )}
      {children}
      <div className="knobs">{front.map(show)}</div>
      <p className="knob-help" aria-hidden="true">
        {inHand === undefined ? '' : declaration.params[inHand]?.help}
      </p>
      {rest.length > 0 && (
        <Fold summary="more knobs">
          <div className="knobs">{rest.map(show)}</div>
        </Fold>
      )}
    </div>
  );
}

function isAt<T extends ParamTable>(preset: Preset<T>, values: Readonly<Record<string, AnyValue>>): boolean {
  const wanted: Readonly<Record<string, AnyValue | undefined>> = preset.values;
  return Object.entries(wanted).every(([key, value]) => value === undefined || same(value, values[key] ?? value));
}

/** What any preset sets, at its default: so that one preset does not leave another's settings behind. */
function startOf<T extends ParamTable>(table: T, presets: readonly Preset<T>[]): Partial<Preset<T>['values']> {
  const touched = new Set(presets.flatMap((preset) => Object.keys(preset.values)));
  return Object.fromEntries([...touched].map((key) => [key, table[key]?.default])) as Partial<Preset<T>['values']>;
}
