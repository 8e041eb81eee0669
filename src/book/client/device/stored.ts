/** What the book has stored on this device, in words: to look at, to take away as a file, to erase. */
import { PREFIX } from '../../../core/kept.ts';
import { button, element } from '../element.ts';
import { wordsFor } from './stored-words.ts';

/** The entries of the browser's storage that are ours. `backend` is older than the prefix. */
const isOurs = (key: string) => key.startsWith(PREFIX) || key === 'backend';

/** [key, text] in the order of the keys; none where the browser forbids storage. */
export function storedEntries(): [string, string][] {
  try {
    return Object.keys(localStorage)
      .filter(isOurs)
      .sort()
      .map((key) => [key, localStorage.getItem(key) ?? '']);
  } catch {
    return [];
  }
}

/** As JSON: each entry as what it is, or as text where it is no JSON. */
export function exportText(entries: readonly (readonly [string, string])[]): string {
  return JSON.stringify({ book: 'ahead-of-understanding', stored: Object.fromEntries(entries.map(([key, text]) => [key, parsed(text)])) }, undefined, 2);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Takes entries away, and tells whoever has them open. */
export function erase(keys: readonly string[]): void {
  for (const key of keys) {
    localStorage.removeItem(key);
    dispatchEvent(new StorageEvent('storage', { key }));
  }
}

export function storedPart(into: HTMLElement): void {
  const said = element('p', { className: 'device-said', role: 'status', tabIndex: -1 });
  const show = () => {
    const entries = storedEntries();
    if (entries.length === 0) return into.replaceChildren(element('p', {}, 'Nothing: no settings, no progress, no results.'), said);
    const rows = entries.map(([key, text]) => row(key, text, () => done([key], `Erased: ${wordsFor(key, text).name}.`)));
    const all = element(
      'div',
      { className: 'device-buttons' },
      button('Export as JSON', () => save(entries)),
      button('Erase all of it', () => sure.showModal()),
    );
    const sure = confirmation(() => {
      done(
        entries.map(([key]) => key),
        'Everything was erased.',
      );
    });
    into.replaceChildren(table(rows), all, said, sure);
  };
  const done = (keys: readonly string[], sentence: string) => {
    try {
      erase(keys);
      said.textContent = sentence;
    } catch {
      said.textContent = 'The browser did not let this page erase anything. Its own settings can: look for “site data”.';
    }
    show();
    said.focus(); // the button that was pressed is gone
  };
  addEventListener('storage', show);
  show();
}

function table(rows: readonly HTMLElement[]): HTMLElement {
  const head = element('tr', {}, ...['what', 'what it says'].map((words) => element('th', { scope: 'col' }, words)), element('td', {}));
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
}

function row(key: string, text: string, onErase: () => void): HTMLElement {
  const { name, says } = wordsFor(key, text);
  const press = button('Erase', onErase);
  press.ariaLabel = `Erase ${name}`;
  return element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, says), element('td', {}, press));
}

function confirmation(onYes: () => void): HTMLDialogElement {
  const dialog = element('dialog', { className: 'device-sure' });
  dialog.setAttribute('aria-labelledby', 'sure');
  const close = (act?: () => void) => () => {
    dialog.close();
    act?.();
  };
  dialog.append(
    element('p', { id: 'sure' }, 'Erase everything that the book has stored on this device? This cannot be undone. A copy saved for offline stays.'),
    element('div', { className: 'device-buttons' }, button('Keep it', close()), button('Erase it', close(onYes))),
  );
  return dialog;
}

/** A file for the reader's own folder. */
function save(entries: readonly (readonly [string, string])[]): void {
  const href = URL.createObjectURL(new Blob([exportText(entries)], { type: 'application/json' }));
  element('a', { href, download: 'ahead-of-understanding-device.json' }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
