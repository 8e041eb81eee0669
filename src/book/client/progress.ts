/** Marks what was read and run: in the contents, on the cover, in the list of experiments. Nothing of it leaves the device. */
import { RUN_EVENT, type RunDetail, type StateDetail } from '../../ui/figure-props.ts';
import { watchFigures } from './figure-states.ts';
import { figureRun, reading, sectionRead } from './reading.ts';

/** A section counts as read when the reader rests with its end on the screen. */
const REST_MS = 1500;

export function progress(): void {
  show();
  reading.subscribe(show);
  watchSections();
  watchFigures((now, before) => {
    // a run is done once, and has measures of its own
    if (now.status === 'done' && now.source === 'live' && now.measures !== before?.measures) {
      figureRun(now.figure);
      keep(now);
    }
  });
  document.addEventListener(RUN_EVENT, ({ detail }) => keep(detail));
}

/** A verdict that cannot be entered, for want of its program, is lost: the run itself is on the screen. */
const keep = (run: StateDetail | RunDetail) =>
  void import('./ledger/keep.ts').then(
    (code) => code.keepRun(run),
    () => undefined,
  );

function watchSections(): void {
  const slug = document.body.dataset['page'] ?? '';
  const headings = [...document.querySelectorAll<HTMLElement>('.prose > h2')];
  const prose = document.querySelector('.prose');
  if (!prose) return;
  const ids = ['', ...headings.map((h) => h.id)];
  const ends = [...headings.map((h) => h.previousElementSibling), prose.lastElementChild];
  const look = () => {
    if (document.hidden) return;
    for (const [k, end] of ends.entries()) {
      const bottom = end?.getBoundingClientRect().bottom ?? -1;
      if (bottom > 0 && bottom <= innerHeight) sectionRead(slug, ids[k] ?? '', ids);
    }
  };
  let timer = setTimeout(look, REST_MS);
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(look, REST_MS);
  };
  addEventListener('scroll', wait, { passive: true });
  document.addEventListener('visibilitychange', wait);
}

function show(): void {
  const { sections, runs } = reading.get();
  const slug = document.body.dataset['page'] ?? '';
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.contents-sections a'))
    link.classList.toggle('done', Boolean(sections[slug]?.includes(decodeURIComponent(link.hash.slice(1)))));
  for (const mark of document.querySelectorAll<HTMLElement>('[data-read]')) {
    const { read = '', of = '', runs: figures } = mark.dataset;
    const many = Math.min(sections[read]?.length ?? 0, Number(of));
    const words = many === 0 ? '' : many === Number(of) ? 'read' : `${many} of ${of} sections read`;
    if (figures === undefined) {
      mark.textContent = words ? (words === 'read' ? '✓' : `${many}/${of}`) : '';
      mark.role = words ? 'img' : null;
      mark.ariaLabel = words || null;
    } else {
      const run = figures.split(' ').filter((f) => runs[f]).length;
      mark.textContent = [words, run === 0 ? '' : run === 1 ? 'one figure run' : `${run} figures run`].filter(Boolean).join(', ');
    }
  }
  for (const mark of document.querySelectorAll<HTMLElement>('[data-run]')) {
    const many = runs[mark.dataset['run'] ?? ''] ?? 0;
    mark.textContent = many === 0 ? 'not yet run here' : many === 1 ? '✓ run here once' : `✓ run here ${many} times`;
  }
}
