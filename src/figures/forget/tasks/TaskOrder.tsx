/** The tasks in the order of learning, each with one of its digits; buttons move a task to an earlier or later place. */
import { useMemo } from 'react';
import { inkPicture, Pixels } from '../../../plots/pixels.tsx';
import { Button } from '../../../ui/controls/button.tsx';
import { moved, nameOf, taskText, tasksIn } from './reading.ts';
import type { TasksValues, TasksView } from './types.ts';

interface TaskOrderProps {
  values: TasksValues;
  /** The shown run's, whose pictures are shown as long as the tasks are of its kind. */
  view: TasksView | undefined;
  kind: TasksValues['scenario'];
  onChange: ((sequence: string) => void) | undefined;
}

export function TaskOrder({ values, view, kind, onChange }: TaskOrderProps) {
  const pictures = useMemo(() => view && new Map(Array.from(view.order, (task, place) => [task, inkPicture(view.samples[place] ?? [], 28, 28)])), [view]);
  const tasks = tasksIn(values);
  const move = (place: number, by: 1 | -1) => onChange?.(moved(values, place, by));
  return (
    <div className="chart">
      <p className="chart-title">The tasks, in the order of learning</p>
      <ol className="gallery task-order">
        {tasks.map((task, place) => {
          const picture = kind === values.scenario ? pictures?.get(task) : undefined;
          const [name, text] = [nameOf(task), taskText(values.scenario, task)];
          return (
            <li key={task}>
              {picture ? <Pixels src={picture} alt={`a digit of task ${name}`} /> : <span className="pixels" />}
              <p>
                <b>{name}</b> {text}
              </p>
              <div className="task-moves">
                <Button label={`learn task ${name} earlier`} onPress={() => move(place, -1)} unavailable={!onChange || place === 0}>
                  ←
                </Button>
                <Button label={`learn task ${name} later`} onPress={() => move(place, 1)} unavailable={!onChange || place === tasks.length - 1}>
                  →
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
