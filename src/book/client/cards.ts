/**
 * Cards for citations and terms: the entry from the lists at the page's end, beside the word that was pointed at,
 * focused or tapped. One native popover serves all; Escape or a click elsewhere closes it, and the pointer may move into it.
 */
const LINGER_MS = 200;
/** A pointer that only passes over a word opens nothing. */
const REST_MS = 120;

/** Returns what shows the card of a link, for the word that woke this file. */
export function cards(): (link: HTMLElement) => void {
  const card = document.createElement('div');
  card.className = 'card';
  card.id = 'card';
  card.popover = 'auto';
  let owner: HTMLElement | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const show = (link: HTMLElement) => {
    const entry = document.getElementById(link.dataset['card'] ?? '');
    clearTimeout(leaving);
    if (!entry || (owner === link && card.matches(':popover-open'))) return;
    card.replaceChildren(...[...entry.cloneNode(true).childNodes]);
    for (const copy of card.querySelectorAll('[id]')) copy.removeAttribute('id');
    if (!card.isConnected) document.body.append(card);
    owner = link;
    link.setAttribute('aria-describedby', 'card');
    // its links follow the word in the order of the keyboard
    card.showPopover({ source: link });
    place(card, link);
  };
  const hide = () => card.isConnected && card.hidePopover();
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, LINGER_MS);
  };

  card.addEventListener('toggle', (event) => {
    if (event.newState === 'closed') {
      owner?.removeAttribute('aria-describedby');
      owner = undefined;
    }
  });
  const linkOf = ({ target }: Event) => (target instanceof Element ? target.closest<HTMLElement>('a[data-card]') : null);
  const onCard = ({ target }: Event) => target instanceof Node && card.contains(target);

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const link = linkOf(event);
    clearTimeout(resting);
    if (link) resting = setTimeout(() => show(link), owner ? 0 : REST_MS);
    else if (onCard(event)) clearTimeout(leaving);
    else if (owner && owner !== document.activeElement) leave();
  });
  document.addEventListener('focusin', (event) => {
    const link = linkOf(event);
    if (link?.matches(':focus-visible')) show(link);
    else if (owner && !onCard(event)) hide();
  });
  // the card stays with its word, and goes when the word does
  const follow = () => {
    if (!owner) return;
    const { top, bottom } = owner.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) hide();
    else place(card, owner);
  };
  addEventListener('scroll', follow, { passive: true });
  addEventListener('resize', follow);
  // a tap opens the card instead of leaving for the list; the card is not there yet when the finger comes down
  document.addEventListener('click', (event) => {
    const link = linkOf(event);
    if (!link || !(event instanceof PointerEvent) || event.pointerType === 'mouse' || event.pointerType === '') return;
    event.preventDefault();
    show(link);
  });
  return show;
}

/** Under the word, or above it where there is no room, and never over the page's edge. */
function place(card: HTMLElement, link: HTMLElement): void {
  const word = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(word.left, document.documentElement.clientWidth - width - 8));
  const below = word.bottom + 6;
  const top = below + height > innerHeight - 8 && word.top > height + 6 ? word.top - height - 6 : below;
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}
