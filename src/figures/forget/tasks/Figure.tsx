/** `forget/tasks`: the tasks in their order, what becomes of each over time, and after each task a row of the table. */
import { lab } from '../../../lab/page.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { Matrix } from '../../../plots/matrix.tsx';
import { check } from '../../../core/params.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { nameOf, tasksText } from './reading.ts';
import { TaskOrder } from './TaskOrder.tsx';
import './tasks.css';
import type { TasksView } from './types.ts';

export default function TasksFigure({ number, recording, sources }: FigureProps<TasksView>) {
  const figure = useFigure(declaration, recording, lab);
  const { shown, values, veiled, live, change, replay } = figure;
  // the reader who guesses sees the first task alone
  const view = veiled ? replay.pictures.findLast((p) => p.t <= shown.values.epochs)?.view : figure.view;
  const chart = useChart(figure, 'accuracy');
  const sentence = view ? tasksText(view) : 'Press Run to learn one task after another.';
  const each = view?.each ?? shown.values.epochs;
  const names = view && Array.from(view.order, nameOf);
  return (
    <FigureFrame figure={figure} number={number} sources={sources} own={['sequence']} readout={sentence}>
      <div className="column">
        <TaskOrder
          values={values}
          view={view}
          kind={shown.values.scenario}
          onChange={live ? (sequence) => change({ sequence: check(declaration.params.sequence, sequence).value }) : undefined}
        />
        {view && names && (
          <Matrix
            title="Digits right, after each task"
            caption="Rows: what was learned last. Columns: the task that is tested. Above the diagonal: tasks that are still to come."
            corner="after"
            rows={[...names, 'all together']}
            columns={names}
            values={[...view.table, ...view.together]}
            unit="percent"
            concept="old-task"
            apart={names.length}
          />
        )}
      </div>
      <div className="column">
        <LineChart
          {...chart}
          description={veiled ? '' : sentence}
          x={{ ...chart.x, domain: [0, each * (names?.length ?? shown.values.tasks)] }}
          marks={names?.slice(1).map((name, k) => ({ x: (k + 1) * each, label: name })) ?? []}
          height={290}
        />
        <p className="legend">
          <span className="key measured" /> one task after another
          <br />
          <span className="key expected" /> the first task, in a network that takes as many steps on all tasks in turn
        </p>
      </div>
    </FigureFrame>
  );
}
