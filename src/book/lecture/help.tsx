/** What the keys do. */
import { useEffect, useRef } from 'react';
import { KEYS } from './keys.ts';

export function Help({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="lecture-help" aria-labelledby="lecture-keys" onClose={onClose}>
      <h2 id="lecture-keys">Keys</h2>
      <dl>
        {KEYS.map(({ action, shown, what }) => (
          <div key={action}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>While a slider, a field or a drawing has the focus, its keys are its own; Esc gives them back to the lecture. Clickers turn the slides.</p>
      <button type="button" className="lecture-key" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
