/** Presets, at most four knobs, the rest behind a fold, and one line of help: of the knob in hand, else of the preset. */
import { useId, useState, type ReactNode } from 'react';
import { same, type AnyValue, type Param, type ParamTable } from '../../core/params.ts';
import type { Declaration, Preset } from '../../core/experiment.ts';
import { Button } from '../controls/button.tsx';
import { Fold } from '../controls/fold.tsx';
import { Knob } from '../controls/knob.tsx';
import { typeset } from './typeset.ts';
import { Held } from './held.tsx';
import { isFixed, type Figure } from './use-figure.ts';

const VISIBLE = 4;

interface ControlStripProps<T extends ParamTable, V> {
  figure: Figure<T, V>;
  /** Parameters that the figure gives a control of its own. */
  own: readonly string[];
  children?: ReactNode;
}

export function ControlStrip<T extends ParamTable, V>({ figure, own, children }: ControlStripProps<T, V>) {
  const { declaration, change, stage } = figure;
  const id = useId();
  const knobs = Object.entries<Param>(declaration.params).filter(([key, p]) => p.kind !== 'points' && !own.includes(key) && !stage?.hidden.has(key));
  const front = knobs.filter(([, p]) => !p.advanced).slice(0, VISIBLE);
  const rest = knobs.filter((knob) => !front.includes(knob));
  const [inHand, setInHand] = useState<string>();
  const values: Readonly<Record<string, AnyValue>> = figure.values;
  const set = (key: string, value: AnyValue) => change({ [key]: value } as Partial<typeof figure.values>);

  const take = (key: string) => () => setInHand(key);
  const leave = () => setInHand(undefined);
  const preset = declaration.presets.find((p) => isAt(settingsOf(declaration, p), values));
  const help = (inHand && declaration.params[inHand]?.help) ?? preset?.note ?? front[0]?.[1].help ?? '';

  // a preset that moves what a link holds would do half of what it says
  const presets = declaration.presets.some((p) => Object.keys(p.values).some((key) => isFixed(stage, key))) ? [] : declaration.presets;
  const knobOf = (key: string, p: Param) => (
    <Knob param={p} value={values[key] ?? p.default} onChange={(value) => set(key, value)} describedBy={`${id}${key}`} />
  );

  const show = ([key, p]: readonly [string, Param]) => (
    <div key={key} className={`slot slot-${p.kind}`} onFocus={take(key)} onPointerEnter={take(key)} onBlur={leave} onPointerLeave={leave}>
      {stage?.locked.has(key) ? <Held>{knobOf(key, p)}</Held> : knobOf(key, p)}
      <span id={`${id}${key}`} hidden>
        {p.help}
      </span>
    </div>
  );

  return (
    <div className="control-strip">
      {presets.length > 0 && (
        <div className="presets" role="group" aria-label="presets">
          {presets.map((p) => (
            <Button key={p.name} look="tab" pressed={p === preset} onPress={() => change(settingsOf(declaration, p))}>
              {p.name}
            </Button>
          ))}
        </div>
      )}
      {children}
      <div className="knobs">{front.map(show)}</div>
      <p className="knob-help" aria-hidden="true">
        {typeset(help)}
      </p>
      {rest.length > 0 && (
        <Fold summary="more knobs">
          <div className="knobs">{rest.map(show)}</div>
        </Fold>
      )}
    </div>
  );
}

/** All that any preset sets, as this preset has it: so that one preset does not leave another's settings behind. */
export function settingsOf<T extends ParamTable>(declaration: Pick<Declaration<T>, 'params' | 'presets'>, preset: Preset<T>): Partial<Preset<T>['values']> {
  const touched = new Set(declaration.presets.flatMap((p) => Object.keys(p.values)));
  const start = Object.fromEntries([...touched].map((key) => [key, declaration.params[key]?.default])) as Partial<Preset<T>['values']>;
  return { ...start, ...preset.values };
}

export function isAt(settings: Readonly<Record<string, AnyValue | undefined>>, values: Readonly<Record<string, AnyValue | undefined>>): boolean {
  return Object.entries(settings).every(([key, value]) => value === undefined || same(value, values[key] ?? value));
}
