/** An image at a size where its pixels can be seen. */
import { memo } from 'react';
import { dataUrl, png } from './png.ts';

/** Blue (below 0), white (0), vermilion (above 0): the book's diverging colours, for pictures. */
const BELOW = [0, 114, 178] as const;
const ABOVE = [213, 94, 0] as const;

/** Grey pixels 0 … 255 where 255 is full ink, as ink on paper. */
export function inkPicture(pixels: ArrayLike<number>, width: number, height: number): string {
  return dataUrl(
    png(
      Uint8Array.from({ length: width * height }, (_, i) => 255 - (pixels[i] ?? 0)),
      width,
      height,
      1,
    ),
  );
}

/** Grey values 0 (black) … 255 (white) as they are. */
export function greyPicture(pixels: ArrayLike<number>, width: number, height: number): string {
  return dataUrl(
    png(
      Uint8Array.from({ length: width * height }, (_, i) => pixels[i] ?? 0),
      width,
      height,
      1,
    ),
  );
}

/** Signed values as diverging colours, full colour at ±scale. */
export function signedPicture(values: ArrayLike<number>, width: number, height: number, scale: number): string {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const share = scale > 0 ? Math.min(Math.max((values[i] ?? 0) / scale, -1), 1) : 0;
    const full = share < 0 ? BELOW : ABOVE;
    full.forEach((c, k) => (rgb[3 * i + k] = Math.round(255 + (c - 255) * Math.abs(share))));
  }
  return dataUrl(png(rgb, width, height, 3));
}

interface PixelsProps {
  /** A data URL of `inkPicture` or `signedPicture`. */
  src: string;
  alt: string;
  width?: number;
  height?: number;
  className?: string;
}

/** Pixelated, with a hairline border; the stylesheet sets its size and turns paper dark in the dark theme. */
export const Pixels = memo(function Pixels({ src, alt, width = 28, height = 28, className = '' }: PixelsProps) {
  return <img className={`pixels ${className}`} src={src} alt={alt} width={width} height={height} draggable={false} />;
});
