/**
 * Activations, their gradients, and sums over rows. Each elementwise kernel is an inlined step for four numbers, of which
 * `left` exist: in the loop a constant, so that nothing is tested there, and once at the end what remains.
 */
import { exp4 } from './functions';
import { bytes, loadLanes, storeLanes } from './lanes';

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function reluGrad4(dy: usize, y: usize, out: usize, left: i32): void {
  storeLanes(out, v128.and(loadLanes(dy, left), f32x4.gt(loadLanes(y, left), f32x4.splat(0))), left);
}

/** out = y > 0 ? dy : 0, where y is the relu's output. `out` may be `dy`. */
export function reluGrad(dy: usize, y: usize, out: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    reluGrad4(dy, y, out, 4);
    dy += 16;
    y += 16;
    out += 16;
  }
  if (count > 0) reluGrad4(dy, y, out, count);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function tanh4(x: usize, y: usize, left: i32): void {
  const e = exp4(f32x4.mul(loadLanes(x, left), f32x4.splat(2)));
  storeLanes(y, f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(e, f32x4.splat(1)))), left);
}

/** y = tanh x = 1 − 2 / (e^{2x} + 1); absolute error below 2e-7. `y` may be `x`. */
export function tanh(x: usize, y: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    tanh4(x, y, 4);
    x += 16;
    y += 16;
  }
  if (count > 0) tanh4(x, y, count);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function tanhGrad4(dy: usize, y: usize, out: usize, left: i32): void {
  const t = loadLanes(y, left);
  storeLanes(out, f32x4.mul(loadLanes(dy, left), f32x4.sub(f32x4.splat(1), f32x4.mul(t, t))), left);
}

/** out = dy · (1 − y²), where y is the tanh's output. `out` may be `dy`. */
export function tanhGrad(dy: usize, y: usize, out: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    tanhGrad4(dy, y, out, 4);
    dy += 16;
    y += 16;
    out += 16;
  }
  if (count > 0) tanhGrad4(dy, y, out, count);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function sigmoid4(x: usize, y: usize, left: i32): void {
  storeLanes(y, f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(loadLanes(x, left))))), left);
}

/** y = 1 / (1 + e^{−x}). `y` may be `x`. */
export function sigmoid(x: usize, y: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    sigmoid4(x, y, 4);
    x += 16;
    y += 16;
  }
  if (count > 0) sigmoid4(x, y, count);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function sigmoidGrad4(dy: usize, y: usize, out: usize, left: i32): void {
  const s = loadLanes(y, left);
  storeLanes(out, f32x4.mul(loadLanes(dy, left), f32x4.mul(s, f32x4.sub(f32x4.splat(1), s))), left);
}

/** out = dy · y · (1 − y), where y is the sigmoid's output. `out` may be `dy`. */
export function sigmoidGrad(dy: usize, y: usize, out: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    sigmoidGrad4(dy, y, out, 4);
    dy += 16;
    y += 16;
    out += 16;
  }
  if (count > 0) sigmoidGrad4(dy, y, out, count);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function plane4(p: usize, d: usize, e: usize, a: v128, b: v128, out: usize, relu: i32, left: i32): void {
  let v = f32x4.add(f32x4.add(loadLanes(p, left), f32x4.mul(a, loadLanes(d, left))), f32x4.mul(b, loadLanes(e, left)));
  if (relu) v = f32x4.pmax(v, f32x4.splat(0));
  storeLanes(out, v, left);
}

/** out = p + a · d + b · e, then relu: a point of the plane through p along d and e. */
export function plane(p: usize, d: usize, e: usize, a: f32, b: f32, out: usize, relu: i32, count: i32): void {
  const along = f32x4.splat(a), across = f32x4.splat(b);
  for (; count >= 4; count -= 4) {
    plane4(p, d, e, along, across, out, relu, 4);
    p += 16;
    d += 16;
    e += 16;
    out += 16;
  }
  if (count > 0) plane4(p, d, e, along, across, out, relu, count);
}

/** out[batch, columns] = Σ_rows x[batch, rows, columns], row after row. */
export function columnSums(x: usize, rows: i32, columns: i32, out: usize, batch: i32): void {
  const row = bytes(columns);
  for (let m: i32 = 0; m < batch; m++) {
    let j: i32 = 0;
    for (; j + 8 <= columns; j += 8) {
      let p = x + bytes(j);
      let s = f32x4.splat(0), t = f32x4.splat(0);
      for (let r: i32 = 0; r < rows; r++) {
        s = f32x4.add(s, v128.load(p));
        t = f32x4.add(t, v128.load(p, 16));
        p += row;
      }
      v128.store(out + bytes(j), s);
      v128.store(out + bytes(j), t, 16);
    }
    for (; j < columns; j += 4) {
      const left = columns - j;
      let p = x + bytes(j);
      let s = f32x4.splat(0);
      for (let r: i32 = 0; r < rows; r++) {
        s = f32x4.add(s, loadLanes(p, left));
        p += row;
      }
      storeLanes(out + bytes(j), s, left);
    }
    x += <usize>rows * row;
    out += row;
  }
}

/** out[segments, columns] = Σ of the rows of x[rows, columns] with that segment id; rows with an id outside are left out. */
export function segmentSums(x: usize, ids: usize, rows: i32, columns: i32, out: usize, segments: i32): void {
  memory.fill(out, 0, bytes(segments * columns));
  for (let r: i32 = 0; r < rows; r++) {
    const id = load<i32>(ids + bytes(r));
    if (id >= 0 && id < segments) {
      let p = x + bytes(r * columns), q = out + bytes(id * columns);
      for (let left = columns; left > 0; left -= 4) {
        storeLanes(q, f32x4.add(loadLanes(q, left), loadLanes(p, left)), left);
        p += 16;
        q += 16;
      }
    }
  }
}
