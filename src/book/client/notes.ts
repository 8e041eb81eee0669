/** Where the page has no margin for them, side notes are folded away until their number is tapped. */

export function notes(): void {
  const references = document.querySelectorAll<HTMLAnchorElement>('a.note-ref');
  const noteOf = (link: HTMLAnchorElement) => document.getElementById(link.hash.slice(1));
  // the style sheet knows: a note in the margin floats
  const folds = (note: HTMLElement) => getComputedStyle(note).float === 'none';

  const dress = () => {
    for (const link of references) {
      const note = noteOf(link);
      if (note && folds(note)) {
        link.setAttribute('role', 'button');
        link.setAttribute('aria-expanded', String(note.classList.contains('open')));
      } else {
        link.removeAttribute('role');
        link.removeAttribute('aria-expanded');
      }
    }
  };

  const toggle = (event: Event) => {
    const link = event.currentTarget;
    const note = link instanceof HTMLAnchorElement ? noteOf(link) : null;
    if (!note || !folds(note) || (event instanceof KeyboardEvent && event.key !== ' ')) return;
    event.preventDefault();
    note.classList.toggle('open');
    dress();
  };
  for (const link of references) {
    link.addEventListener('click', toggle);
    link.addEventListener('keydown', toggle); // a button also answers to the space bar
  }
  addEventListener('resize', dress);
  document.querySelector('#theme')?.addEventListener('change', dress); // the projector has no margin
  dress();
}
