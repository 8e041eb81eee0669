/** The plane of both tasks: points, the line as it is, the line that saw both, and the reader's own points. */
import { lazy, Suspense } from 'react';
import type { PlacedPoint } from '../../../core/params.ts';
import { glyphPath } from '../../../plots/glyphs.ts';
import { Plane, planeScales, type PointGroup } from '../../../plots/plane.tsx';
import { Button } from '../../../ui/controls/button.tsx';
import { pointPad, usePlacing } from '../../../ui/controls/point-pad.ts';
import { RadioGroup } from '../../../ui/controls/radio-group.tsx';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import { CLASSES, declaration, EXTENT } from './declaration.ts';
import type { Cloud, LineView } from './types.ts';
import type { Tasks } from './use-tasks.tsx';

const PlacedPoints = lazy(() => import('../../../ui/controls/placed-points.tsx'));

interface TaskPlaneProps {
  figure: Figure<typeof declaration.params, LineView>;
  tasks: Tasks | undefined;
  view: LineView | undefined;
  /** The class in hand, index into CLASSES. */
  of: number;
}

const SCALES = planeScales(EXTENT);

export function TaskPlane({ figure, tasks, view, of }: TaskPlaneProps) {
  const { values, live, change } = figure;
  const pad = pointPad(declaration.params.placed, values.placed, of, (placed) => change({ placed }));
  const placing = usePlacing(pad, SCALES.x, SCALES.y, live);
  const resting = view === undefined || figure.shown.state.status !== 'running' ? undefined : view.task === 'A' ? 'B' : 'A';
  return (
    <Plane
      title="Two tasks in the plane"
      description={describe(values.angle, view)}
      extent={EXTENT}
      groups={tasks ? [...groupsOf('A', tasks.a, resting === 'A'), ...groupsOf('B', tasks.b, resting === 'B')] : []}
      line={view?.line}
      expected={view?.joint}
      earlier={view?.afterA}
      names={{ line: 'now', expected: 'both seen', earlier: 'after A' }}
      interactive
      svg={placing}
    >
      {(x, y) =>
        values.placed.length > 0 && (
          <Suspense>
            <PlacedPoints pad={pad} x={x} y={y} mark={placedMark} />
          </Suspense>
        )
      }
    </Plane>
  );
}

interface PointPickerProps extends Pick<TaskPlaneProps, 'figure' | 'of'> {
  onPick: (of: number) => void;
}

/** Which class the next point gets. */
export function PointPicker({ figure, of, onPick }: PointPickerProps) {
  const { values, change } = figure;
  const pad = pointPad(declaration.params.placed, values.placed, of, (placed) => change({ placed }));
  const count = values.placed.length;
  return (
    <div className="row">
      <RadioGroup
        label="press on the plane to place points of"
        options={CLASSES.map((name, k) => ({ value: String(k), label: <ClassKey of={k} name={name} /> }))}
        value={String(of)}
        onChange={(k) => onPick(Number(k))}
      />
      <Button onPress={() => pad.add(0, 0)} unavailable={count >= declaration.params.placed.most}>
        place one at the centre
      </Button>
      <Button onPress={pad.clear} unavailable={count === 0}>
        {count === 0 ? 'clear' : `clear ${count}`}
      </Button>
    </div>
  );
}

const placedMark = (of: number) => <Glyph of={of} size={5.5} />;

const shapeOf = (of: number) => (of < 2 ? 'disc' : 'diamond');
const conceptOf = (of: number) => (of < 2 ? 'old-task' : 'new-task');

function Glyph({ of, size }: { of: PlacedPoint['of']; size: number }) {
  return <path className={`points c-${conceptOf(of)}${of % 2 ? ' filled' : ''}`} d={glyphPath(shapeOf(of), [[0, 0]], size)} />;
}

function ClassKey({ of, name }: { of: number; name: string }) {
  return (
    <>
      <svg className="glyph" viewBox="-8 -8 16 16" aria-hidden="true">
        <Glyph of={of} size={5} />
      </svg>
      {name.replace('task ', '').replace(', class', '')}
    </>
  );
}

/** One group a class: the shape tells the task, the filling the class. */
function groupsOf(task: 'A' | 'B', { xy, labels }: Cloud, faint: boolean): PointGroup[] {
  return [0, 1].map((label) => ({
    key: `${task}${label}`,
    concept: task === 'A' ? 'old-task' : 'new-task',
    shape: task === 'A' ? 'disc' : 'diamond',
    filled: label === 1,
    faint,
    label: `${task}, class ${label}`,
    at: Array.from(labels).flatMap((l, i) => (l === label ? [[xy[2 * i] ?? 0, xy[2 * i + 1] ?? 0] as const] : [])),
  }));
}

function describe(angle: number, view: LineView | undefined): string {
  const tasks = `Task A: two clouds of points, left and right of the centre. Task B: the same, turned by ${angle} degrees.`;
  return view ? `${tasks} The line is shown after step ${view.step}, while it trains on task ${view.task}; the dashed line saw both tasks.` : tasks;
}
