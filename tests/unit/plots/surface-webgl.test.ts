import { describe, expect, test } from 'vitest';
import { groundOf } from '../../../src/plots/surface/ground.ts';
import { HEIGHT, projection, RELIEF, WIDTH } from '../../../src/plots/surface/projection.ts';
import { cameraOf, lightFor } from '../../../src/plots/surface/webgl/camera.ts';
import { meshOf, SIX } from '../../../src/plots/surface/webgl/mesh.ts';
import { curve, refined } from '../../../src/plots/surface/webgl/refine.ts';

const groundFrom = (heights: number[]) => groundOf({ heights, extent: { x: [0, 1], y: [0, 1] } });
const square = (n: number, height: (x: number, y: number) => number) =>
  groundFrom(Array.from({ length: n * n }, (_, k) => height((k % n) / (n - 1), Math.floor(k / n) / (n - 1))));

describe('the camera', () => {
  test('puts every place where the projection does', () => {
    const view = { turn: -73, tilt: 41 };
    const [project, camera] = [projection(view), cameraOf(view)];
    for (const [x, y, z] of [
      [0, 0, 0],
      [1, -1, 0.3],
      [-0.4, 0.9, 0.8],
    ] as const) {
      const clip = [0, 1, 2, 3].map((row) => (camera[row] ?? 0) * x + (camera[4 + row] ?? 0) * y + (camera[8 + row] ?? 0) * z + (camera[12 + row] ?? 0));
      const [right, down] = project([x, y, z]);
      expect(((1 + (clip[0] ?? 0)) / 2) * WIDTH).toBeCloseTo(right, 4);
      expect(((1 - (clip[1] ?? 0)) / 2) * HEIGHT).toBeCloseTo(down, 4);
      expect(clip[2]).toBeCloseTo(project.depth([x, y, z]) / 3, 6);
      expect(clip[3]).toBe(1);
    }
  });

  test('light comes from the viewer’s left, however far the surface is turned', () => {
    for (const turn of [0, 50, 180, -120]) {
      const light = lightFor({ turn, tilt: 30 });
      const project = projection({ turn, tilt: 30 });
      expect(Math.hypot(...light)).toBeCloseTo(1, 12);
      expect(project(light)[0]).toBeLessThan(project([0, 0, 0])[0]);
      expect(light[2]).toBeGreaterThan(0.5);
    }
  });
});

describe('more corners', () => {
  test('go through all of the heights, and straight where they are straight', () => {
    const ground = square(9, (x, y) => Math.sin(7 * x) + y * y);
    const fine = refined(ground);
    const parts = (fine.n - 1) / 8;
    expect(fine.n).toBeGreaterThanOrEqual(97);
    for (let row = 0; row < 9; row++)
      for (let column = 0; column < 9; column++) expect(fine.z[row * parts * fine.n + column * parts]).toBe(ground.z[row * 9 + column]);
    const plane = refined(square(2, (x, y) => 2 * x + y));
    plane.z.forEach((z, k) => expect(z).toBeCloseTo((RELIEF * (2 * (k % plane.n) + Math.floor(k / plane.n))) / (plane.n - 1) / 3, 5));
  });

  test('a cubic through (0, 0), (1, 0.1), (2, 0.4), (3, 0.9), which are on a parabola, follows it', () => {
    expect(curve(0, 0.1, 0.4, 0.9 - 0, 0.5)).toBeCloseTo(0.225, 12);
  });

  test('never leave the block, and never close a gap', () => {
    const fine = refined(groundFrom([0, 1, 0, 1, 0, 1, 0, 1, NaN]));
    expect(Math.max(...fine.z.filter((z) => !Number.isNaN(z)))).toBeLessThanOrEqual(Math.fround(RELIEF));
    expect(Math.min(...fine.z.filter((z) => !Number.isNaN(z)))).toBeGreaterThanOrEqual(0);
    expect(fine.z.at(-1)).toBeNaN();
    // a step away from a corner that is there, inside the cell that has the gap
    expect(fine.z[((fine.n + 1) / 2) * fine.n + (fine.n + 1) / 2]).toBeNaN();
    expect(fine.z[((fine.n - 1) / 2) * fine.n + (fine.n - 1) / 2]).not.toBeNaN();
  });
});

describe('the mesh', () => {
  test('of four corners has a top and four sides, and a normal that stands on the top', () => {
    const { corners, triangles } = meshOf(square(2, (x) => x));
    expect(triangles).toHaveLength(3 * 2 * 5);
    // over two units of x it rises by RELIEF
    const length = Math.hypot(RELIEF / 2, 1);
    expect([...corners.slice(3, SIX)]).toEqual([-RELIEF / 2 / length, 0, 1 / length].map((v) => expect.closeTo(v, 6)));
    expect(Math.max(...triangles)).toBeLessThan(corners.length / SIX);
  });

  test('leaves out what is beside a gap', () => {
    const whole = meshOf(square(4, (x, y) => x * y));
    const holed = square(4, (x, y) => x * y);
    holed.z[5] = NaN;
    const { corners, triangles } = meshOf(holed);
    expect(triangles).toHaveLength(whole.triangles.length - 3 * 2 * 4);
    for (const k of triangles) for (let j = 0; j < SIX; j++) expect(corners[SIX * k + j]).not.toBeNaN();
    expect(meshOf(groundFrom([NaN, NaN, NaN, NaN])).triangles).toHaveLength(0);
  });

  test('its corners can be named by 16 bits at every size', () => {
    for (const n of [2, 3, 25, 65]) expect(meshOf(refined(square(n, (x) => x))).corners.length / SIX).toBeLessThanOrEqual(65_536);
  });
});
