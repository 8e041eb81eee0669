/** Pick a test digit, draw one, or bring a picture of one. */
import { lazy, memo, useMemo } from 'react';
import { inkPicture, Pixels } from '../../../plots/pixels.tsx';
import { LazyFold } from '../../../ui/controls/lazy-fold.tsx';
import { NumberField } from '../../../ui/controls/number-field.tsx';
import { TEST_COUNT } from './declaration.ts';
import { CLASSES, NOUNS } from './reading.ts';
import type { PictureSet, Samples } from './types.ts';

const OwnDigit = lazy(() => import('../../../ui/inputs/own-digit.tsx'));

interface DigitPickerProps {
  samples: Samples | undefined;
  /** What the samples are of. */
  set: PictureSet;
  /** Index into the test set. */
  digit: number;
  drawn: Uint8Array | undefined;
  onPick: (index: number) => void;
  onDraw: (pixels: Uint8Array | undefined) => void;
}

export function DigitPicker({ samples, set, digit, drawn, onPick, onDraw }: DigitPickerProps) {
  return (
    <div>
      {samples && <Strip samples={samples} set={set} digit={drawn ? undefined : digit} onPick={onPick} />}
      <div className="row">
        <NumberField label="or test digit number" value={digit} min={0} max={TEST_COUNT - 1} onChange={(index = 0) => onPick(index)} />
        <LazyFold summary={drawn ? 'your own digit is in use' : 'draw one, or bring a picture'}>
          <OwnDigit onDigit={onDraw} />
        </LazyFold>
      </div>
    </div>
  );
}

interface StripProps {
  samples: Samples;
  set: PictureSet;
  digit: number | undefined;
  onPick: (index: number) => void;
}

const Strip = memo(function Strip({ samples, set, digit, onPick }: StripProps) {
  const pictures = useMemo(
    () =>
      Array.from(samples.index, (index, k) => ({
        index,
        label: samples.labels[k] ?? 0,
        src: inkPicture(samples.pixels.subarray(784 * k, 784 * (k + 1)), 28, 28),
      })),
    [samples],
  );
  return (
    <div className="strip" role="group" aria-label={`test ${NOUNS[set]}s to push`}>
      {pictures.map(({ index, label, src }) => (
        <button
          key={index}
          type="button"
          aria-pressed={index === digit}
          aria-label={`test ${NOUNS[set]} ${index}, ${CLASSES[set][label]}`}
          onClick={() => onPick(index)}
        >
          <Pixels src={src} alt="" />
        </button>
      ))}
    </div>
  );
});
