/**
 * Figures come to life when the reader comes near: React, the figure's code and its recording are fetched side by side,
 * and React takes over the markup that the server sent. Until then, and when that fails, the recording stays.
 */
import type { ComponentType } from 'react';
import type { FigureProps, SetDetail } from '../../ui/figure-props.ts';

const figures = import.meta.glob<{ default: ComponentType<FigureProps> }>('../../figures/*/*/Figure.tsx');
/** How far below the screen a figure starts to load: about a second of reading and scrolling. */
const NEAR = '400px';

const living = new Map<Element, Promise<void>>();

export function islands(): void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        near.unobserve(target);
        void wake(target);
      }
    },
    { rootMargin: NEAR },
  );
  for (const island of document.querySelectorAll('x-island')) near.observe(island);
}

/** Brings a figure to life, once. Never rejects: a failure becomes a sentence under the recording, with a way on. */
export function wake(island: HTMLElement): Promise<void> {
  const already = living.get(island);
  if (already) return already;
  const waking = bringToLife(island).catch((error: unknown) => {
    living.delete(island);
    console.error(`the figure ${island.dataset['figure'] ?? ''} could not be loaded`, error);
    apologise(island);
  });
  living.set(island, waking);
  return waking;
}

async function bringToLife(island: HTMLElement): Promise<void> {
  const { figure = '', recording, props = '{}' } = island.dataset;
  const code = figures[`../../figures/${figure}/Figure.tsx`];
  if (!code) throw new Error(`no code for ${figure}`);
  const [{ hydrate }, { default: Figure }, text] = await Promise.all([import('./hydrate.tsx'), code(), recording ? fetchText(recording) : undefined]);
  await hydrate(island, Figure, JSON.parse(props), text);
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

function apologise(island: HTMLElement): void {
  if (island.nextElementSibling?.matches('.island-trouble')) return;
  const sentence = document.createElement('p');
  sentence.className = 'island-trouble';
  sentence.setAttribute('role', 'status');
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = 'Try again';
  again.addEventListener('click', () => {
    sentence.remove();
    void wake(island);
  });
  sentence.append('The program of this figure did not arrive, so it stays a recording. ', again);
  island.after(sentence);
}

/** Words in the text that set a figure: buttons, now that there is something to press them for. */
export function setters(): void {
  for (const words of document.querySelectorAll<HTMLElement>('[data-set]')) {
    const detail: SetDetail = JSON.parse(words.dataset['set'] ?? '{}');
    // not a <button>, which could not break over two lines
    words.setAttribute('role', 'button');
    words.tabIndex = 0;
    words.addEventListener('click', () => {
      const island = document.querySelector<HTMLElement>(`x-island[data-figure="${CSS.escape(detail.figure)}"]`);
      if (island) void Promise.all([import('./set.ts'), wake(island)]).then(([{ setFigure }]) => setFigure(words, island, detail));
    });
    words.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      words.click();
    });
  }
}
