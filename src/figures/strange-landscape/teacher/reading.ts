/** What `strange-landscape/teacher` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { GapRow, Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import { decadeOf } from './levels.ts';
import { FOUND, LONGER, type CrowdState, type TeacherView } from './types.ts';

/** log₁₀ of errors: the top of the drawing, and where a line leaves it. */
export const TOP = 0.5;
export const FLOOR = -4;

/** The share of students that found the teacher, over their spare units. */
export function teacherCurve({ view }: Outcome<typeof declaration.params, TeacherView>, curve: string): readonly Point[] | undefined {
  if (curve !== 'success') return undefined;
  return view ? view.crowds.map(({ spare, found }): Point => [spare, found / view.students]) : [];
}

/** Where the share of all students that one could start lies, with 95 % confidence (Wilson's interval). */
export function confidence(found: number, students: number): readonly [low: number, high: number] {
  const z = 1.96;
  const share = found / students;
  const middle = (share + z ** 2 / (2 * students)) / (1 + z ** 2 / students);
  const half = (z / (1 + z ** 2 / students)) * Math.sqrt((share * (1 - share)) / students + (z / (2 * students)) ** 2);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

export const confidenceBand = ({ crowds, students }: TeacherView): GapRow[] =>
  crowds.map(({ spare, found }) => {
    const [from, to] = confidence(found, students);
    return { x: spare, from, to };
  });

export interface Way {
  readonly found: boolean;
  readonly points: readonly Point[]; // steps, log₁₀ of the error
}

/** Each student's way down: cut where it leaves the drawing, without points on a level stretch. */
export function waysOf({ errors }: CrowdState, { places, students }: TeacherView): Way[] {
  return Array.from({ length: students }, (_, k) => {
    const levels = places.map((_place, i) => decadeOf(errors[k * places.length + i] ?? 255));
    const points = places.map((step, i): Point => [step, Math.min(levels[i] ?? FLOOR, TOP)]);
    return { found: (levels.at(-1) ?? FLOOR) < Math.log10(FOUND), points: withoutLevels(downTo(FLOOR, points)) };
  });
}

/** Up to where a way crosses the floor, and no further. */
function downTo(floor: number, points: readonly Point[]): readonly Point[] {
  const below = points.findIndex(([, y]) => y <= floor);
  const [last, next] = [points[below - 1], points[below]];
  if (!next) return points;
  if (!last) return [[next[0], floor]];
  const share = (last[1] - floor) / (last[1] - next[1]);
  return [...points.slice(0, below), [last[0] + share * (next[0] - last[0]), floor]];
}

const withoutLevels = (points: readonly Point[]): Point[] =>
  points.filter(([, y], i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    return !before || !after || before[1] !== y || after[1] !== y;
  });

export interface Plateau {
  /** Units that stand against one of the teacher's. */
  readonly against: number;
  readonly students: number;
  /** Their errors, lowest and highest. */
  readonly from: number;
  readonly to: number;
}

/** The stuck students of the teacher's width, by how many of their units stand the wrong way. */
export function plateausOf({ against, errors }: TeacherView): Plateau[] {
  const stuck = Array.from(against, (count, k) => ({ count, error: errors[k] ?? NaN })).filter(({ error }) => error >= FOUND);
  return [...new Set(stuck.map(({ count }) => count))]
    .sort((a, b) => a - b)
    .map((count) => {
      const heights = stuck.filter((s) => s.count === count).map(({ error }) => error);
      return { against: count, students: heights.length, from: Math.min(...heights), to: Math.max(...heights) };
    });
}

const WORDS = ['No unit', 'One unit', 'Two units', 'Three units', 'Four units', 'Five units', 'Six units', 'Seven units', 'Eight units'];
const two = (x: number): string => format(Number(x.toPrecision(2)));

/** "One unit against: 12 students, error 0.0049" */
export function plateauText({ against, students, from, to }: Plateau): string {
  const error = two(from) === two(to) ? two(from) : `${two(from)} to ${two(to)}`;
  return `${WORDS[against] ?? `${against} units`} against: ${students} student${students === 1 ? '' : 's'}, error ${error}`;
}

/** "With one more unit, 24 of these 25 find it." */
export const helpedText = ({ helped: { students, found } }: TeacherView): string =>
  students === 0 ? '' : `Given one more unit, small and random, ${found} of these ${students} find the teacher.`;

/** "16 units: 5 of 30" */
export const crowdText = ({ units, found }: CrowdState, students: number): string => `${units} units: ${found} of ${students}`;

export function teacherText(view: TeacherView | undefined): string {
  if (!view || view.step === 0) return '';
  const [same, ...others] = view.crowds;
  if (!same) return '';
  const rest = others.map(({ spare, found }) => `${found} with ${format(spare, 'count')} to spare`);
  const last = rest.pop();
  const more = view.stage === 'done' && same.found < view.students ? ` The stuck ones of the teacher’s width have gone on to ${LONGER} times the steps.` : '';
  return `After ${format(view.step, 'count')} steps ${same.found} of ${view.students} students as wide as the teacher have found it, ${rest.join(', ')} and ${last}.${more}`;
}

/** What the picture of one student shows, for those who do not see it. */
export function exampleText({ example, teacher }: TeacherView): string {
  const diagonal = Array.from({ length: teacher }, (_, i) => (example.cosines[i * teacher + i] ?? 0) / 100);
  const against = diagonal.filter((n) => n < 0).length;
  const least = Math.min(...diagonal);
  const along = diagonal.filter((n) => n > 0.9).length;
  const rest = against > 0 ? `; ${against} stand${against === 1 ? 's' : ''} against one, with a cosine down to ${two(least)}` : '';
  return `Cosines of the student’s units with the teacher’s. ${along} of ${teacher} units stand for one unit of the teacher, with cosines above 0.9${rest}.`;
}
