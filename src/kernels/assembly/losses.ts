/** Losses with their gradients, for `replicas` models at once. Sums over examples are kept in double precision. */
import { exp4, ln } from './functions';
import { bytes, loadLanes, storeLanes } from './lanes';

/**
 * Softmax cross-entropy with class labels: loss[r] = scale · Σ_rows (ln Σ_c e^{x_c} − x_label), and
 * gradient = scale · (softmax(x) − onehot). x and gradient [replicas, rows, columns]; labels int32 [rows], `labelStride`
 * of them on from one replica to the next (0: shared); loss float32 [replicas]; hits float32 [replicas]: how many rows
 * have their largest logit at the label. A label outside 0 … columns − 1 makes the loss NaN.
 */
export function softmaxCrossEntropy(x: usize, labels: usize, labelStride: i32, gradient: usize, rows: i32, columns: i32, scale: f32, loss: usize, hits: usize, replicas: i32): void {
  const row = bytes(columns);
  for (let r: i32 = 0; r < replicas; r++) {
    let total: f64 = 0;
    let right: i32 = 0;
    for (let i: i32 = 0; i < rows; i++) {
      const label = load<i32>(labels + bytes(i));
      let largest = load<f32>(x);
      let best: i32 = 0;
      for (let c: i32 = 1; c < columns; c++) {
        const v = load<f32>(x + bytes(c));
        if (v > largest) {
          largest = v;
          best = c;
        }
      }
      if (best == label) right++;
      const shift = f32x4.splat(largest);
      let sum: f32 = 0;
      for (let c: i32 = 0; c < columns; c += 4) {
        const left = columns - c;
        const e = exp4(f32x4.sub(loadLanes(x + bytes(c), left), shift));
        storeLanes(gradient + bytes(c), e, left);
        sum += f32x4.extract_lane(e, 0);
        if (left > 1) sum += f32x4.extract_lane(e, 1);
        if (left > 2) sum += f32x4.extract_lane(e, 2);
        if (left > 3) sum += f32x4.extract_lane(e, 3);
      }
      const share = f32x4.splat(scale / sum);
      for (let c: i32 = 0; c < columns; c += 4) {
        const at = gradient + bytes(c);
        storeLanes(at, f32x4.mul(loadLanes(at, columns - c), share), columns - c);
      }
      if (label >= 0 && label < columns) {
        total += <f64>(largest - load<f32>(x + bytes(label)) + ln(sum));
        const at = gradient + bytes(label);
        store<f32>(at, load<f32>(at) - scale);
      } else total = NaN;
      x += row;
      gradient += row;
    }
    labels += bytes(labelStride);
    store<f32>(loss + bytes(r), <f32>(total * <f64>scale));
    store<f32>(hits + bytes(r), <f32>right);
  }
}

/**
 * Squared error: loss[r] = scale · Σ (y − target)² and gradient = 2 · scale · (y − target) over `count` numbers a replica.
 * `targetStride`: floats from one replica's targets to the next (0: shared).
 */
export function squaredError(y: usize, target: usize, targetStride: i32, gradient: usize, count: i32, scale: f32, loss: usize, replicas: i32): void {
  const twice = f32x4.splat(2 * scale);
  for (let r: i32 = 0; r < replicas; r++) {
    let total: f64 = 0;
    for (let i: i32 = 0; i < count; i += 4) {
      const at = bytes(i), left = count - i;
      const difference = f32x4.sub(loadLanes(y + at, left), loadLanes(target + at, left));
      const square = f32x4.mul(difference, difference);
      storeLanes(gradient + at, f32x4.mul(difference, twice), left);
      total += <f64>f32x4.extract_lane(square, 0) + <f64>f32x4.extract_lane(square, 1) + <f64>f32x4.extract_lane(square, 2) + <f64>f32x4.extract_lane(square, 3);
    }
    y += bytes(count);
    gradient += bytes(count);
    target += bytes(targetStride);
    store<f32>(loss + bytes(r), <f32>(total * <f64>scale));
  }
}
