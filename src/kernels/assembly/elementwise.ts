/** Activations, their gradients, and sums over rows. */
import { bytes, loadLanes, storeLanes } from './lanes';
import { exp4 } from './functions';

/** out = y > 0 ? dy : 0, where y is the relu's output. `out` may be `dy`. */
export function reluGrad(dy: usize, y: usize, out: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (let i: i32 = 0; i < count; i += 4) {
    const left = count - i;
    storeLanes(out, v128.and(loadLanes(dy, left), f32x4.gt(loadLanes(y, left), zero)), left);
    dy += 16;
    y += 16;
    out += 16;
  }
}

/** y = tanh x = 1 − 2 / (e^{2x} + 1); absolute error below 2e-7. `y` may be `x`. */
export function tanh(x: usize, y: usize, count: i32): void {
  const one = f32x4.splat(1), two = f32x4.splat(2);
  for (let i: i32 = 0; i < count; i += 4) {
    const left = count - i;
    const e = exp4(f32x4.mul(loadLanes(x, left), two));
    storeLanes(y, f32x4.sub(one, f32x4.div(two, f32x4.add(e, one))), left);
    x += 16;
    y += 16;
  }
}

/** out = dy · (1 − y²), where y is the tanh's output. `out` may be `dy`. */
export function tanhGrad(dy: usize, y: usize, out: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let i: i32 = 0; i < count; i += 4) {
    const left = count - i;
    const t = loadLanes(y, left);
    storeLanes(out, f32x4.mul(loadLanes(dy, left), f32x4.sub(one, f32x4.mul(t, t))), left);
    dy += 16;
    y += 16;
    out += 16;
  }
}

/** y = 1 / (1 + e^{−x}). `y` may be `x`. */
export function sigmoid(x: usize, y: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let i: i32 = 0; i < count; i += 4) {
    const left = count - i;
    storeLanes(y, f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(loadLanes(x, left))))), left);
    x += 16;
    y += 16;
  }
}

/** out = dy · y · (1 − y), where y is the sigmoid's output. `out` may be `dy`. */
export function sigmoidGrad(dy: usize, y: usize, out: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let i: i32 = 0; i < count; i += 4) {
    const left = count - i;
    const s = loadLanes(y, left);
    storeLanes(out, f32x4.mul(loadLanes(dy, left), f32x4.mul(s, f32x4.sub(one, s))), left);
    dy += 16;
    y += 16;
    out += 16;
  }
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
      for (let j: i32 = 0; j < columns; j += 4) {
        storeLanes(q, f32x4.add(loadLanes(q, columns - j), loadLanes(p, columns - j)), columns - j);
        p += 16;
        q += 16;
      }
    }
  }
}
