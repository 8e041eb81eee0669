/**
 * Makes a figure fit its screen without scrolling. The style sheet gives the plots and the controls their places. Plots
 * grow with their width, and so the plots are laid out in the width at which, magnified or reduced as a whole, they fill
 * their place best; the controls are reduced until they fit.
 */

/** Widths, in the page's own pixels, in which plots may be laid out: two narrow columns, to two as wide as on a large page. */
const WIDTHS = Array.from({ length: 16 }, (_, k) => 660 + 60 * k);
const PLOTS = { most: 1.5, least: 0.4 };
/** What stands beside the plots. */
const BESIDE = ['.controls', '.predict'];
const CONTROLS = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The layout, of those tried, that fills the place best at a scale that fits it, with a liking for large type.
 * `scale` is how much the layout is magnified as a whole.
 */
export function bestOf(layouts: readonly Size[], place: Size): { readonly layout: Size; readonly scale: number } | undefined {
  let best: { readonly layout: Size; readonly scale: number; readonly score: number } | undefined;
  for (const layout of layouts) {
    const scale = Math.max(PLOTS.least, Math.min(PLOTS.most, place.width / layout.width, place.height / layout.height));
    const score = scale ** 3 * layout.width * layout.height;
    if (!best || score > best.score) best = { layout, scale, score };
  }
  return best;
}

const part = (slide: HTMLElement, name: string) => slide.querySelector<HTMLElement>(`.figure > ${name}`);

export function fit(slide: HTMLElement): void {
  // first, as the plots get what is left
  for (const name of BESIDE) {
    const beside = part(slide, name);
    if (beside) fitControls(beside);
  }
  const plots = part(slide, '.plots');
  if (plots) fitPlots(plots);
}

function fitControls(controls: HTMLElement): void {
  for (const scale of CONTROLS) {
    controls.style.setProperty('--fit', String(scale));
    if (controls.scrollHeight <= controls.clientHeight + 1) return;
  }
}

function fitPlots(plots: HTMLElement): void {
  const { style } = plots;
  forget(plots);
  const place = { width: plots.clientWidth, height: plots.clientHeight };
  const layouts = WIDTHS.map((width): Size => {
    style.setProperty('--laid-out', `${width}px`);
    plots.classList.add('fitted');
    return { width, height: plots.offsetHeight };
  });
  const best = bestOf(layouts, place);
  if (!best) return;
  const { layout, scale } = best;
  style.setProperty('--laid-out', `${layout.width}px`);
  style.setProperty('--fit', String(scale));
  style.setProperty('--aside', `${Math.max(0, (place.width - scale * layout.width) / 2)}px`);
}

function forget(element: HTMLElement): void {
  element.classList.remove('fitted');
  for (const name of ['--laid-out', '--fit', '--aside']) element.style.removeProperty(name);
}

/** Takes back what `fit` set. */
export function unfit(slide: HTMLElement): void {
  for (const name of [...BESIDE, '.plots']) {
    const found = part(slide, name);
    if (found) forget(found);
  }
}
