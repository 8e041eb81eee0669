/** One digit: its nearest error, and noisy copies of it, with what the network reads in each. */
import { lazy, useMemo } from 'react';
import { format } from '../../../core/format.ts';
import { inkPicture, Pixels, signedPicture } from '../../../plots/pixels.tsx';
import { LazyFold } from '../../../ui/controls/lazy-fold.tsx';
import { NumberField } from '../../../ui/controls/number-field.tsx';
import { COPIES, TEST_COUNT } from './declaration.ts';
import { answerText, two } from './reading.ts';
import { PUSH_FULL, type NoiseAnswer, type Reading } from './types.ts';

const DrawPad = lazy(() => import('../../../ui/inputs/draw-pad.tsx'));

interface OneDigitProps {
  answer: NoiseAnswer | undefined;
  /** The σ that was asked about. */
  sigma: number;
  problem?: string;
}

export function OneDigit({ answer, sigma, problem }: OneDigitProps) {
  if (!answer) {
    return (
      <div className="chart">
        <p className="chart-title">The digit and its nearest error</p>
        <p className="waiting">{problem ?? 'The digit waits for trained networks. Press Run.'}</p>
      </div>
    );
  }
  const { original, nearest, push, copies, distance, label } = answer;
  const truth = label ?? original.reads;
  return (
    <div className="chart">
      <p className="chart-title">The digit, the push ×5, the nearest error</p>
      <div className="panels">
        <Panel reading={original} truth={truth} alt={`the digit: ${label ?? 'drawn by you'}`} />
        <Push push={push} length={distance} />
        <Panel reading={nearest} truth={truth} alt="the nearest error" />
      </div>
      <p className="chart-title">Three of its {format(COPIES, 'count')} noisy copies</p>
      <div className="panels">
        {copies.map((copy) => (
          <Panel key={copy.number} reading={copy} truth={original.reads} alt={`noisy copy ${copy.number}`} />
        ))}
      </div>
      <p className="waiting">{problem ?? answerText(answer, sigma)}</p>
    </div>
  );
}

function Panel({ reading: { pixels, reads }, truth, alt }: { reading: Reading; truth: number; alt: string }) {
  const src = useMemo(() => inkPicture(pixels, 28, 28), [pixels]);
  return (
    <div className="panel">
      <Pixels src={src} alt={`${alt}, read as ${reads}`} />
      <p className={`reads ${reads === truth ? 'right' : 'wrong'}`}>
        reads <b>{reads}</b>
      </p>
    </div>
  );
}

function Push({ push, length }: { push: Int8Array; length: number }) {
  const src = useMemo(() => signedPicture(push, 28, 28, PUSH_FULL), [push]);
  return (
    <div className="panel">
      <Pixels src={src} alt="what the shortest push adds, five times as strong" />
      <p className="reads">
        length <span>{two(length)}</span>
      </p>
    </div>
  );
}

interface PickerProps {
  digit: number;
  drawn: boolean;
  onPick: (digit: number) => void;
  onDraw: (pixels: Uint8Array | undefined) => void;
}

export function Picker({ digit, drawn, onPick, onDraw }: PickerProps) {
  return (
    <div className="row">
      <NumberField label="test digit number" value={digit} min={0} max={TEST_COUNT - 1} onChange={(index = 0) => onPick(index)} />
      <LazyFold summary={drawn ? 'your drawing is in use' : 'draw one'}>
        <DrawPad onDraw={onDraw} />
      </LazyFold>
    </div>
  );
}
