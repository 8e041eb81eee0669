import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/outcomes.ts';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { arcCosine } from '../../../src/figures/strange-landscape/teacher/arc-cosine.ts';
import { hessianAt, leastCurvature } from '../../../src/figures/strange-landscape/teacher/curvature.ts';
import experiment from '../../../src/figures/strange-landscape/teacher/experiment.ts';
import { decadeOf, levelOf } from '../../../src/figures/strange-landscape/teacher/levels.ts';
import { againstIn, cosinesOf, exampleOf, inOrder } from '../../../src/figures/strange-landscape/teacher/look.ts';
import { isMinimum, measuresOf, placeOf } from '../../../src/figures/strange-landscape/teacher/minima.ts';
import {
  confidence,
  confidenceBand,
  crowdText,
  exampleText,
  helpedText,
  plateausOf,
  plateauText,
  teacherCurve,
  teacherText,
  waysOf,
} from '../../../src/figures/strange-landscape/teacher/reading.ts';
import { grown, makeStudent, type Student } from '../../../src/figures/strange-landscape/teacher/students.ts';
import { constantLoss, surfaceOf } from '../../../src/figures/strange-landscape/teacher/surface.ts';
import { FOUND, type TeacherView } from '../../../src/figures/strange-landscape/teacher/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { symmetricEigen } from '../../../src/nn/jacobi.ts';
import { expectClaim, labFor } from './support.ts';

const { claims, params } = experiment.declaration;
const random = (tag: string) => labFor(1).random('init', tag);

/** A student of mixed signs at random weights, and its surface. */
function somewhere() {
  const [teacher, units] = [4, 5];
  const generator = random('somewhere');
  const weights = Float64Array.from({ length: units * teacher }, () => generator.normal());
  return { teacher, units, weights, signs: Float64Array.of(1, -1, 1, 1, -1), surface: surfaceOf(teacher, units) };
}

/** The first stuck student of a teacher's width, at rest. */
function stuckStudent(teacher: number): Student {
  const generator = random('stuck');
  for (;;) {
    const student = makeStudent(teacher, teacher, 'fixed', generator);
    for (let step = 0; step < 4000 && student.step(); step++);
    if (student.error >= FOUND) return student;
  }
}

