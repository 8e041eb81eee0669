/** `dumb-errors/transfer`: one digit read by three networks, and what crosses from one to the others. */
import { lazy, useCallback, useMemo, useState } from 'react';
import { check } from '../../../core/params.ts';
import { lab } from '../../../lab/page.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { Matrix } from '../../../plots/matrix.tsx';
import { LazyFold } from '../../../ui/controls/lazy-fold.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { Readers } from './Readers.tsx';
import { crossingCurve, crossingText, nearest, stageText, tableAt } from './reading.ts';
import { pushKey, type PushAnswer, type PushQuestion, type TransferView } from './types.ts';

const DrawPad = lazy(() => import('../../../ui/inputs/draw-pad.tsx'));

export default function TransferFigure({ number, recording, sources }: FigureProps<TransferView>) {
  const figure = useFigure(declaration, recording, lab, crossingCurve);
  const { digit, maker, epsilon } = figure.values;
  const [drawing, setDrawing] = useState<{ readonly pixels: Uint8Array; readonly instead: number }>();
  const drawn = drawing?.instead === digit ? drawing.pixels : undefined; // until another test digit is chosen
  const question = useMemo<PushQuestion>(
    () => ({ picture: drawn ? { from: 'drawn', pixels: drawn } : { from: 'test', index: digit }, maker, epsilon }),
    [drawn, digit, maker, epsilon],
  );
  // the recording keeps what the experiment's probe answered, under keys that only it writes
  const recorded = drawn ? undefined : (recording?.probes[pushKey(digit, maker, epsilon)] as PushAnswer | undefined);
  const answer = useProbe(figure, 'push', question, recorded);
  const { veiled } = figure;
  const curves = figure.view?.curves;
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={stageText(figure.view, epsilon)}>
      <div className="column" hidden={veiled}>
        <Readers answer={answer.value} maker={(answer.to ?? question).maker} problem={answer.problem} />
        <fieldset className="bare" disabled={!figure.live}>
          <LazyFold summary={drawn ? 'your drawing is in use' : 'draw a digit of your own'}>
            <DrawPad onDraw={(pixels) => setDrawing(pixels && { pixels, instead: digit })} />
          </LazyFold>
        </fieldset>
      </div>
      <div className="column">
        <CrossingChart figure={figure} />
        {curves && !veiled && (
          <Matrix
            title={`Who misleads whom at ε = ${curves.epsilon[nearest(curves, epsilon)]?.toFixed(2)}`}
            caption="Test digits read right. Rows: the network that the pushes were made for. Columns: the network that reads them."
            corner="pushes"
            rows={['made for A', 'made for B', 'made for C', 'random signs']}
            columns={['A reads', 'B reads', 'C reads']}
            values={tableAt(curves, nearest(curves, epsilon))}
            unit="percent"
            concept="attack"
            shade={(right) => 1 - right}
            apart={3}
          />
        )}
      </div>
    </FigureFrame>
  );
}

function CrossingChart({ figure }: { figure: Figure<typeof declaration.params, TransferView> }) {
  const { live, change, values } = figure;
  const learning = useChart(figure, 'learning');
  const crossing = useChart(figure, 'crossing');
  const setEpsilon = useCallback((at: number) => change({ epsilon: check(declaration.params.epsilon, Math.round(at * 100) / 100).value }), [change]);
  const { view, veiled } = figure;
  const curves = view?.curves;
  if (!curves && !veiled) {
    const steps = Math.max(view?.steps ?? 1, 1);
    return <LineChart {...learning} x={{ ...learning.x, domain: [0, steps] }} description={describeEnds(learning.lines, 'percent')} />;
  }
  const most = curves?.epsilon.at(-1) ?? declaration.params.epsilon.max;
  return (
    <LineChart
      {...crossing}
      x={{ ...crossing.x, domain: [0, most] }}
      description={curves && !veiled ? crossingText(curves, values.epsilon) : ''}
      cursor={{ x: Math.min(values.epsilon, most), onMove: live ? setEpsilon : undefined }}
    />
  );
}
