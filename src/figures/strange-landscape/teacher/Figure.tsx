/** `strange-landscape/teacher`: students of several widths, and what holds the stuck ones. */
import { lab } from '../../../lab/page.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { FallsChart } from './FallsChart.tsx';
import { helpedText, plateausOf, plateauText, teacherCurve, teacherText } from './reading.ts';
import { SuccessChart } from './SuccessChart.tsx';
import type { TeacherView } from './types.ts';
import { UnitsPicture } from './UnitsPicture.tsx';

export default function TeacherFigure({ number, recording, sources }: FigureProps<TeacherView>) {
  const figure = useFigure(declaration, recording, lab, teacherCurve);
  const { view, veiled } = figure;
  const shown = veiled ? undefined : view;
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={teacherText(view)}>
      <div className="column">
        {view && <FallsChart view={view} hidden={veiled} />}
        {shown && shown.stage !== 'training' && (
          <p className="legend at-desk">
            Stuck with the teacher’s number of units:
            {plateausOf(shown).map((plateau) => (
              <span key={plateau.against}>
                <br />
                {plateauText(plateau)}
              </span>
            ))}
            <br />
            {helpedText(shown)}
          </p>
        )}
      </div>
      <div className="column">
        <div className="at-desk">
          <SuccessChart figure={figure} />
        </div>
        {shown && <UnitsPicture view={shown} />}
      </div>
    </FigureFrame>
  );
}
