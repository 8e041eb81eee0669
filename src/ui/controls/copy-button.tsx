/** Copies a text and says so; where the browser forbids it, the text is selected for the reader to copy. */
import { useState, type ReactNode, type RefObject } from 'react';
import { Button } from './button.tsx';

const SHOWN_MS = 4000;

interface CopyButtonProps {
  text: string;
  /** Where the text stands on the page. */
  shown: RefObject<HTMLElement | null>;
  /** Names the button where several look alike. */
  label?: string;
  children: ReactNode;
}

export function CopyButton({ text, shown, label, children }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('copied');
    } catch {
      // no permission, or a page without https
      setSaid(select(shown.current) ? 'selected: copy it with Ctrl C or ⌘ C' : 'it could not be copied');
    }
    setTimeout(() => setSaid(''), SHOWN_MS);
  };
  return (
    <span className="copy">
      <Button label={label} onPress={() => void copy()}>
        {children}
      </Button>
      <span role="status">{said}</span>
    </span>
  );
}

function select(element: HTMLElement | null): boolean {
  if (!element) return false;
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    element.focus();
    element.select();
    return true;
  }
  getSelection()?.selectAllChildren(element);
  return true;
}
