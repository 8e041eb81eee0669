/** The contents follow the reader: the section whose heading was passed last is the current one. */

export function currentPlace(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents-sections a')];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length) return;
  let current = -1;
  let asked = false;

  const update = () => {
    asked = false;
    // a heading counts as passed when it is in the upper third, where one reads
    const line = innerHeight / 3;
    const next = headings.findLastIndex((heading) => heading !== null && heading.getBoundingClientRect().top < line);
    if (next === current) return;
    links[current]?.removeAttribute('aria-current');
    links[next]?.setAttribute('aria-current', 'location');
    if (links[next]) keepInSight(links[next]);
    current = next;
  };
  const ask = () => {
    if (!asked) requestAnimationFrame(update);
    asked = true;
  };
  addEventListener('scroll', ask, { passive: true });
  addEventListener('resize', ask);
  update();

  // a link in the open contents leads away from them
  const contents = document.querySelector<HTMLElement>('#contents');
  contents?.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a') && contents.matches(':popover-open')) contents.hidePopover();
  });
}

/** Contents that are taller than the screen scroll along, by themselves and not with the page. */
function keepInSight(link: HTMLElement): void {
  const contents = link.closest<HTMLElement>('.contents');
  if (!contents || contents.scrollHeight <= contents.clientHeight) return;
  const { top, bottom } = link.getBoundingClientRect();
  const frame = contents.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) contents.scrollTop += top - frame.top - frame.height / 2;
}