describe('strange-landscape/teacher', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('a teacher of six is found, as the claim says, on a seed', async () => {
    for (const claim of claims) if (claim.id === 'six') await expectClaim(experiment, claim, 1);
  });

  it('knows the arc cosine as well as the engine does', () => {
    for (let x = -1; x <= 1; x += 1 / 512) expect(Math.abs(arcCosine(x) - Math.acos(x))).toBeLessThan(1e-15);
    expect(arcCosine(1 + 1e-12)).toBe(0);
    expect(arcCosine(-1 - 1e-12)).toBeCloseTo(Math.PI, 15);
  });

  it('has the losses that can be worked out by hand', () => {
    // one ReLU of a normal number: mean square ½, mean 1 ÷ √2π
    expect(constantLoss(1)).toBeCloseTo((0.5 - 1 / (2 * Math.PI)) / 2, 14);
    const gradient = new Float64Array(1);
    const surface = surfaceOf(1, 1);
    const loss = (w: number, sign = 1) => surface(Float64Array.of(w), Float64Array.of(sign), gradient);
    // a copy; twice the teacher; relu(−x) never fires together with relu(x); a unit that counts against
    expect(loss(1)).toBeCloseTo(0, 14);
    expect(loss(2)).toBeCloseTo(0.25, 14);
    expect(gradient[0]).toBeCloseTo(0.5, 14);
    expect(loss(-1)).toBeCloseTo(0.5, 14);
    expect(loss(1, -1)).toBeCloseTo(1, 14);
  });

  it('agrees with the mean over points that are drawn', () => {
    const { teacher, units, weights, signs, surface } = somewhere();
    const [draw, points] = [random('points'), 200_000];
    let sum = 0;
    for (let p = 0; p < points; p++) {
      const x = Array.from({ length: teacher }, () => draw.normal());
      let off = -x.reduce((total, n) => total + Math.max(0, n), 0);
      for (let i = 0; i < units; i++)
        off +=
          (signs[i] ?? 0) *
          Math.max(
            0,
            x.reduce((total, n, a) => total + n * (weights[i * teacher + a] ?? 0), 0),
          );
      sum += off * off;
    }
    const loss = surface(weights, signs, new Float64Array(weights.length));
    expect(Math.abs(sum / (2 * points) / loss - 1)).toBeLessThan(0.02);
  });

  it('has the slopes and curvatures that differences say', () => {
    const { teacher, weights, signs, surface } = somewhere();
    const gradient = new Float64Array(weights.length);
    surface(weights, signs, gradient);
    const hessian = hessianAt(weights, signs, teacher);
    for (const k of [0, 7, 13, 19]) {
      const at = (step: number) => {
        const slope = new Float64Array(weights.length);
        const loss = surface(
          weights.map((w, i) => (i === k ? w + step : w)),
          signs,
          slope,
        );
        return { loss, slope };
      };
      const [up, down] = [at(1e-5), at(-1e-5)];
      expect((up.loss - down.loss) / 2e-5).toBeCloseTo(gradient[k] ?? NaN, 8);
      up.slope.forEach((s, i) => expect((s - (down.slope[i] ?? NaN)) / 2e-5).toBeCloseTo(hessian[i]?.[k] ?? NaN, 8));
    }
    expect(leastCurvature(hessian)).toBeCloseTo(symmetricEigen(hessian).values.at(-1) ?? NaN, 6);
    expect(leastCurvature([Float64Array.of(2, 1), Float64Array.of(1, 2)])).toBeCloseTo(1, 10);
    expect(leastCurvature([Float64Array.of(-3, 0), Float64Array.of(0, 2)])).toBeCloseTo(-3, 6);
    expect(leastCurvature([Float64Array.of(NaN)])).toBeNaN();
  });

  it('stays stuck at a strict minimum, from which one more unit leads away', () => {
    const teacher = 8;
    const student = stuckStudent(teacher);
    const place = placeOf(student, teacher);
    expect(isMinimum(place)).toBe(true);
    expect(place.against).toBe(1);
    expect(place.error).toBeCloseTo(0.01578, 5);
    // an independent look at the curvature, and at the loss around
    const values = symmetricEigen(hessianAt(student.weights, student.signs, teacher)).values;
    expect(place.curvature).toBeCloseTo(values.at(-1) ?? NaN, 6);
    const [surface, draw] = [surfaceOf(teacher, teacher), random('around')];
    const loss = (weights: Float64Array) => surface(weights, student.signs, new Float64Array(weights.length));
    for (let k = 0; k < 50; k++) expect(loss(student.weights.map((w) => w + 0.01 * draw.normal()))).toBeGreaterThan(loss(student.weights));
    // one unit against its unit of the teacher, all others along theirs
    const table = inOrder(cosinesOf(student.weights, teacher), teacher);
    expect(table[0]).toBeLessThan(-80);
    for (let i = 1; i < teacher; i++) expect(table[i * teacher + i]).toBeGreaterThan(95);
    const larger = grown(student, teacher, random('new unit'));
    expect(Math.abs(larger.error - student.error)).toBeLessThan(0.01);
    for (let step = 0; step < 3000; step++) larger.step();
    expect(larger.error).toBeLessThan(1e-6);
  });

  it('learns output weights too, from signs of both kinds', () => {
    const generator = random('learned');
    const student = makeStudent(3, 6, 'learned', generator);
    const before = student.error;
    expect(new Set(student.signs).size).toBe(2);
    for (let step = 0; step < 300; step++) student.step();
    expect(student.error).toBeLessThan(before / 10);
  });

  it('tells minima from other places', () => {
    const minimum = { error: 0.005, slope: 1e-9, curvature: 0.01, against: 1 };
    const saddle = { ...minimum, curvature: -0.01 };
    const slow = { ...minimum, slope: 1e-3 };
    expect([minimum, saddle, slow].map(isMinimum)).toEqual([true, false, false]);
    const other = { error: 0.01, slope: 1e-8, curvature: 0.02, against: 2 };
    expect(measuresOf([minimum, saddle, slow, other])).toEqual({ elsewhere: 2, curvature: 0.01, slope: 1e-8, lowest: 0.005, oneAgainst: 0.5, spread: 1 });
    expect(measuresOf([])).toEqual({ elsewhere: 0, curvature: 0, slope: -0, lowest: 0, oneAgainst: 0, spread: 1 });
  });

  it('puts units beside those that they stand for, the ones against first', () => {
    const cosines = cosinesOf(Float64Array.of(0, 0, 2, 3, 0, 0, 0, -1, 0), 3);
    expect([...cosines].map((n) => n + 0)).toEqual([0, 0, 1, 1, 0, 0, 0, -1, 0]);
    expect(againstIn(cosines, 3)).toBe(1);
    expect([...inOrder(cosines, 3)].map((n) => n + 0)).toEqual([-100, 0, 0, 0, 100, 0, 0, 0, 100]);
    const student = (error: number): Student => ({ weights: Float64Array.of(1), signs: Float64Array.of(1), error, slope: 0, step: () => false });
    const crowd = [student(1e-9), student(0.02), student(0.01)];
    expect([exampleOf(crowd, 1, false).error, exampleOf(crowd, 1, true).error, exampleOf(crowd.slice(0, 1), 1, true).error]).toEqual([0.02, 0.01, 1e-9]);
    expect(() => exampleOf([], 1, true)).toThrow('no students');
  });

  const view: TeacherView = {
    stage: 'done',
    step: 1000,
    teacher: 2,
    students: 4,
    places: [0, 500, 1000],
    crowds: [
      { spare: 0, units: 2, found: 1, errors: Uint8Array.from([1, 0.01, 0.01, 1, 1e-3, 1e-9, 1, 1, 1, 1, 0.01, 0.01].map(levelOf)) },
      { spare: 1, units: 3, found: 4, errors: new Uint8Array(12).fill(255) },
      { spare: 4, units: 6, found: 3, errors: new Uint8Array(12).fill(255) },
    ],
    against: Uint8Array.of(1, 0, 2, 1),
    errors: Float32Array.of(0.01, 1e-9, 1, 0.0101),
    example: { error: 0.01, cosines: Int8Array.of(-90, 10, 10, 99) },
    helped: { students: 3, found: 2 },
  };

  it('draws ways down to the floor, and level stretches as one line', () => {
    const [first, second, third] = waysOf(view.crowds[0] ?? expect.fail(), view);
    expect(first).toMatchObject({
      found: false,
      points: [
        [0, 0],
        [500, -2],
        [1000, -2],
      ],
    });
    expect(second?.found).toBe(true);
    const last = second?.points.at(-1);
    expect(last?.[1]).toBe(-4);
    expect(last?.[0]).toBeGreaterThan(500);
    expect(last?.[0]).toBeLessThan(1000);
    expect(third?.points).toEqual([
      [0, 0],
      [1000, 0],
    ]);
    expect(waysOf(view.crowds[1] ?? expect.fail(), view)[0]?.points).toEqual([[0, -4]]);
  });

  it('keeps errors to a twentieth', () => {
    for (const error of [8, 1, 0.3, 0.0049, 2e-4]) expect(Math.abs(10 ** decadeOf(levelOf(error)) / error - 1)).toBeLessThan(0.025);
    expect([levelOf(0), levelOf(-1e-16), levelOf(1e9)]).toEqual([255, 255, 0]);
  });

  it('draws shares with their confidence', () => {
    const outcome: Outcome<typeof params, TeacherView> = {
      values: defaults(params),
      seeds: startSeeds(0),
      trace: { t: new Float64Array(), columns: {} },
      view,
    };
    expect(teacherCurve(outcome, 'success')).toEqual([
      [0, 0.25],
      [1, 1],
      [4, 0.75],
    ]);
    expect(teacherCurve(outcome, 'other')).toBeUndefined();
    expect(teacherCurve({ ...outcome, view: undefined }, 'success')).toEqual([]);
    // Wilson's interval of 5 in 30, worked out by hand: 0.0734 … 0.3356
    const [low, high] = confidence(5, 30);
    expect(low).toBeCloseTo(0.0734, 3);
    expect(high).toBeCloseTo(0.3356, 3);
    expect(confidence(0, 10)[0]).toBe(0);
    expect(confidence(10, 10)[1]).toBe(1);
    expect(confidenceBand(view).map((row) => row.x)).toEqual([0, 1, 4]);
  });

  it('says what is to be seen', () => {
    expect(teacherText(view)).toBe(
      'After 1,000 steps 1 of 4 students as wide as the teacher have found it, 4 with 1 to spare and 3 with 4 to spare. The stuck ones of the teacher’s width have gone on to 10 times the steps.',
    );
    expect(teacherText({ ...view, step: 0 })).toBe('');
    expect(teacherText(undefined)).toBe('');
    expect(plateausOf(view).map(plateauText)).toEqual(['One unit against: 2 students, error 0.01', 'Two units against: 1 student, error 1']);
    expect(plateauText({ against: 12, students: 2, from: 0.01, to: 0.03 })).toBe('12 units against: 2 students, error 0.01 to 0.03');
    expect(helpedText(view)).toBe('Given one more unit, small and random, 2 of these 3 find the teacher.');
    expect(helpedText({ ...view, helped: { students: 0, found: 0 } })).toBe('');
    expect(crowdText(view.crowds[0] ?? expect.fail(), 4)).toBe('2 units: 1 of 4');
    expect(exampleText(view)).toBe(
      'Cosines of the student’s units with the teacher’s. 1 of 2 units stand for one unit of the teacher, with cosines above 0.9; 1 stands against one, with a cosine down to −0.9.',
    );
  });
});
