/** Digit, push ×10, result; under each what the network makes of it. */
import { useMemo } from 'react';
import { format } from '../../../core/format.ts';
import { Bars } from '../../../plots/bars.tsx';
import { inkPicture, Pixels, signedPicture } from '../../../plots/pixels.tsx';
import { answerText, METHOD_NAMES } from './reading.ts';
import type { AttackAnswer, AttackQuestion } from './types.ts';

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** Full colour at this change, so that the push is drawn ten times as strong as it is. */
const FULL = 0.1;

const ink = (pixels: Float32Array) =>
  inkPicture(
    pixels.map((p) => p * 255),
    28,
    28,
  );

interface TriptychProps {
  answer: AttackAnswer | undefined;
  /** The question that was answered. */
  asked: AttackQuestion;
  /** Why the answer is not to the present question. */
  problem?: string;
  /** The rest of the figure shows a live run, and this is still the recording's answer. */
  old?: boolean;
}

export function Triptych({ answer, asked, problem, old = false }: TriptychProps) {
  const pictures = useMemo(
    () => answer && { original: ink(answer.original), push: signedPicture(answer.push, 28, 28, FULL), pushed: ink(answer.pushed) },
    [answer],
  );
  if (!answer || !pictures) {
    return (
      <div className="chart">
        <p className="chart-title">The digit, the push, the result</p>
        <p className="waiting">{problem ?? 'The digits wait for a trained network. Press Run.'}</p>
      </div>
    );
  }
  const { predictedBefore, predictedAfter, before, after, label } = answer;
  const flipped = predictedBefore !== predictedAfter;
  const truth = label ?? predictedBefore;
  return (
    <div className="chart">
      <p className="chart-title">The digit, the push ×10, the result{old && <span className="old"> still from the recording</span>}</p>
      <div className="panels">
        <div className="panel">
          <Pixels src={pictures.original} alt={`the digit: ${label ?? 'your own'}`} />
          <p className={`reads ${predictedBefore === truth ? 'right' : 'wrong'}`}>
            reads <b>{predictedBefore}</b>
            <span>{format(before[predictedBefore] ?? NaN, 'percent')}</span>
          </p>
          <Bars values={before} classes={CLASSES} truth={truth} label="before the push" />
        </div>
        <div className="panel">
          <Pixels src={pictures.push} alt={`what was added, ten times as strong: ${METHOD_NAMES[asked.method]}`} />
          <p className="reads">{METHOD_NAMES[asked.method]}</p>
          <dl className="pairs">
            <dt>largest change</dt>
            <dd>{format(answer.linf)}</dd>
            <dt>length</dt>
            <dd>{format(answer.l2)}</dd>
            <dt>the digit’s</dt>
            <dd>{format(answer.digitL2)}</dd>
          </dl>
        </div>
        <div className="panel">
          <Pixels src={pictures.pushed} alt={`the pushed digit, read as ${predictedAfter}`} />
          <p className={`reads ${predictedAfter === truth ? 'right' : 'wrong'}`}>
            {flipped ? 'now' : 'still'} <b>{predictedAfter}</b>
            <span>{format(after[predictedAfter] ?? NaN, 'percent')}</span>
          </p>
          <Bars values={after} classes={CLASSES} truth={truth} expected={before} label="after the push" />
        </div>
      </div>
      <p className="waiting">{problem ?? answerText(answer)}</p>
    </div>
  );
}
