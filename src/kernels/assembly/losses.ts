/** Losses with their gradients, for `replicas` models at once. Sums over examples are kept in double precision. */
import { exp4, ln4 } from './functions';
import { bytes, loadLanes, storeLanes } from './lanes';

/** The four lanes' sum in double precision. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function total4(v: v128): f64 {
  return <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1) + <f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3);
}

/** The loss of one row, unscaled, and its gradient. */
function softmaxRow(x: usize, t: usize, gradient: usize, columns: i32, scale: f32): f64 {
  let largest = load<f32>(x);
  for (let c: i32 = 1; c < columns; c++) {
    const v = load<f32>(x + bytes(c));
    if (v > largest) largest = v;
  }
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
  const logSum = largest + f32x4.extract_lane(ln4(f32x4.splat(sum)), 0);
  let mass: f32 = 0;
  let loss: f64 = 0;
  for (let c: i32 = 0; c < columns; c++) {
    const share = load<f32>(t + bytes(c));
    mass += share;
    // a class that is not asked for costs nothing, even where its logit is −∞
    if (share != 0) loss += <f64>(share * (logSum - load<f32>(x + bytes(c))));
  }
  const factor = f32x4.splat((scale * mass) / sum), weight = f32x4.splat(scale);
  for (let c: i32 = 0; c < columns; c += 4) {
    const at = gradient + bytes(c), left = columns - c;
    storeLanes(at, f32x4.sub(f32x4.mul(loadLanes(at, left), factor), f32x4.mul(loadLanes(t + bytes(c), left), weight)), left);
  }
  return logSum - logSum == 0 ? loss : NaN; // a NaN or infinite logit anywhere in the row
}

/** The same for two rows of two columns, whose four numbers are one vector. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function softmaxPairs(x: usize, t: usize, gradient: usize, scale: f32): f64 {
  const v = v128.load(x), target = v128.load(t);
  const largest = f32x4.pmax(v, v128.shuffle<f32>(v, v, 1, 0, 3, 2));
  const e = exp4(f32x4.sub(v, largest));
  const sum = f32x4.add(e, v128.shuffle<f32>(e, e, 1, 0, 3, 2));
  const mass = f32x4.add(target, v128.shuffle<f32>(target, target, 1, 0, 3, 2));
  const weight = f32x4.splat(scale);
  const factor = f32x4.div(f32x4.mul(weight, mass), sum);
  v128.store(gradient, f32x4.sub(f32x4.mul(e, factor), f32x4.mul(target, weight)));
  const logSum = f32x4.add(largest, ln4(sum));
  const asked = f32x4.ne(target, f32x4.splat(0));
  const losses = v128.and(f32x4.mul(target, f32x4.sub(logSum, v)), asked);
  // not finite: the difference is NaN, which stays in the sum
  return total4(f32x4.add(losses, f32x4.sub(logSum, logSum)));
}

/**
 * Softmax cross-entropy with one-hot or soft targets t: loss[r] = scale · Σ_rows Σ_c t_c (ln Σ_k e^{x_k} − x_c), and
 * gradient = scale · (softmax(x) Σ t − t). x and gradient [replicas, rows, columns]; targets float32 [rows, columns],
 * `targetStride` floats on from one replica to the next (0: shared); loss float32 [replicas].
 */
export function softmaxCrossEntropy(x: usize, targets: usize, targetStride: i32, gradient: usize, rows: i32, columns: i32, scale: f32, loss: usize, replicas: i32): void {
  const row = bytes(columns);
  for (let r: i32 = 0; r < replicas; r++) {
    let total: f64 = 0;
    let t = targets;
    let left = rows;
    if (columns == 2) {
      for (; left >= 2; left -= 2) {
        total += softmaxPairs(x, t, gradient, scale);
        x += 16;
        t += 16;
        gradient += 16;
      }
    }
    for (; left > 0; left--) {
      total += softmaxRow(x, t, gradient, columns, scale);
      x += row;
      t += row;
      gradient += row;
    }
    targets += bytes(targetStride);
    store<f32>(loss + bytes(r), <f32>(total * <f64>scale));
  }
}

/**
 * Logistic loss of logits with targets in 0 … 1: loss[r] = scale · Σ (ln(1 + e^x) − t x) and gradient =
 * scale · (sigmoid(x) − t), over `count` numbers a replica; `targetStride` as above.
 */
export function logisticLoss(x: usize, targets: usize, targetStride: i32, gradient: usize, count: i32, scale: f32, loss: usize, replicas: i32): void {
  const one = f32x4.splat(1), weight = f32x4.splat(scale), zero = f32x4.splat(0);
  for (let r: i32 = 0; r < replicas; r++) {
    let total: f64 = 0;
    for (let i: i32 = 0; i < count; i += 4) {
      const at = bytes(i), left = count - i;
      const z = loadLanes(x + at, left), t = loadLanes(targets + at, left);
      const e = exp4(f32x4.neg(f32x4.abs(z))); // e^{−|z|}, which cannot overflow
      const below = f32x4.div(e, f32x4.add(one, e)); // sigmoid(−|z|)
      const sigmoid = v128.bitselect(below, f32x4.sub(one, below), f32x4.lt(z, zero));
      storeLanes(gradient + at, f32x4.mul(weight, f32x4.sub(sigmoid, t)), left);
      // ln(1 + e^z) − t z = max(z, 0) − t z + ln(1 + e^{−|z|}); never finite where z is not
      const straight = f32x4.sub(f32x4.pmax(z, zero), f32x4.mul(t, z));
      const inner = f32x4.add(one, e);
      const each = f32x4.add(straight, ln4(inner));
      total += <f64>f32x4.extract_lane(each, 0);
      if (left > 1) total += <f64>f32x4.extract_lane(each, 1);
      if (left > 2) total += <f64>f32x4.extract_lane(each, 2);
      if (left > 3) total += <f64>f32x4.extract_lane(each, 3);
    }
    x += bytes(count);
    gradient += bytes(count);
    targets += bytes(targetStride);
    store<f32>(loss + bytes(r), <f32>(total * <f64>scale));
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
      total += total4(square);
    }
    y += bytes(count);
    gradient += bytes(count);
    target += bytes(targetStride);
    store<f32>(loss + bytes(r), <f32>(total * <f64>scale));
  }
}
