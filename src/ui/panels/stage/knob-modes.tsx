/** What a link does with each knob: leave it free, lock it, or hide it. */
import { useId } from 'react';
import { Button } from '../../controls/button.tsx';

export const MODES = ['free', 'locked', 'hidden'] as const;
export type Mode = (typeof MODES)[number];

interface KnobModesProps {
  /** Keys and labels. */
  names: readonly (readonly [key: string, label: string])[];
  modes: Readonly<Record<string, Mode>>;
  onChange: (modes: Readonly<Record<string, Mode>>) => void;
}

export function KnobModes({ names, modes, onChange }: KnobModesProps) {
  const id = useId();
  const all = (mode: Mode) => onChange(Object.fromEntries(names.map(([key]) => [key, mode])));
  return (
    <>
      <div className="make-link-knobs">
        {names.map(([key, label]) => (
          <Row key={key} id={`${id}${key}`} label={label} mode={modes[key] ?? 'free'} onChange={(mode) => onChange({ ...modes, [key]: mode })} />
        ))}
      </div>
      <div className="row">
        <Button onPress={() => all('locked')}>lock all</Button>
        <Button onPress={() => all('hidden')}>hide all</Button>
        <Button onPress={() => all('free')}>free all</Button>
      </div>
    </>
  );
}

function Row({ id, label, mode, onChange }: { id: string; label: string; mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={mode} onChange={(event) => onChange(MODES.find((m) => m === event.currentTarget.value) ?? 'free')}>
        {MODES.map((m) => (
          <option key={m}>{m}</option>
        ))}
      </select>
    </>
  );
}
