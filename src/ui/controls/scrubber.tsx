import { useId } from 'react';
import { grouped } from '../../core/format.ts';

interface ScrubberProps {
  label: string;
  /** Positions in ascending order. */
  at: readonly number[];
  value: number;
  onChange: (value: number) => void;
}

/** A native range over a run's pictures: drag it, or use the arrow keys, to go back in time. */
export function Scrubber({ label, at, value, onChange }: ScrubberProps) {
  const id = useId();
  const position = Math.max(
    at.findLastIndex((t) => t <= value),
    0,
  );
  const last = Math.max(at.length - 1, 0);
  return (
    <div className="knob scrubber">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{grouped(Math.round(at[position] ?? 0))}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={last}
        step={1}
        value={position}
        aria-valuetext={`${label} ${at[position] ?? 0}`}
        style={{ '--at': last ? position / last : 1 } as React.CSSProperties}
        onChange={(event) => onChange(at[event.currentTarget.valueAsNumber] ?? 0)}
      />
    </div>
  );
}
