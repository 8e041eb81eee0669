import { useId } from 'react';
import { lastPosition, positionOf, valueAt, type NumberParam } from '../../core/params.ts';
import { readout } from './readout.ts';

export interface SliderProps {
  param: NumberParam;
  value: number;
  onChange: (value: number) => void;
  describedBy?: string;
}

/** A native range input over the parameter's grid of positions, so that a log scale needs no special case. */
export function Slider({ param, value, onChange, describedBy }: SliderProps) {
  const id = useId();
  const text = readout(param, value);
  return (
    <div className="knob">
      <label htmlFor={id}>{param.label}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={lastPosition(param)}
        step={1}
        value={positionOf(param, value)}
        aria-valuetext={text}
        aria-describedby={describedBy}
        style={{ '--at': positionOf(param, value) / Math.max(lastPosition(param), 1) } as React.CSSProperties}
        onChange={(event) => onChange(valueAt(param, event.currentTarget.valueAsNumber))}
      />
    </div>
  );
}
