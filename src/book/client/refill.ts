/** After a figure has started anew: what only the server draws (see src/ui/controls/still.tsx) is put back, and a sentence says what happened. */
export function refill(island: HTMLElement, still: string): void {
  const parts = new DOMParser().parseFromString(still, 'text/html').querySelectorAll('[data-still]');
  island.querySelectorAll('[data-still]').forEach((empty, k) => empty.replaceChildren(...(parts[k]?.cloneNode(true).childNodes ?? [])));
  if (island.nextElementSibling?.matches('.island-trouble')) return;
  const sentence = document.createElement('p');
  sentence.className = 'island-trouble';
  sentence.setAttribute('role', 'alert');
  sentence.textContent = 'What the figure was to show could not be drawn, so it started anew from its recording.';
  island.after(sentence);
}
