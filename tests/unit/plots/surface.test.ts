import { describe, expect, test } from 'vitest';
import { cornerAt, groundOf, heightAt } from '../../../src/plots/surface/ground.ts';
import { FINE, profiles, stations, steps, walls } from '../../../src/plots/surface/profiles.ts';
import { HEIGHT, projection, RELIEF, WIDTH, type Place } from '../../../src/plots/surface/projection.ts';
import { inSight, isHidden } from '../../../src/plots/surface/sight.ts';
import { FIRST_VIEW, turned } from '../../../src/plots/surface/view.ts';

const EXTENT = { x: [-2, 2], y: [0, 10] } as const;
const data = (n: number, height: (x: number, y: number) => number) => ({
  extent: EXTENT,
  heights: Float32Array.from({ length: n * n }, (_, k) => height((2 * (k % n)) / (n - 1) - 1, (2 * Math.floor(k / n)) / (n - 1) - 1)),
});
const bowl = (n: number) => groundOf(data(n, (x, y) => x * x + y * y));
/** The places that a path goes through, in the drawing's units. */
const placesOf = (path: string) => {
  const numbers = path.match(/-?\d+/g)?.map(Number) ?? [];
  let [x, y] = [0, 0];
  return Array.from({ length: numbers.length / 2 }, (_, k) => {
    [x, y] = [x + (numbers[2 * k] ?? 0), y + (numbers[2 * k + 1] ?? 0)];
    return [x / FINE, y / FINE] as const;
  });
};
const near = (place: readonly number[] | undefined, wanted: readonly number[]) => {
  expect(place).toHaveLength(2);
  wanted.forEach((v, k) => expect(Math.abs((place?.[k] ?? NaN) - v)).toBeLessThanOrEqual(0.5 / FINE + 1e-9));
};

describe('the projection', () => {
  test('from above, north is up and east is right, and heights vanish', () => {
    const project = projection({ turn: 0, tilt: 90 });
    const scale = (HEIGHT - 12) / (2 * Math.SQRT2);
    for (const z of [0, RELIEF]) {
      expect(project([1, 0, z])[0]).toBeCloseTo(WIDTH / 2 + scale, 9);
      expect(project([1, 0, z])[1]).toBeCloseTo(HEIGHT / 2, 9);
      expect(project([0, 1, z])[0]).toBeCloseTo(WIDTH / 2, 9);
      expect(project([0, 1, z])[1]).toBeCloseTo(HEIGHT / 2 - scale, 9);
    }
    expect(project.depth([0, 0, 1])).toBeLessThan(project.depth([0, 0, 0]));
  });

  test('a quarter turn brings the east to the far side', () => {
    const project = projection({ turn: 90, tilt: 25 });
    expect(project.depth([1, 0, 0])).toBeCloseTo(Math.cos((25 * Math.PI) / 180), 12);
    expect(project([1, 0, 0])[0]).toBeCloseTo(WIDTH / 2, 9);
    // what lies half a side back stands sin 25° of that higher on the page
    expect(project([0, 0, 0])[1] - project([1, 0, 0])[1]).toBeCloseTo(118 * Math.sin((25 * Math.PI) / 180), 9);
    expect(project([0, -1, 0])[0]).toBeCloseTo(WIDTH / 2 + 118, 9);
  });

  test('moving towards the eye changes nothing but the depth', () => {
    const project = projection({ turn: -37, tilt: 51 });
    const from: Place = [0.2, -0.4, 0.3];
    const to: Place = [from[0] + project.eye[0], from[1] + project.eye[1], from[2] + project.eye[2]];
    project(from).forEach((v, k) => expect(project(to)[k]).toBeCloseTo(v, 9));
    expect(project.depth(from) - project.depth(to)).toBeCloseTo(1, 12);
  });

  test('no view puts a corner of the block outside the drawing', () => {
    for (let turn = -180; turn < 180; turn += 7)
      for (let tilt = 10; tilt <= 90; tilt += 5)
        for (const x of [-1, 1])
          for (const y of [-1, 1])
            for (const z of [0, RELIEF]) {
              const [right, down] = projection({ turn, tilt })([x, y, z]);
              expect(Math.abs(right - WIDTH / 2)).toBeLessThan(WIDTH / 2);
              expect(Math.abs(down - HEIGHT / 2)).toBeLessThan(HEIGHT / 2);
            }
  });

  test('turning goes round, tilting stops', () => {
    expect(turned({ turn: 170, tilt: 30 }, 20, 0)).toEqual({ turn: -170, tilt: 30 });
    expect(turned({ turn: -175, tilt: 30 }, -10, 100)).toEqual({ turn: 175, tilt: 90 });
    expect(turned({ turn: 0, tilt: 30 }, 0.4, -100)).toEqual({ turn: 0, tilt: 10 });
  });
});

