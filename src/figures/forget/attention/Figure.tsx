/** `forget/attention`: the masks as they fill the hidden layer, what they keep, and what they cost. */
import { lab } from '../../../lab/page.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { Matrix } from '../../../plots/matrix.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { Masks, UseKey } from './Masks.tsx';
import { attentionText, floorUnder, nameOf, tableOf } from './reading.ts';
import type { AttentionView } from './types.ts';

export default function AttentionFigure({ number, recording, sources }: FigureProps<AttentionView>) {
  const figure = useFigure(declaration, recording, lab);
  const { shown, veiled, replay } = figure;
  // the reader who guesses sees the first task alone
  const view = veiled ? replay.pictures.findLast((p) => p.t <= shown.values.epochs)?.view : figure.view;
  const [first, average] = [useChart(figure, 'first'), useChart(figure, 'average')];
  const sentence = view ? attentionText(view) : 'Press Run to learn one task after another, with masks and without.';
  const [each, tasks] = [view?.each ?? shown.values.epochs, view?.tasks ?? shown.values.tasks];
  // both plots on one scale
  const lowest = floorUnder([...first.lines, ...average.lines]);
  const common = {
    description: veiled ? '' : sentence,
    marks: Array.from({ length: tasks - 1 }, (_, k) => ({ x: (k + 1) * each, label: nameOf(k + 1) })),
    height: 190,
  };
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={sentence}>
      <div className="column">
        <Masks view={view} tasks={tasks} description={sentence} />
        <p className="legend">
          <UseKey use="new" /> taken by this task first
          <br />
          <UseKey use="again" /> used again, but closed to change
          <br />
          <UseKey use="closed" /> an earlier task’s, not used
        </p>
        <Matrix
          title="Digits right, task by task"
          caption="Rows: tasks. Columns: when its own training ended, and now; with masks and with none."
          corner="task"
          rows={Array.from({ length: tasks }, (_, k) => nameOf(k))}
          columns={['learned, masks', 'now, masks', 'learned, none', 'now, none']}
          values={tableOf(view, tasks)}
          unit="percent"
          concept="old-task"
          shade={(v) => 2 * v - 1}
        />
      </div>
      <div className="column">
        <LineChart {...first} {...common} x={{ ...first.x, domain: [0, each * tasks] }} y={{ ...first.y, domain: [lowest, 1] }} />
        <LineChart {...average} {...common} x={{ ...average.x, domain: [0, each * tasks] }} y={{ ...average.y, domain: [lowest, 1] }} />
        <p className="legend">
          <span className="key measured" /> with masks
          <br />
          <span className="key expected" /> the same network, without
        </p>
      </div>
    </FigureFrame>
  );
}
