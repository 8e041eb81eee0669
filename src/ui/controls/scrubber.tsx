import { useId } from 'react';

interface ScrubberProps {
  label: string;
  /** Where the thumb stands, 0 … last. */
  position: number;
  last: number;
  /** What the position stands for. */
  text: string;
  /** The same with whatever else is to be said of it. */
  spoken?: string;
  /** Undefined while nothing can be moved. */
  onChange: ((position: number) => void) | undefined;
}

/** A native range over a run's pictures: drag it, or use the keys of a slider, to go back in time. */
export function Scrubber({ label, position, last, text, spoken = text, onChange }: ScrubberProps) {
  const id = useId();
  return (
    <div className="knob scrubber">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        max={last}
        value={position}
        aria-valuetext={spoken}
        style={{ '--at': position / Math.max(last, 1) } as React.CSSProperties}
        disabled={!onChange}
        onChange={(event) => onChange?.(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
