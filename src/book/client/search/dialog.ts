/**
 * The search: a dialog with one field and its results. Arrows choose while the focus stays in the field, Enter goes
 * there, Escape closes and gives the focus back. Fetched when it is first asked for.
 */
import '../../styles/search.css';
import type { Find } from '../../search/find.ts';
import { loadIndex } from './load.ts';
import { countText, resultElement } from './results.ts';

const HINT = 'Sections, figures and words of the glossary. Arrows choose, Enter goes there.';
const FAILED = 'The search could not be loaded. Check the connection and try again.';
/** The count is said when the typing pauses. */
const PAUSE_MS = 400;

let search: Search | undefined;

export function openSearch(): void {
  search ??= new Search(document.body.dataset['base'] ?? '/');
  search.open();
}

class Search {
  readonly #dialog = document.createElement('dialog');
  readonly #field = document.createElement('input');
  readonly #list = document.createElement('div');
  readonly #count = document.createElement('p');
  readonly #said = document.createElement('p');
  #find: Find | undefined;
  #chosen = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly base: string) {
    this.#dialog.className = 'search';
    this.#dialog.setAttribute('aria-label', 'Search the book');
    const field = this.#field;
    Object.assign(field, { type: 'search', placeholder: 'Search the book', autocomplete: 'off', spellcheck: false, enterKeyHint: 'go' });
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-label': 'Search the book',
      'aria-autocomplete': 'list',
      'aria-controls': 'search-results',
      'aria-expanded': 'false',
    }))
      field.setAttribute(name, value);
    this.#list.id = 'search-results';
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', 'Results');
    this.#count.className = 'search-count';
    this.#count.setAttribute('aria-hidden', 'true'); // said by the status below, when the typing pauses
    this.#said.className = 'search-said';
    this.#said.setAttribute('role', 'status');
    const close = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Close' });
    close.addEventListener('click', () => this.#dialog.close());
    const bar = Object.assign(document.createElement('div'), { className: 'search-bar' });
    bar.append(field, close);
    this.#dialog.append(bar, this.#count, this.#said, this.#list);

    field.addEventListener('input', () => this.#show());
    field.addEventListener('keydown', (event) => this.#key(event));
    this.#list.addEventListener('click', ({ target }) => {
      // a link to this very page leaves the dialog open otherwise
      if (target instanceof Element && target.closest('a')) this.#dialog.close();
    });
    this.#dialog.addEventListener('click', ({ target }) => {
      if (target === this.#dialog) this.#dialog.close(); // the backdrop
    });
    document.body.append(this.#dialog);
  }

  open(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field.focus();
    this.#field.select();
    void this.#load();
  }

  async #load(): Promise<void> {
    if (!this.#find) this.#tell('Loading …');
    try {
      this.#find = await loadIndex(this.base);
      this.#show();
    } catch (error) {
      console.warn('the search could not be loaded', error);
      this.#tell(FAILED, true);
    }
  }

  #tell(sentence: string, again = false): void {
    this.#count.textContent = sentence;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#said.textContent = sentence), PAUSE_MS);
    if (!again) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Try again' });
    button.addEventListener('click', () => void this.#load());
    this.#list.replaceChildren();
    this.#count.removeAttribute('aria-hidden'); // a button may not be hidden from those who listen
    this.#count.append(' ', button);
  }

  #show(): void {
    const query = this.#field.value.trim();
    if (!this.#find) return;
    const hits = query === '' ? [] : this.#find(query);
    this.#list.replaceChildren(...hits.map((hit, k) => resultElement(hit, `search-result-${k}`, this.base)));
    this.#list.scrollTop = 0;
    this.#list.hidden = hits.length === 0;
    this.#field.setAttribute('aria-expanded', String(hits.length > 0));
    this.#count.setAttribute('aria-hidden', 'true');
    this.#tell(query === '' ? HINT : countText(hits.length, query));
    this.#choose(hits.length > 0 ? 0 : -1);
  }

  #choose(next: number): void {
    const options = this.#list.children;
    options[this.#chosen]?.setAttribute('aria-selected', 'false');
    this.#chosen = next;
    const option = options[next];
    if (!option) return this.#field.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#field.setAttribute('aria-activedescendant', option.id);
  }

  #key(event: KeyboardEvent): void {
    const many = this.#list.children.length;
    if (event.isComposing) return;
    // the field would only empty itself
    if (event.key === 'Escape') this.#dialog.close();
    else if (many === 0) return;
    else if (event.key === 'ArrowDown') this.#choose((this.#chosen + 1) % many);
    else if (event.key === 'ArrowUp') this.#choose((this.#chosen + many - 1) % many);
    else if (event.key === 'Enter') {
      const option = this.#list.children[this.#chosen];
      // a real click, so that Ctrl and Enter open another tab where the browser does so
      option?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
    } else return;
    event.preventDefault();
  }
}
