import { useId, useState } from 'react';

interface NumberFieldProps {
  label: string;
  /** Undefined shows an empty field. */
  value: number | undefined;
  min: number;
  max: number;
  placeholder?: string;
  /** Undefined when the reader emptied the field. Called only with whole numbers in range. */
  onChange: (value: number | undefined) => void;
}

/** A whole number; while the text is not one in range, the field says so and the old value stays. */
export function NumberField({ label, value, min, max, placeholder, onChange }: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const accept = (text: string) => {
    const number = Number(text);
    const good = text.trim() !== '' && Number.isInteger(number) && number >= min && number <= max;
    setDraft(good || text === '' ? undefined : text);
    if (good) onChange(number);
    else if (text === '') onChange(undefined);
  };
  return (
    <span className="number-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        size={6}
        value={draft ?? value ?? ''}
        placeholder={placeholder}
        aria-invalid={draft !== undefined || undefined}
        title={draft === undefined ? undefined : `A whole number from ${min} to ${max}`}
        onChange={(event) => accept(event.currentTarget.value)}
        onBlur={() => setDraft(undefined)}
      />
    </span>
  );
}
