/** A lecture: which slide is on, what is open beside it, and what each key does to the figure that is shown. */
import { MAX_SEED } from '../../core/seeds.ts';
import type { RunState } from '../../core/session.ts';
import { now } from '../../lab/clock.ts';
import { lab } from '../../lab/page.ts';
import { figureOnPage } from '../../ui/figure-frame/on-page.ts';
import type { Figure } from '../../ui/figure-frame/use-figure.ts';
import type { Action } from './keys.ts';
import { slidesOf, type Slide } from './slides.ts';
import { Stage, THEMES, type LectureTheme } from './stage.ts';

export interface LectureState {
  /** Index into the slides. */
  readonly at: number;
  readonly open: Readonly<Record<'notes' | 'claims' | 'knobs' | 'help' | 'blank', boolean>>;
  readonly theme: LectureTheme;
  /** The figure on the slide, once it lives. */
  readonly figure?: Figure;
  /** Why the recording is shown in place of the run, in a sentence. */
  readonly trouble?: string;
}

/** Brings a figure to life; never rejects. */
export type Wake = (island: HTMLElement) => Promise<void>;

const MISSING = 'The program of this figure did not arrive, so it stays a recording.';
const SHUT = { notes: false, claims: false, knobs: false, help: false, blank: false };

export class Lecture {
  readonly slides: readonly Slide[];
  /** On the page's clock, in milliseconds. */
  readonly began = now();
  readonly #stage = new Stage();
  #state: LectureState;
  #start: number;
  #listeners = new Set<() => void>();
  #unwatch = () => {};

  constructor(
    page: ParentNode,
    hash: string,
    private readonly wake: Wake,
    private readonly opensNotes: () => void,
    private readonly onLeave: () => void,
  ) {
    this.slides = slidesOf(page);
    this.#start = Math.max(0, hash ? this.slides.findIndex((s) => s.hash === hash) : 0);
    this.#state = { at: this.#start, open: SHUT, theme: THEMES[0] };
    this.#go(this.#start);
    this.#stage.theme(THEMES[0]);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LectureState => this.#state;

  get slide(): Slide | undefined {
    return this.slides[this.#state.at];
  }

  act(action: Action): void {
    const { at, open } = this.#state;
    switch (action) {
      case 'next':
        return this.#go(at + 1);
      case 'previous':
        return this.#go(at - 1);
      case 'first':
        return this.#go(0);
      case 'last':
        return this.#go(this.slides.length - 1);
      case 'notes':
      case 'claims':
      case 'knobs':
      case 'help':
      case 'blank':
        return this.#open({ ...open, [action]: !open[action], ...(action === 'claims' && { knobs: false }), ...(action === 'knobs' && { claims: false }) });
      case 'theme': {
        const theme = THEMES[(THEMES.indexOf(this.#state.theme) + 1) % THEMES.length] ?? THEMES[0];
        this.#publish({ theme });
        return this.#stage.theme(theme);
      }
      case 'full-screen':
        // refused where the page is embedded without leave: then it stays as it is
        return void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
      case 'notes-window':
        return this.opensNotes();
      case 'back': {
        const last = (['blank', 'help', 'claims', 'knobs'] as const).find((part) => open[part]);
        return last ? this.#open({ ...open, [last]: false }) : this.leave();
      }
      default:
        return this.#drive(action);
    }
  }

  leave(): void {
    this.#unwatch();
    if (document.fullscreenElement) void document.exitFullscreen();
    this.#stage.leave(this.#state.at !== this.#start);
    this.onLeave();
  }

  /** The keys of the run bar, for the figure that is shown. */
  #drive(action: 'run' | 'rewind' | 'sample' | 'step' | 'predict'): void {
    const figure = this.#living();
    if (!figure) return;
    const { declaration, session, state, shown, reseed, prediction, predict } = figure;
    const { status } = shown.state;
    switch (action) {
      case 'run':
        if (status === 'running' || status === 'warming') return session.pause();
        if (status === 'paused') return session.resume();
        if (this.#state.trouble) this.#publish({ trouble: undefined });
        return session.run(state);
      case 'step':
        if (status !== 'running' && status !== 'warming') session.step(state);
        return;
      case 'rewind':
        return session.rewind();
      case 'predict':
        if (declaration.predictions?.length) predict(prediction === 'open' ? 'veiled' : 'open');
        return;
      case 'sample':
        return reseed({ ...state.seeds, master: (state.seeds.master + 1) % (MAX_SEED + 1) });
    }
  }

  #go(index: number): void {
    const slide = this.slides[index];
    if (!slide) return;
    this.#unwatch();
    this.#stage.show(slide);
    this.#publish({ at: index, figure: undefined, trouble: undefined, open: { ...this.#state.open, claims: false, knobs: false, blank: false } });
    this.#flags();
    void this.#attend(slide, index);
  }

  /** The figure on the slide is brought to life and watched; it and the next one get ready to run. */
  async #attend(slide: Slide, index: number): Promise<void> {
    if (slide.figure) {
      await this.wake(slide.element);
      if (this.slide !== slide) return;
      const figure = figureOnPage(slide.figure);
      if (figure) {
        this.#unwatch = figure.session.subscribe(() => this.#watch(figure.session.snapshot().state));
        figure.session.warm();
      }
      this.#publish({ figure, trouble: figure ? undefined : MISSING });
      this.#stage.refit();
    }
    const next = this.slides[index + 1];
    if (!next?.figure) return;
    await this.wake(next.element);
    figureOnPage(next.figure)?.session.warm();
  }

  /** A run that fails in front of a class leaves the recording on the screen, and one quiet sentence. */
  #watch(state: RunState): void {
    const figure = this.#living();
    if (state.status !== 'failed' || !figure) return this.#publish({});
    const { sentence, wayOn } = state.failure;
    if (wayOn === 'other-backend')
      void lab.device().then(
        (device) => device.choose('wasm'),
        () => undefined,
      );
    this.#publish({ trouble: sentence });
    figure.session.rewind();
  }

  /** As it is now: a figure is a new object with every change. */
  #living(): Figure | undefined {
    const id = this.slide?.figure;
    return id && figureOnPage(id);
  }

  #open(open: LectureState['open']): void {
    this.#publish({ open });
    this.#flags();
  }

  #flags(): void {
    for (const name of ['claims', 'knobs', 'notes'] as const) this.#stage.flag(name, this.#state.open[name]);
  }

  #publish(change: Partial<LectureState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
