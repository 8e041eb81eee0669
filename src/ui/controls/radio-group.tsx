import { useId, type ReactNode } from 'react';

interface RadioGroupProps<C extends string> {
  label: string;
  options: readonly { readonly value: C; readonly label: ReactNode }[];
  value: C;
  onChange: (value: C) => void;
  describedBy?: string;
}

/** Native radio buttons in a row; arrow keys move within the group. */
export function RadioGroup<C extends string>({ label, options, value, onChange, describedBy }: RadioGroupProps<C>) {
  const name = useId();
  return (
    <fieldset className="knob choice" aria-describedby={describedBy}>
      <legend>{label}</legend>
      <div className="options">
        {options.map((o) => (
          <label key={o.value}>
            <input type="radio" name={name} checked={o.value === value} onChange={() => onChange(o.value)} />
            <span>{o.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
