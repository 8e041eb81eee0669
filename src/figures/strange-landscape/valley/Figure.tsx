/** `strange-landscape/valley`: from one network to another, straight, with matched units, and along a curve. */
import { lab } from '../../../lab/page.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { StandardChart } from '../../../ui/standard-figure.tsx';
import { declaration } from './declaration.ts';
import { valleyCurve, valleyText } from './reading.ts';
import type { ValleyView } from './types.ts';
import { ValleyPlane } from './ValleyPlane.tsx';

export default function ValleyFigure({ number, recording, sources }: FigureProps<ValleyView>) {
  const figure = useFigure(declaration, recording, lab, valleyCurve);
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={valleyText(figure.view)}>
      <div className="column">
        <StandardChart figure={figure} chart="across" />
      </div>
      <div className="column">
        <ValleyPlane view={figure.view} />
      </div>
    </FigureFrame>
  );
}
