/** The button that makes a lecture of the chapter, and `?lecture` in the address. The lecture itself is fetched then. */
import { wake } from './islands.ts';

export function lectures(): void {
  const button = document.querySelector<HTMLElement>('#present');
  const settled = () => document.documentElement.classList.remove('lecture-soon');
  if (!button) return settled();
  const begin = (how: string | null) =>
    import('../lecture/start.tsx')
      .then(
        (code) => (how === 'notes' ? code.showNotes() : code.present(wake)),
        (error: unknown) => {
          console.error('the lecture could not be loaded', error);
          button.textContent = 'Present (did not load; try again)';
        },
      )
      .finally(settled);
  button.addEventListener('click', () => void begin(null));
  const asked = new URLSearchParams(location.search);
  if (asked.has('lecture')) void begin(asked.get('lecture'));
}
