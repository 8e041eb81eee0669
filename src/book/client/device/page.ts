/** The page "This device": each part fills its own place. */
import '../../styles/device.css';
import { offlinePart } from './offline.ts';
import { speedPart } from './speed.ts';
import { storedPart } from './stored.ts';

export function devicePage(): void {
  fill('offline', offlinePart);
  fill('speed', speedPart);
  fill('stored', storedPart);
}

function fill(name: string, part: (into: HTMLElement) => void): void {
  const place = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
  const section = place?.closest('section');
  if (!place || !section) return;
  section.hidden = false;
  part(place);
}
