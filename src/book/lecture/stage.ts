/**
 * The page as a stage: the slide fills the screen and everything else is put away by the style sheet, on the page itself,
 * so that every figure goes on as it was. Leaving puts the page back where the reader was.
 */
import { setAddress } from './address.ts';
import { fit, unfit } from './fit.ts';
import type { Slide } from './slides.ts';

export const THEMES = ['projector', 'light', 'dark'] as const;
export type LectureTheme = (typeof THEMES)[number];

/** What may change its height while a figure is shown: the sentence under the plots, a control that appears. */
const GROWS = 'figcaption, .plots > *, .readout, .controls > *, .predict > *';

export class Stage {
  readonly #root = document.documentElement;
  #on: Slide | undefined;
  #path: Element[] = [];
  #before: { readonly top: number; readonly theme: string | undefined } | undefined;
  readonly #resized = new ResizeObserver(() => this.fit());
  /** A figure that asks for a prediction puts another part beside its plots. */
  readonly #changed = new MutationObserver(() => this.refit());

  /** Puts a slide on the stage, alone. */
  show(slide: Slide): void {
    const { dataset } = this.#root;
    this.#before ??= { top: scrollY, theme: dataset['theme'] };
    dataset['lecture'] = '';
    this.#clear();
    this.#on = slide;
    slide.element.classList.add('on-stage');
    for (let above = slide.element.parentElement; above && above !== document.body; above = above.parentElement) this.#path.push(above);
    for (const above of this.#path) above.classList.add('stage-path');
    setAddress(slide.hash, true);
    this.refit();
  }

  /** After the figure's parts may have become others. */
  refit(): void {
    const slide = this.#on?.element;
    if (!slide) return;
    this.#resized.disconnect();
    for (const part of [slide, ...slide.querySelectorAll(GROWS)]) this.#resized.observe(part);
    this.#changed.disconnect();
    const figure = slide.querySelector('.figure');
    if (figure) this.#changed.observe(figure, { childList: true, attributes: true, attributeFilter: ['data-veiled'] });
    this.fit();
  }

  fit(): void {
    if (this.#on) fit(this.#on.element);
  }

  theme(theme: LectureTheme): void {
    this.#root.dataset['theme'] = theme;
    this.fit();
  }

  /** What the style sheet shows of the slide. */
  flag(name: 'claims' | 'knobs' | 'notes', on: boolean): void {
    this.#root.toggleAttribute(`data-lecture-${name}`, on);
    const more = name === 'knobs' && on ? this.#on?.element.querySelector<HTMLDetailsElement>('.control-strip > .fold') : undefined;
    if (more) more.open = true;
    this.fit();
  }

  /** Back to the text: to where it was left, or, after another slide, to what was shown last. */
  leave(moved: boolean): void {
    const [slide, before, { dataset }] = [this.#on, this.#before, this.#root];
    this.#clear();
    this.#before = undefined;
    for (const name of ['claims', 'knobs', 'notes'] as const) this.flag(name, false);
    delete dataset['lecture'];
    if (before?.theme === undefined) delete dataset['theme'];
    else dataset['theme'] = before.theme;
    setAddress(slide?.hash ?? '', false);
    if (moved) slide?.element.scrollIntoView({ block: 'start', behavior: 'instant' });
    else scrollTo({ top: before?.top ?? 0, behavior: 'instant' });
  }

  #clear(): void {
    this.#resized.disconnect();
    this.#changed.disconnect();
    if (this.#on) unfit(this.#on.element);
    this.#on?.element.classList.remove('on-stage');
    for (const above of this.#path) above.classList.remove('stage-path');
    this.#path = [];
    this.#on = undefined;
  }
}
