interface ToggleProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
  describedBy?: string;
}

export function Toggle({ label, value, onChange, describedBy }: ToggleProps) {
  return (
    <label className="knob toggle">
      <input type="checkbox" checked={value} aria-describedby={describedBy} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
