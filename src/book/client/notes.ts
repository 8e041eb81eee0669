/** On a narrow page a side note is folded away until its number is tapped. On a wide one it stands in the margin. */
const narrow = matchMedia('(width < 1200px)');

export function notes(): void {
  const references = document.querySelectorAll<HTMLAnchorElement>('a.note-ref');
  const noteOf = (link: HTMLAnchorElement) => document.getElementById(link.hash.slice(1));

  const dress = () => {
    for (const link of references) {
      const open = noteOf(link)?.classList.contains('open') ?? false;
      if (narrow.matches) {
        link.setAttribute('role', 'button');
        link.setAttribute('aria-expanded', String(open));
      } else {
        link.removeAttribute('role');
        link.removeAttribute('aria-expanded');
      }
    }
  };

  const toggle = (event: Event) => {
    const link = event.currentTarget;
    if (!narrow.matches || !(link instanceof HTMLAnchorElement)) return;
    if (event instanceof KeyboardEvent && event.key !== ' ') return;
    event.preventDefault();
    noteOf(link)?.classList.toggle('open');
    dress();
  };
  for (const link of references) {
    link.addEventListener('click', toggle);
    link.addEventListener('keydown', toggle); // a button also answers to the space bar
  }
  narrow.addEventListener('change', dress);
  dress();
}
