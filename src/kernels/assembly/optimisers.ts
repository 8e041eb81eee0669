/**
 * Updates in place, for `replicas` models of `count` parameters one after another. `rates` and `decays` are float32
 * [replicas]: each replica has its own learning rate and weight decay. Decay is decoupled (Loshchilov and Hutter, 2019):
 * w ← w − rate · (update + decay · w); for plain gradient descent this is the same as an L2 penalty.
 */
import { bytes, loadLanes, storeLanes } from './lanes';

/** w ← w − rate · (g + decay · w). */
export function sgd(w: usize, g: usize, count: i32, rates: usize, decays: usize, replicas: i32): void {
  for (let r: i32 = 0; r < replicas; r++) {
    const rate = v128.load_splat<f32>(rates + bytes(r)), decay = v128.load_splat<f32>(decays + bytes(r));
    for (let i: i32 = 0; i < count; i += 4) {
      const at = bytes(i), left = count - i;
      const p = loadLanes(w + at, left);
      const update = f32x4.add(loadLanes(g + at, left), f32x4.mul(decay, p));
      storeLanes(w + at, f32x4.sub(p, f32x4.mul(rate, update)), left);
    }
    w += bytes(count);
    g += bytes(count);
  }
}

/** v ← momentum · v + g; w ← w − rate · (v + decay · w). */
export function momentum(w: usize, g: usize, v: usize, count: i32, rates: usize, decays: usize, coefficient: f32, replicas: i32): void {
  const mu = f32x4.splat(coefficient);
  for (let r: i32 = 0; r < replicas; r++) {
    const rate = v128.load_splat<f32>(rates + bytes(r)), decay = v128.load_splat<f32>(decays + bytes(r));
    for (let i: i32 = 0; i < count; i += 4) {
      const at = bytes(i), left = count - i;
      const velocity = f32x4.add(f32x4.mul(mu, loadLanes(v + at, left)), loadLanes(g + at, left));
      storeLanes(v + at, velocity, left);
      const p = loadLanes(w + at, left);
      storeLanes(w + at, f32x4.sub(p, f32x4.mul(rate, f32x4.add(velocity, f32x4.mul(decay, p)))), left);
    }
    w += bytes(count);
    g += bytes(count);
    v += bytes(count);
  }
}

/**
 * Adam (Kingma and Ba, 2015): m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²;
 * w ← w − rate · (m c₁ / (√(v c₂) + ε) + decay · w), with c₁ = 1 / (1 − β₁ᵗ) and c₂ = 1 / (1 − β₂ᵗ) at step t.
 */
export function adam(w: usize, g: usize, m: usize, v: usize, count: i32, rates: usize, decays: usize, beta1: f32, beta2: f32, epsilon: f32, c1: f32, c2: f32, replicas: i32): void {
  const b1 = f32x4.splat(beta1), a1 = f32x4.splat(1 - beta1), b2 = f32x4.splat(beta2), a2 = f32x4.splat(1 - beta2);
  const first = f32x4.splat(c1), second = f32x4.splat(c2), e = f32x4.splat(epsilon);
  for (let r: i32 = 0; r < replicas; r++) {
    const rate = v128.load_splat<f32>(rates + bytes(r)), decay = v128.load_splat<f32>(decays + bytes(r));
    for (let i: i32 = 0; i < count; i += 4) {
      const at = bytes(i), left = count - i;
      const x = loadLanes(g + at, left);
      const mean = f32x4.add(f32x4.mul(b1, loadLanes(m + at, left)), f32x4.mul(a1, x));
      const square = f32x4.add(f32x4.mul(b2, loadLanes(v + at, left)), f32x4.mul(a2, f32x4.mul(x, x)));
      storeLanes(m + at, mean, left);
      storeLanes(v + at, square, left);
      const p = loadLanes(w + at, left);
      const update = f32x4.div(f32x4.mul(mean, first), f32x4.add(f32x4.sqrt(f32x4.mul(square, second)), e));
      storeLanes(w + at, f32x4.sub(p, f32x4.mul(rate, f32x4.add(update, f32x4.mul(decay, p)))), left);
    }
    w += bytes(count);
    g += bytes(count);
    m += bytes(count);
    v += bytes(count);
  }
}
