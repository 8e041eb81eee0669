/** Words with cards: the cards' program comes with the first of them that is pointed at, focused or tapped. */

const TYPES = ['pointerover', 'focusin', 'click'] as const;

export function cardWords(): void {
  const first = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-card]') : null;
    const tap = event instanceof PointerEvent && event.type === 'click' && event.pointerType !== 'mouse' && event.pointerType !== '';
    // a mouse’s click follows the link
    if (!link || (event.type === 'click' && !tap)) return;
    if (tap) event.preventDefault();
    import('./cards.ts').then(
      ({ cards }) => {
        for (const type of TYPES) document.removeEventListener(type, first);
        show ??= cards();
        if (tap || link.matches(':hover, :focus-visible')) show(link);
      },
      () => tap && location.assign(link.href),
    );
  };
  let show: ((link: HTMLElement) => void) | undefined;
  for (const type of TYPES) document.addEventListener(type, first);
}
