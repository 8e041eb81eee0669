/** `?only=forget.line`: one figure of the chapter, as large as the window, and a way to the rest. */
import './only.css';

export function showOnly(): void {
  const asked = new URLSearchParams(location.search).get('only') ?? '';
  const main = document.querySelector('main');
  const island = [...document.querySelectorAll<HTMLElement>('x-island')].find((i) => i.dataset['figure'] === asked.replace('.', '/'));
  if (!main) return;
  if (!island) {
    const sentence = document.createElement('p');
    sentence.className = 'only-trouble';
    sentence.setAttribute('role', 'status');
    sentence.textContent = 'This link asks for a figure that is not on this page, so you see the whole page.';
    main.prepend(sentence);
    return;
  }
  const set = (alone: boolean) => {
    document.body.classList.toggle('only', alone);
    for (let here: Element = island; here !== document.body && here.parentElement; here = here.parentElement)
      for (const other of here.parentElement.children)
        if (other !== here && other !== bar && other.localName !== 'script') other.classList.toggle('beside', alone);
    bar.hidden = !alone;
  };
  const bar = document.createElement('div');
  bar.className = 'only-bar';
  const title = document.createElement('h1');
  title.textContent = document.querySelector('h1')?.textContent ?? '';
  const open = document.createElement('button');
  open.type = 'button';
  open.textContent = 'show the whole chapter';
  open.addEventListener('click', () => {
    set(false);
    const { pathname, search, hash } = location;
    history.replaceState(history.state, '', pathname + search.replace(/([?&])only=[^&]*&?/, '$1').replace(/[?&]$/, '') + hash);
    island.scrollIntoView({ block: 'start' });
  });
  bar.append(title, open);
  island.before(bar);
  set(true);
}
