/** Small pictures in a grid, each with what is said of it. */
import { memo, useMemo } from 'react';
import { inkPicture, Pixels } from './pixels.tsx';

interface GalleryProps {
  title: string;
  /** Pixels 0 … 255, picture after picture; 255 is full ink. */
  pixels: Uint8Array;
  width?: number;
  height?: number;
  /** One a picture: a name in bold and what is said of it, and whether it counts as a hit. */
  labels: readonly { readonly text?: string; readonly value: string; readonly marked?: boolean }[];
}

export const Gallery = memo(function Gallery({ title, pixels, width = 28, height = 28, labels }: GalleryProps) {
  const size = width * height;
  const sources = useMemo(
    () => Array.from({ length: Math.floor(pixels.length / size) }, (_, k) => inkPicture(pixels.subarray(k * size, (k + 1) * size), width, height)),
    [pixels, size, width, height],
  );
  return (
    <div className="chart">
      <p className="chart-title">{title}</p>
      <ul className="gallery">
        {sources.map((src, k) => {
          const { text = '', value = '', marked = false } = labels[k] ?? {};
          return (
            // pictures have no names of their own, and keep their places
            // oxlint-disable-next-line react/no-array-index-key
            <li key={k}>
              <Pixels src={src} alt={`${text} ${value}`.trim()} width={width} height={height} />
              <p aria-hidden="true" className={marked ? 'marked' : undefined}>
                {text && <b>{text}</b>} {value}
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
});
