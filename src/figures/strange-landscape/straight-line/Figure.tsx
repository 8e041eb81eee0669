/** `strange-landscape/straight-line`: the loss from start to finish, and from one finish to another. */
import { lab } from '../../../lab/page.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { StandardChart } from '../../../ui/standard-figure.tsx';
import { declaration } from './declaration.ts';
import { straightCurve, straightText } from './reading.ts';
import type { StraightView } from './types.ts';

export default function StraightFigure({ number, recording, sources }: FigureProps<StraightView>) {
  const figure = useFigure(declaration, recording, lab, straightCurve);
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={straightText(figure.view)}>
      <div className="column">
        <StandardChart figure={figure} chart="ways" />
      </div>
      <div className="column">
        <StandardChart figure={figure} chart="between" />
      </div>
    </FigureFrame>
  );
}