describe('the ground', () => {
  test('rows go from low y to high y, and spots of the data find their place', () => {
    const ground = groundOf({ extent: EXTENT, heights: [0, 1, 2, 4] });
    expect(cornerAt(ground, 1, 0)).toEqual([1, -1, expect.closeTo(RELIEF / 4, 6)]);
    expect(cornerAt(ground, 0, 1)).toEqual([-1, 1, expect.closeTo(RELIEF / 2, 6)]);
    expect(ground.place([0, 10, 4])).toEqual([0, 1, RELIEF]);
    expect(heightAt(ground, 0, 0)).toBeCloseTo((RELIEF * 7) / 16, 6);
    expect(heightAt(ground, 1.01, 0)).toBeNaN();
  });

  test('a shared range is kept to, and what lies beyond it is drawn at its ends', () => {
    const { z } = groundOf({ extent: EXTENT, heights: [-5, 1, 2, 9], range: [0, 4] });
    expect([...z]).toEqual([0, RELIEF / 4, RELIEF / 2, RELIEF].map((v) => expect.closeTo(v, 6)));
  });

  test('flat heights lie at the bottom, and no height at all is a gap', () => {
    expect([...groundOf({ extent: EXTENT, heights: [3, 3, 3, 3] }).z]).toEqual([0, 0, 0, 0]);
    const nothing = groundOf({ extent: EXTENT, heights: [NaN, Infinity, -Infinity, NaN] });
    expect([...nothing.z]).toEqual([NaN, NaN, NaN, NaN]);
    expect(nothing.range).toEqual([0, 1]);
    expect(groundOf({ extent: EXTENT, heights: [] }).n).toBe(2);
  });
});

describe('profile lines', () => {
  test('stand at equal steps, with the first and the last among them', () => {
    expect(stations(2, 'low')).toEqual([0, 1]);
    expect(stations(65, 'low')).toHaveLength(33);
    expect(stations(41, 'high', 32).at(0)).toBe(40);
    expect(stations(42, 'low', 32).slice(-2)).toEqual([40, 41]);
  });

  test('steps are between rounded places', () => {
    expect(
      steps([
        [1, 2],
        [1.5, 1],
        [1.75, 3],
      ]),
    ).toBe(`M${FINE} ${2 * FINE}l${FINE / 2}-${FINE} ${FINE / 4} ${2 * FINE}`);
  });

  test('are painted from the far side to the near one, whatever the view', () => {
    const ground = bowl(5);
    for (const turn of [-160, -100, -30, 0, 30, 60, 135, 180]) {
      const project = projection({ turn, tilt: 40 });
      const lines = profiles(ground, project);
      expect(lines).toHaveLength(5);
      // the foot of a curtain is its lowest edge: the nearer the line, the lower on the page
      const feet = lines.map((d) => Math.max(...placesOf(d).map(([, y]) => y)));
      expect(feet).toEqual(feet.toSorted((a, b) => a - b));
    }
  });

  test('the nearest line goes through its corners and down to the ground', () => {
    const ground = bowl(3);
    const project = projection({ turn: 0, tilt: 30 });
    const places = placesOf(profiles(ground, project).at(-1) ?? '');
    expect(places).toHaveLength(5);
    near(places[0], project([-1, -1, RELIEF]));
    near(places[1], project([0, -1, RELIEF / 2]));
    near(places[2], project([1, -1, RELIEF]));
    near(places[3], project([1, -1, 0]));
    near(places[4], project([-1, -1, 0]));
  });

  test('the walls are the two sides that face the viewer', () => {
    const project = projection({ turn: 30, tilt: 30 });
    const [front = '', side = ''] = walls(bowl(3), project);
    near(placesOf(front)[0], project([-1, -1, RELIEF]));
    near(placesOf(front)[2], project([1, -1, RELIEF]));
    near(placesOf(side)[0], project([-1, -1, RELIEF]));
    near(placesOf(side)[2], project([-1, 1, RELIEF]));
  });

  test('a height that is no number breaks its line and no other; two by two is enough; nothing at all draws nothing', () => {
    const project = projection(FIRST_VIEW);
    const holed = bowl(5);
    holed.z[2 * 5 + 2] = NaN;
    expect(profiles(holed, project)).toHaveLength(6);
    expect(profiles(holed, project).join()).not.toMatch(/NaN/);
    expect(profiles(bowl(2), project)).toHaveLength(2);
    expect(profiles(groundOf(data(4, () => NaN)), project)).toEqual([]);
  });
});

describe('ways', () => {
  /** A ridge along x = 0. */
  const ridge = groundOf(data(33, (x) => Math.max(0, 1 - 4 * Math.abs(x))));

  test('what stands behind a ridge is hidden, from the other side it is not', () => {
    const behind: Place = [0.3, 0, 0];
    expect(isHidden(ridge, behind, projection({ turn: 90, tilt: 20 }))).toBe(true);
    expect(isHidden(ridge, behind, projection({ turn: -90, tilt: 20 }))).toBe(false);
    expect(isHidden(ridge, behind, projection({ turn: 90, tilt: 90 }))).toBe(false);
  });

  test('a way over the ridge is parted where it comes into sight, and broken at what is no number', () => {
    const way = Array.from({ length: 41 }, (_, k) => [-0.8 + 0.04 * k, 0, heightAt(ridge, -0.8 + 0.04 * k, 0)] as const);
    const { seen, hidden } = inSight(ridge, way, projection({ turn: 90, tilt: 20 }));
    expect(seen.match(/M/g)).toHaveLength(1);
    expect(hidden.match(/M/g)?.length).toBe(1);
    const broken = way.map((place, k) => (k === 5 ? ([place[0], 0, NaN] as const) : place));
    expect(inSight(ridge, broken, projection({ turn: 90, tilt: 20 })).seen.match(/M/g)).toHaveLength(2);
    expect(inSight(ridge, way.slice(0, 1), projection(FIRST_VIEW))).toEqual({ seen: '', hidden: '' });
  });

  test('nothing on a bowl hides itself from above', () => {
    const ground = bowl(33);
    const way = Array.from({ length: 30 }, (_, k) => [k / 30, k / 40, heightAt(ground, k / 30, k / 40)] as const);
    expect(inSight(ground, way, projection({ turn: 20, tilt: 75 })).hidden).toBe('');
  });
});
