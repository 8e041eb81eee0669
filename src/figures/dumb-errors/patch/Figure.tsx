/** `dumb-errors/patch`: a picture to lay the sticker on, and how often it works. */
import { useCallback, useMemo } from 'react';
import './patch.css';
import { check } from '../../../core/params.ts';
import { lab } from '../../../lab/page.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { inkPicture, Pixels } from '../../../plots/pixels.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { patchCurve, stageText } from './reading.ts';
import { Stage } from './Stage.tsx';
import { stickKey, type PatchView, type StickAnswer, type StickQuestion } from './types.ts';

const { params } = declaration;

export default function PatchFigure({ number, recording, sources }: FigureProps<PatchView>) {
  const figure = useFigure(declaration, recording, lab, patchCurve);
  const { values, shown, change, live } = figure;
  const { x, y, scale, angle, picture, sticker } = values;
  const question = useMemo<StickQuestion>(() => ({ picture, sticker, pose: { x, y, scale, angle } }), [picture, sticker, x, y, scale, angle]);
  const atStart = picture === params.picture.default && x === params.x.default && y === params.y.default && scale === 1 && angle === 0;
  // the recording keeps what the experiment's probe answered, under keys that only it writes
  const recorded = atStart ? (recording?.probes[stickKey(sticker)] as StickAnswer | undefined) : undefined;
  const answer = useProbe(figure, 'stick', question, recorded);
  const move = useCallback((toX: number, toY: number) => change({ x: half(params.x, toX), y: half(params.y, toY) }), [change]);
  const { view } = figure;
  return (
    <FigureFrame figure={figure} number={number} sources={sources} own={['picture']} readout={stageText(shown, view, shown.values.target)}>
      <div className="column">
        <Stage
          answer={answer.value}
          sticker={(answer.to ?? question).sticker}
          patch={view?.patch}
          size={view?.size ?? params.size.default}
          problem={answer.problem}
          onMove={live ? move : undefined}
        />
        <fieldset className="bare" disabled={!live}>
          <Strip view={view} picture={picture} onPick={(k) => change({ picture: k })} />
        </fieldset>
      </div>
      <div className="column">
        <Charts figure={figure} />
      </div>
    </FigureFrame>
  );
}

const half = (param: typeof params.x | typeof params.y, at: number) => check(param, Math.round(2 * Math.min(Math.max(at, param.min), param.max)) / 2).value;

function Charts({ figure }: { figure: Figure<typeof params, PatchView> }) {
  const learning = useChart(figure, 'learning');
  const success = useChart(figure, 'success');
  const { values } = figure.shown;
  const making = success.lines.some((l) => l.points.length > 0);
  const end = learning.x.domain[1]; // the run's time goes on while the sticker is made
  const { cursor } = learning;
  return (
    <>
      {making && (
        <LineChart
          {...success}
          title={`Read as a ${values.target}, with something stuck on`}
          x={{ ...success.x, domain: [0, 150] }}
          description={describeEnds(success.lines, 'percent')}
        />
      )}
      <LineChart
        {...learning}
        cursor={cursor && { ...cursor, x: Math.min(cursor.x, end) }}
        description={describeEnds(learning.lines, 'percent')}
        height={making ? 180 : 250}
      />
    </>
  );
}

interface StripProps {
  view: PatchView | undefined;
  picture: number;
  onPick: (picture: number) => void;
}

function Strip({ view, picture, onPick }: StripProps) {
  const pictures = view?.pictures;
  const sources = useMemo(
    () => (pictures ? Array.from(pictures.labels, (label, k) => ({ label, src: inkPicture(pictures.pixels.subarray(784 * k, 784 * (k + 1)), 28, 28) })) : []),
    [pictures],
  );
  return (
    <div className="strip" role="group" aria-label="unseen pictures">
      {sources.map(({ label, src }, k) => (
        // oxlint-disable-next-line react/no-array-index-key -- a picture is known by its place
        <button key={k} type="button" aria-pressed={k === picture} aria-label={`picture ${k + 1}, a ${label}`} onClick={() => onPick(k)}>
          <Pixels src={src} alt="" />
        </button>
      ))}
    </div>
  );
}
