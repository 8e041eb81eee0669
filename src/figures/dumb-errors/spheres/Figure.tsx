/** `dumb-errors/spheres`: how far it is to the nearest error, by dimension; why; and two walks from one point. */
import { useMemo } from 'react';
import { lab } from '../../../lab/page.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { DistanceChart } from './DistanceChart.tsx';
import { Heights } from './Heights.tsx';
import { distanceCurve, spheresText } from './reading.ts';
import { walkKey, type SpheresView, type WalkAnswer, type WalkQuestion } from './types.ts';
import { WalkChart } from './WalkChart.tsx';

export default function SpheresFigure({ number, recording, sources }: FigureProps<SpheresView>) {
  const figure = useFigure(declaration, recording, lab, distanceCurve);
  const { values, view, veiled } = figure;
  const { dimension, point, stopAt } = values;
  const question = useMemo<WalkQuestion>(() => ({ dimension, point }), [dimension, point]);
  // the recording keeps what the experiment's probe answered, under keys that only it writes
  const recorded = recording?.probes[walkKey(dimension, point)] as WalkAnswer | undefined;
  const answer = useProbe(figure, 'walk', question, recorded);
  // every plot here tells the distance that is to be guessed
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={spheresText(view, dimension)}>
      <div className="column" hidden={veiled}>
        <DistanceChart figure={figure} />
      </div>
      <div className="column" hidden={veiled}>
        <Heights dimension={dimension} error={stopAt / 100} />
        <WalkChart answer={answer.value} problem={answer.problem} />
      </div>
    </FigureFrame>
  );
}
