import type { ReactNode, Ref } from 'react';

interface ButtonProps {
  onPress: () => void;
  children: ReactNode;
  /** `run` is the one filled button of a figure; `link` looks like a link, `tab` is one of several. */
  look?: 'run' | 'plain' | 'link' | 'tab';
  /** For now it does nothing. It keeps its place and the focus, which a disabled button would lose. */
  unavailable?: boolean;
  pressed?: boolean;
  label?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ onPress, children, look = 'plain', unavailable = false, pressed, label, ref }: ButtonProps) {
  return (
    <button
      ref={ref}
      type="button"
      className={`button ${look}`}
      aria-disabled={unavailable || undefined}
      aria-pressed={pressed}
      aria-label={label}
      onClick={() => !unavailable && onPress()}
    >
      {children}
    </button>
  );
}
