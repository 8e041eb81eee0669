/** A few pictures that each generator would show the network now, in a strip. */
import { useMemo } from 'react';
import { inkPicture, Pixels } from '../../../plots/pixels.tsx';
import type { RemediesView } from './types.ts';

const SIDE = 28;
/** Enough to see what dreams are like; each weighs a third of a kilobyte in the page. */
const SHOWN = 4;
const NONE: readonly Uint8Array[] = [];
const SOURCES = [
  ['dreaming', 'Dreams of the trained generator'],
  ['gaussian', 'Dreams of the Gaussian'],
] as const;

/** Pictures side by side, as one. */
export function strip(pictures: readonly Uint8Array[]): Uint8Array {
  const width = pictures.length * SIDE;
  const out = new Uint8Array(width * SIDE);
  pictures.forEach((picture, k) => {
    for (let y = 0; y < SIDE; y++) out.set(picture.subarray(y * SIDE, (y + 1) * SIDE), y * width + k * SIDE);
  });
  return out;
}

export function Dreams({ dreams }: { dreams: RemediesView['dreams'] }) {
  return SOURCES.map(([method, title]) => <Strip key={method} title={title} pictures={dreams[method] ?? NONE} />);
}

function Strip({ title, pictures }: { title: string; pictures: readonly Uint8Array[] }) {
  const count = Math.min(SHOWN, pictures.length);
  const src = useMemo(() => (count > 0 ? inkPicture(strip(pictures.slice(0, count)), count * SIDE, SIDE) : undefined), [pictures, count]);
  if (!src) return null;
  return (
    <div className="chart">
      <p className="chart-title">{title}</p>
      <Pixels src={src} alt={`${count} invented digits`} width={count * SIDE} height={SIDE} />
    </div>
  );
}
