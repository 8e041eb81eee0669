/** Trains crowds of students on one teacher, a crowd for each width, and looks where the stuck ones lie. */
import { experiment } from '../../../core/experiment.ts';
import type { Lab, Step } from '../../../core/experiment.ts';
import { crowdOf } from './crowd.ts';
import { declaration } from './declaration.ts';
import { againstIn, cosinesOf, exampleOf } from './look.ts';
import { measuresOf, placeOf, type Place } from './minima.ts';
import { grown } from './students.ts';
import { AFTERWARDS, FOUND, LONGER, SPARE, type TeacherMeasure, type TeacherValues, type TeacherView } from './types.ts';

type Frame = Step<TeacherView, keyof typeof declaration.series>;

/** Steps of all students between two looks. */
const EVERY = 4;
/** Errors that are kept of each student's way, beside the first. */
const PLACES = 25;
/** Steps of one student between two chances for the page to look, once the others rest. */
const STRETCH = 500;
/** Share of the run that is over when all have had their steps. */
const TRAINED = 0.75;

interface TeacherResult {
  readonly measures: Readonly<Record<TeacherMeasure, number>>;
}

async function* run(lab: Lab, { teacher, steps, students, outputs }: TeacherValues): AsyncGenerator<Frame, TeacherResult, void> {
  const same = crowdOf(lab, teacher, 0, students, outputs);
  const crowds = SPARE.map((spare) => (spare === 0 ? same : crowdOf(lab, teacher, spare, students, outputs)));
  const places: number[] = [];
  const helped = { students: 0, found: 0 };
  const shares = () => crowds.map((c) => c.found() / students);
  const counts = () => same.students.map(({ weights }) => againstIn(cosinesOf(weights, teacher), teacher));

  const viewOf = (stage: TeacherView['stage'], step: number): TeacherView => ({
    stage,
    step,
    teacher,
    students,
    places: [...places],
    crowds: crowds.map((c) => c.state()),
    against: Uint8Array.from(counts()),
    errors: Float32Array.from(same.students, ({ error }) => error),
    helped: { ...helped },
    example: exampleOf(same.students, teacher, stage !== 'training'),
  });
  const look = (stage: TeacherView['stage'], step: number, progress: number): Frame => {
    const [none = NaN, one = NaN, two = NaN, four = NaN] = shares();
    return { t: step, progress, series: { none, one, two, four }, view: () => viewOf(stage, step) };
  };

  for (let step = 0; step <= steps; step++) {
    if (step > 0) for (const crowd of crowds) crowd.step();
    if (step % (steps / PLACES) === 0) {
      places.push(step);
      for (const crowd of crowds) crowd.note();
    }
    if (step % EVERY === 0) yield look('training', step, (TRAINED * step) / steps);
  }
  for (const { students: all } of crowds) for (const { error } of all) lab.finite(error, 'the error');
  const [after, against] = [shares(), counts()];
  const unlike = same.students.filter(({ error }, k) => error < FOUND === (against[k] ?? 0) > 0).length;

  const stuck = same.students.filter(({ error }) => error >= FOUND);
  const rests: Place[] = [];
  for (const [k, student] of stuck.entries()) {
    const progress = TRAINED + ((1 - TRAINED) * k) / stuck.length;
    for (let step = steps, moves = true; moves && step < LONGER * steps; step++) {
      moves = student.step();
      if (step % STRETCH === 0) yield look('longer', steps, progress);
    }
    yield look('longer', steps, progress);
    if (student.error < FOUND) continue;
    rests.push(placeOf(student, teacher));
    const larger = grown(student, teacher, lab.random('init', `new unit ${k}`));
    for (let step = 1; step <= AFTERWARDS * steps && larger.error >= FOUND; step++) {
      larger.step();
      if (step % STRETCH === 0) yield look('longer', steps, progress);
    }
    helped.students++;
    if (larger.error < FOUND) helped.found++;
  }
  yield look('done', steps, 1);
  const [none = NaN, one = NaN, two = NaN, four = NaN] = after;
  const longer = 1 - rests.length / students;
  return {
    measures: {
      same: none,
      one,
      two,
      four,
      longer,
      later: (stuck.length - rests.length) / students,
      helped: rests.length ? helped.found / rests.length : 1,
      unlike,
      ...measuresOf(rests),
    },
  };
}

export default experiment({ declaration, run, measure: ({ measures }: TeacherResult) => measures, probes: {}, dispose: () => {} });
