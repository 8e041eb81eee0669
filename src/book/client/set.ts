/**
 * What happens when words in the text set a figure: the figure takes the settings, a quiet note beside the words says so,
 * and where the figure is off the screen the page goes there, with a way back to the words. Fetched with the first press.
 */
import '../styles/set.css';
import { SET_EVENT, STATE_EVENT, type SetDetail } from '../../ui/figure-props.ts';
import { button, element } from './element.ts';
import { stateOf } from './figure-states.ts';

/** So much of a figure must show to count as on the screen. */
const IN_SIGHT = 80;
/** Two frames: React has drawn and published by then. */
const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

export async function setFigure(words: HTMLElement, island: HTMLElement, detail: SetDetail): Promise<void> {
  document.dispatchEvent(new CustomEvent(SET_EVENT, { detail }));
  await drawn();
  note(words, island, detail);
  bringToSight(island, words);
}

function bringToSight(island: HTMLElement, words: HTMLElement): void {
  const { top, bottom } = island.getBoundingClientRect();
  if (bottom < IN_SIGHT || top > innerHeight - IN_SIGHT) goTo(island, words);
}

let forget: (() => void) | undefined;

/** One note at a time, right after its words. It follows the figure: set, running, set. */
function note(words: HTMLElement, island: HTMLElement, detail: SetDetail): void {
  forget?.();
  const figure = element('a', { href: `#${island.id}` }, `Figure\u00a0${words.dataset['number'] ?? ''}`);
  figure.addEventListener('click', (event) => {
    event.preventDefault();
    goTo(island, words);
  });
  const verb = element('span');
  const run = () => {
    document.dispatchEvent(new CustomEvent(SET_EVENT, { detail: { ...detail, run: true } }));
    bringToSight(island, words);
  };
  const rest = element('span', {}, '; ', button('run it', run));
  const said = element('span', { className: 'set-note', role: 'status' }, ' (', verb, ' in ', figure, rest, ')');
  const dress = () => {
    const state = stateOf(detail.figure);
    const status = state?.status;
    const runs = status === 'warming' || status === 'running';
    const now = runs ? 'running' : 'set';
    if (verb.textContent !== now) verb.textContent = now;
    // the button that was pressed goes; the focus stays beside it
    const held = rest.contains(document.activeElement);
    rest.hidden = runs || !state?.stale;
    if (held && rest.hidden) figure.focus({ preventScroll: true });
  };
  const listen = ({ detail: { figure: changed } }: DocumentEventMap[typeof STATE_EVENT]) => changed === detail.figure && dress();
  document.addEventListener(STATE_EVENT, listen);
  forget = () => {
    document.removeEventListener(STATE_EVENT, listen);
    said.remove();
  };
  dress();
  words.after(said);
}

const stillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const scrollTo = (place: Element, block: ScrollLogicalPosition) => place.scrollIntoView({ block, behavior: stillness() ? 'auto' : 'smooth' });

let leave: (() => void) | undefined;

/** To the figure, with a button that leads back. It has the focus, and the figure's controls follow it. */
function goTo(island: HTMLElement, words: HTMLElement): void {
  leave?.();
  const back = button('Back to the text', () => {
    leave?.();
    scrollTo(words, 'center');
    words.focus({ preventScroll: true });
  });
  back.classList.add('way-back');
  back.addEventListener('keydown', (event) => event.key === 'Escape' && back.click());
  island.before(back);
  let away = false;
  // the reader who finds the way alone needs no button
  const watch = new IntersectionObserver((entries) => {
    const there = entries.some((e) => e.isIntersecting);
    if (!there) away = true;
    else if (away) leave?.();
  });
  watch.observe(words);
  leave = () => {
    watch.disconnect();
    if (back === document.activeElement) words.focus({ preventScroll: true });
    back.remove();
    leave = undefined;
  };
  back.focus({ preventScroll: true });
  scrollTo(island, 'start');
}
