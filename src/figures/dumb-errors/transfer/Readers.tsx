/** One pushed digit, and what each of the three networks makes of it. */
import { useMemo } from 'react';
import { format } from '../../../core/format.ts';
import { argMax, Bars } from '../../../plots/bars.tsx';
import { inkPicture, Pixels, signedPicture } from '../../../plots/pixels.tsx';
import { pushText, truths } from './reading.ts';
import { NET_NAMES, NETS, type Net, type PushAnswer } from './types.ts';

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** Full colour at this change, so that the push is drawn ten times as strong as it is. */
const FULL = 0.1;
const NO_ROW = new Float32Array(10);

const ink = (pixels: Float32Array) =>
  inkPicture(
    pixels.map((p) => p * 255),
    28,
    28,
  );

interface ReadersProps {
  answer: PushAnswer | undefined;
  maker: Net;
  problem?: string;
}

export function Readers({ answer, maker, problem }: ReadersProps) {
  const pictures = useMemo(
    () => answer && { original: ink(answer.original), push: signedPicture(answer.push, 28, 28, FULL), pushed: ink(answer.pushed) },
    [answer],
  );
  if (!answer || !pictures) {
    return (
      <div className="chart">
        <p className="chart-title">One digit, three readers</p>
        <p className="waiting">{problem ?? 'The digit waits for trained networks. Press Run.'}</p>
      </div>
    );
  }
  const right = truths(answer);
  return (
    <div className="chart">
      <p className="chart-title">The digit, the push ×10, the result</p>
      <div className="panels">
        <Pixels className="panel-picture" src={pictures.original} alt={answer.label === undefined ? 'your digit' : `the digit, a ${answer.label}`} />
        <Pixels className="panel-picture" src={pictures.push} alt={`what was added, ten times as strong, made for ${NET_NAMES[maker]}`} />
        <Pixels className="panel-picture" src={pictures.pushed} alt="the pushed digit" />
      </div>
      <p className="chart-title">Three readers</p>
      <div className="panels">
        {NETS.map((net, k) => (
          <Reader key={net} net={net} own={net === maker} truth={right[k] ?? 0} before={answer.before[k] ?? NO_ROW} after={answer.after[k] ?? NO_ROW} />
        ))}
      </div>
      <p className="waiting">{problem ?? pushText(answer, maker)}</p>
    </div>
  );
}

interface ReaderProps {
  net: Net;
  /** The push was made for it. */
  own: boolean;
  /** What counts as right. */
  truth: number;
  before: Float32Array;
  after: Float32Array;
}

function Reader({ net, own, truth, before, after }: ReaderProps) {
  const top = argMax(after);
  return (
    <div className="panel">
      <p>
        {NET_NAMES[net]}
        {own && ' (pushed)'}
      </p>
      <p className={`reads ${top === truth ? 'right' : 'wrong'}`}>
        reads <b>{top}</b>
        <span>{format(after[top] ?? NaN, 'percent')}</span>
      </p>
      <Bars values={after} classes={CLASSES} truth={truth} expected={before} label={`${NET_NAMES[net]} after the push`} />
    </div>
  );
}
