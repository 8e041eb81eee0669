/** The part of "This device" that saves the whole book for offline: its size before, progress meanwhile, a way back after. */
import { button, element } from '../element.ts';
import type { Manifest } from '../../offline/manifest.ts';
import { lookAtCopy, removeCopy, saveCopy, type Copy } from './offline-copy.ts';

/** E.g. "11.7 MB". */
export const inMB = (bytes: number): string => `${(bytes / 1e6).toFixed(1)}\u202fMB`;

export function offlinePart(into: HTMLElement): void {
  const base = document.body.dataset['base'] ?? '/';
  const said = element('p', { className: 'device-said', role: 'status', tabIndex: -1 });
  const place = element('div');
  into.replaceChildren(place, said);

  const show = async (sentence?: string, known?: Manifest) => {
    if (sentence !== undefined) said.textContent = sentence;
    const copy = await lookAtCopy(base, known);
    place.replaceChildren(...partsOf(copy));
  };

  const partsOf = (copy: Copy): Node[] => {
    if (copy.is === 'impossible') return [element('p', {}, copy.why)];
    const { manifest, bytes, here } = copy;
    const all = `${inMB(bytes)} in ${manifest.files.length} files`;
    const remove = button(copy.is === 'saved' ? 'Remove the copy' : 'Remove what has arrived', () => {
      void removeCopy(base).then(
        () => show('The copy was removed.'),
        () => show('The browser did not let this page remove the copy. Its own settings can: look for “site data”.'),
      );
      said.focus();
    });
    if (copy.is === 'saved')
      return [
        element('p', {}, `The whole book is saved on this device: ${all}. Every page opens and every figure trains without a network.`),
        element('div', { className: 'device-buttons' }, remove),
      ];
    const start = button(copy.is === 'partial' ? 'Go on saving' : 'Save for offline', () => void save(copy));
    start.classList.add('filled-button');
    const what =
      copy.is === 'partial' ? `${inMB(here)} of ${inMB(bytes)} have arrived.` : `The pages, the figures’ programs, the recordings and the data: ${all}.`;
    return [
      element('p', {}, `Save the whole book on this device, for a train or a lecture hall without a network. ${what}`),
      element('div', { className: 'device-buttons' }, start, ...(copy.is === 'partial' ? [remove] : [])),
    ];
  };

  const save = async ({ manifest, bytes }: Extract<Copy, { bytes: number }>) => {
    const stop = new AbortController();
    const bar = element('progress', { max: bytes, value: 0, className: 'device-progress', ariaLabel: 'Saving the book' });
    const words = element('p');
    const cancel = button('Stop', () => stop.abort());
    place.replaceChildren(words, bar, element('div', { className: 'device-buttons' }, cancel));
    cancel.focus();
    said.textContent = 'Saving the book.';
    const onProgress = (now: number) => {
      bar.value = now;
      words.textContent = `${inMB(now)} of ${inMB(bytes)} have arrived.`;
    };
    try {
      await saveCopy(manifest, onProgress, stop.signal);
      await show('Saved.');
    } catch (error) {
      console.warn('the book was not saved', error);
      await show(error instanceof Error ? error.message : String(error), manifest);
    }
    said.focus();
  };

  void show();
}
