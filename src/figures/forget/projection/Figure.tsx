/** `forget/projection`: a step in the plane that the reader bends, and three networks that learn one task after another. */
import { lab } from '../../../lab/page.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { Matrix } from '../../../plots/matrix.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { ArrowPlane } from './ArrowPlane.tsx';
import { BentSteps } from './BentSteps.tsx';
import { declaration } from './declaration.ts';
import { apartOf, nameOf, projectionText, tableOf } from './reading.ts';
import './projection.css';
import type { ProjectionView } from './types.ts';

export default function ProjectionFigure({ number, recording, sources }: FigureProps<ProjectionView>) {
  const figure = useFigure(declaration, recording, lab);
  const { shown, veiled, replay } = figure;
  // the reader who guesses sees the first task alone
  const view = veiled ? replay.pictures.findLast((p) => p.t <= shown.values.epochs)?.view : figure.view;
  const chart = useChart(figure, 'average');
  const sentence = view ? projectionText(view) : 'Press Run to learn one task after another.';
  const names = Array.from({ length: view?.tasks ?? shown.values.tasks }, (_, task) => nameOf(task));
  const each = view?.each ?? shown.values.epochs;
  return (
    <FigureFrame figure={figure} number={number} sources={sources} own={['arrows']} readout={sentence}>
      <div className="column">
        <ArrowPlane figure={figure} apart={view ? apartOf(view) : NaN} />
        <div className="at-desk">
          <BentSteps view={view} />
        </div>
      </div>
      <div className="column">
        <LineChart
          {...chart}
          description={veiled ? '' : sentence}
          x={{ ...chart.x, domain: [0, each * names.length] }}
          marks={names.slice(1).map((name, k) => ({ x: (k + 1) * each, label: name }))}
          height={270}
        />
        <div className="at-desk">
          {view && (
            <Matrix
              title="Digits right, task by task"
              caption="Rows: the three networks now, and below them what the first one had of each task when it had just learned it."
              corner="network"
              rows={['no memories', 'mixed in', 'bent', 'when learned']}
              columns={[...names, 'mean']}
              values={tableOf(view).map((right) => Math.round(right * 100) / 100)}
              unit="percent"
              concept="old-task"
              shade={(right) => 2 * right - 1}
              apart={3}
            />
          )}
        </div>
      </div>
    </FigureFrame>
  );
}
