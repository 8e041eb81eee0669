/** The device check: how long each figure's run will take here, from what is known, or after timing the device. */
import { PREFIX } from '../../../core/kept.ts';
import { lab } from '../../../lab/page.ts';
import { button, element } from '../element.ts';
import type { Timed } from './timed.ts';

export function speedPart(into: HTMLElement): void {
  const said = element('p', { className: 'device-said', role: 'status', tabIndex: -1 });
  const press = button('Check this device', () => void check());
  into.replaceChildren(element('div', { className: 'device-buttons' }, press), said);
  const cells = [...document.querySelectorAll<HTMLElement>('[data-timed]')];

  const tell = async (measure: boolean) => {
    for (const cell of cells) {
      const { watch, work, first, last }: Timed = JSON.parse(cell.dataset['timed'] ?? '');
      const recorded = { made: work ? { work } : {}, trace: { t: Float64Array.of(first, last), columns: {} } };
      const told = await lab.estimate(watch ? { watch } : {}, recorded, { measure });
      cell.textContent = told?.text.replace(' on this machine', '') ?? (measure ? 'its recording does not say' : 'not known yet');
    }
  };

  const check = async () => {
    press.disabled = true;
    said.textContent = 'Fetching the engine, and training three small networks.';
    said.focus(); // a button that is switched off cannot hold it
    try {
      await tell(true);
      // the list of what is stored has one more line
      dispatchEvent(new StorageEvent('storage', { key: `${PREFIX}timings` }));
      said.textContent = 'Checked. Other programs and a hot device make it slower.';
    } catch (error) {
      console.warn('the device could not be timed', error);
      // the lab's errors are sentences for the reader
      said.textContent = error instanceof Error ? error.message : 'The check failed. Try it again.';
    }
    press.disabled = false;
  };

  void tell(false).catch((error: unknown) => console.warn('what is known of this device could not be read', error));
}
