/** A whole figure from its declaration alone: its charts, with a cursor through the run, in the common frame. */
import { chartsOf } from '../core/charts.ts';
import type { Declaration } from '../core/experiment.ts';
import type { ParamTable } from '../core/params.ts';
import { describeEnds, LineChart } from '../plots/line-chart.tsx';
import { FigureFrame } from './figure-frame/figure-frame.tsx';
import type { LabClient } from './figure-frame/lab.ts';
import { useChart } from './figure-frame/use-chart.ts';
import { useFigure, type Figure } from './figure-frame/use-figure.ts';
import type { FigureProps } from './figure-props.ts';

interface StandardFigureProps<T extends ParamTable> extends FigureProps {
  declaration: Declaration<T>;
  lab: LabClient;
}

export function StandardFigure<T extends ParamTable>({ declaration, lab, number, recording, sources }: StandardFigureProps<T>) {
  const figure = useFigure(declaration, recording, lab);
  return (
    <FigureFrame figure={figure} number={number} sources={sources}>
      {Object.keys(chartsOf(declaration)).map((chart) => (
        <StandardChart key={chart} figure={figure} chart={chart} />
      ))}
    </FigureFrame>
  );
}

/** One declared chart of a figure, described by where its lines end. */
export function StandardChart<T extends ParamTable, V>({ figure, chart }: { figure: Figure<T, V>; chart: string }) {
  const shown = useChart(figure, chart);
  return <LineChart {...shown} description={describeEnds(shown.lines, shown.y.unit)} />;
}
