/** Digit, push ×10, result; under each what the network makes of it. */
import { useMemo } from 'react';
import { format } from '../../../core/format.ts';
import { Bars } from '../../../plots/bars.tsx';
import { inkPicture, Pixels, signedPicture } from '../../../plots/pixels.tsx';
import { answerText, CLASSES, METHOD_NAMES, NOUNS } from './reading.ts';
import type { AttackAnswer, AttackQuestion, PictureSet } from './types.ts';

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
  /** What the network that answered had learned to read. */
  set: PictureSet;
  /** Why the answer is not to the present question. */
  problem?: string;
  /** The rest of the figure shows a live run, and this is still the recording's answer. */
  old?: boolean;
}

export function Triptych({ answer, asked, set, problem, old = false }: TriptychProps) {
  const [classes, noun] = [CLASSES[set], NOUNS[set]];
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
      <p className="chart-title">
        The {noun}, the push ×10, the result{old && <span className="old"> still from the recording</span>}
      </p>
      <div className="panels">
        <div className="panel">
          <Pixels src={pictures.original} alt={`the ${noun}: ${label === undefined ? 'your own' : classes[label]}`} />
          <p className={`reads ${predictedBefore === truth ? 'right' : 'wrong'}`}>
            reads <b>{classes[predictedBefore]}</b>
            <span>{format(before[predictedBefore] ?? NaN, 'percent')}</span>
          </p>
          <Bars values={before} classes={classes} truth={truth} label="before the push" />
        </div>
        <div className="panel">
          <Pixels src={pictures.push} alt={`what was added, ten times as strong: ${METHOD_NAMES[asked.method]}`} />
          <p className="reads">{METHOD_NAMES[asked.method]}</p>
          <dl className="pairs">
            <dt>largest change</dt>
            <dd>{format(answer.linf)}</dd>
            <dt>length</dt>
            <dd>{format(answer.l2)}</dd>
            <dt>the {noun}’s</dt>
            <dd>{format(answer.digitL2)}</dd>
          </dl>
        </div>
        <div className="panel">
          <Pixels src={pictures.pushed} alt={`the pushed ${noun}, read as ${classes[predictedAfter]}`} />
          <p className={`reads ${predictedAfter === truth ? 'right' : 'wrong'}`}>
            {flipped ? 'now' : 'still'} <b>{classes[predictedAfter]}</b>
            <span>{format(after[predictedAfter] ?? NaN, 'percent')}</span>
          </p>
          <Bars values={after} classes={classes} truth={truth} expected={before} label="after the push" />
        </div>
      </div>
      <p className="waiting">{problem ?? answerText(answer, set)}</p>
    </div>
  );
}
