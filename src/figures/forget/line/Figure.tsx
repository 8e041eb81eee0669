/** `forget/line`: the plane with the live line, and the accuracy of both tasks over time. */
import { useState } from 'react';
import { format } from '../../../core/format.ts';
import { lab } from '../../../lab/page.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { heightAt, pointsOf } from '../../../plots/curves.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { readingOf } from './reading.ts';
import { PointPicker, TaskPlane } from './TaskPlane.tsx';
import type { LineView } from './types.ts';
import { useTasks } from './use-tasks.tsx';

export default function LineFigure({ number, recording, sources }: FigureProps<LineView>) {
  const figure = useFigure(declaration, recording, lab);
  const { shown, values, veiled, replay } = figure;
  const [of, setOf] = useState(0);
  // the reader who guesses sees the line as task A left it
  const view = veiled ? replay.pictures.findLast((p) => p.t <= shown.values.stepsA)?.view : figure.view;

  const tasks = useTasks(figure, view);
  const chart = useChart(figure, 'accuracy');
  const t = view?.step ?? 0;
  const at = (key: keyof typeof declaration.series, when = t) => heightAt(pointsOf(shown.trace, key, Infinity), when);
  const change = view?.change ?? values.stepsA;
  const reading = view && {
    angle: shown.values.angle,
    aBefore: t > change ? at('accuracyA', change) : undefined,
    aNow: at('accuracyA'),
    bNow: at('accuracyB'),
    keepable: view.keepable,
  };
  const sentence = reading ? readingOf(reading) : 'Press Run to train the line on task A, then on task B.';

  return (
    <FigureFrame
      figure={figure}
      number={number}
      sources={sources}
      own={['placed']}
      readout={sentence}
      input={<PointPicker figure={figure} of={of} onPick={setOf} />}
    >
      <TaskPlane figure={figure} tasks={tasks} view={view} of={of} />
      <div className="column">
        <LineChart
          {...chart}
          description={veiled ? '' : `Accuracy over ${shown.trace.t.length} training steps. ${sentence}`}
          x={{ ...chart.x, domain: [0, Math.max(shown.values.stepsA + shown.values.stepsB, chart.x.domain[1])] }}
          marks={[{ x: change, label: 'task B begins' }]}
          height={270}
        />
        <p className="legend">
          <span className="key measured" /> trained on A, then on B alone
          <br />
          <span className="key expected" /> trained on both together:{' '}
          {view ? `${format(at('jointA'), 'percent')} of A right, ${format(at('jointB'), 'percent')} of B` : 'what was possible'}
        </p>
      </div>
    </FigureFrame>
  );
}
