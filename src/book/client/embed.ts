/** A figure that stands in another page tells that page how high it is, so that it need not scroll; nothing else leaves. */
import './embed.css';

export function tellHeight(): void {
  if (window.parent === window) return;
  const figure = document.querySelector<HTMLElement>('x-island')?.dataset['figure'] ?? '';
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    // any page may embed a figure, so there is no one origin to name; a height is no secret
    window.parent.postMessage({ type: 'ahead-of-understanding:height', figure, height }, '*');
  };
  new ResizeObserver(tell).observe(document.body);
  tell();
}
