/**
 * Updates in place, for `replicas` models of `count` parameters one after another. `rates` and `decays` are float32
 * [replicas]: each replica has its own learning rate and weight decay. Decay is decoupled (Loshchilov and Hutter, 2019):
 * w ← w − rate · (update + decay · w); for plain gradient descent this is the same as an L2 penalty.
 *
 * As in elementwise.ts, each is an inlined step for four numbers, of which `left` exist.
 */
import { bytes, loadLanes, storeLanes } from './lanes';

/** w − rate · (update + decay · w), stored. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function move4(w: usize, update: v128, rate: v128, decay: v128, left: i32): void {
  const p = loadLanes(w, left);
  storeLanes(w, f32x4.sub(p, f32x4.mul(rate, f32x4.add(update, f32x4.mul(decay, p)))), left);
}

/** w ← w − rate · (g + decay · w). */
export function sgd(w: usize, g: usize, count: i32, rates: usize, decays: usize, replicas: i32): void {
  for (let r: i32 = 0; r < replicas; r++) {
    const rate = v128.load_splat<f32>(rates + bytes(r)), decay = v128.load_splat<f32>(decays + bytes(r));
    let left = count;
    for (; left >= 4; left -= 4) {
      move4(w, v128.load(g), rate, decay, 4);
      w += 16;
      g += 16;
    }
    if (left > 0) move4(w, loadLanes(g, left), rate, decay, left);
    w += bytes(left);
    g += bytes(left);
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function momentum4(w: usize, g: usize, v: usize, rate: v128, decay: v128, mu: v128, left: i32): void {
  const velocity = f32x4.add(f32x4.mul(mu, loadLanes(v, left)), loadLanes(g, left));
  storeLanes(v, velocity, left);
  move4(w, velocity, rate, decay, left);
}

/** v ← coefficient · v + g; w ← w − rate · (v + decay · w). */
export function momentum(w: usize, g: usize, v: usize, count: i32, rates: usize, decays: usize, coefficient: f32, replicas: i32): void {
  const mu = f32x4.splat(coefficient);
  for (let r: i32 = 0; r < replicas; r++) {
    const rate = v128.load_splat<f32>(rates + bytes(r)), decay = v128.load_splat<f32>(decays + bytes(r));
    let left = count;
    for (; left >= 4; left -= 4) {
      momentum4(w, g, v, rate, decay, mu, 4);
      w += 16;
      g += 16;
      v += 16;
    }
    if (left > 0) momentum4(w, g, v, rate, decay, mu, left);
    w += bytes(left);
    g += bytes(left);
    v += bytes(left);
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function adam4(w: usize, g: usize, m: usize, v: usize, rate: v128, decay: v128, b1: v128, a1: v128, b2: v128, a2: v128, e: v128, c1: v128, c2: v128, left: i32): void {
  const x = loadLanes(g, left);
  const mean = f32x4.add(f32x4.mul(b1, loadLanes(m, left)), f32x4.mul(a1, x));
  const square = f32x4.add(f32x4.mul(b2, loadLanes(v, left)), f32x4.mul(a2, f32x4.mul(x, x)));
  storeLanes(m, mean, left);
  storeLanes(v, square, left);
  move4(w, f32x4.div(f32x4.mul(mean, c1), f32x4.add(f32x4.sqrt(f32x4.mul(square, c2)), e)), rate, decay, left);
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
    let left = count;
    for (; left >= 4; left -= 4) {
      adam4(w, g, m, v, rate, decay, b1, a1, b2, a2, e, first, second, 4);
      w += 16;
      g += 16;
      m += 16;
      v += 16;
    }
    if (left > 0) adam4(w, g, m, v, rate, decay, b1, a1, b2, a2, e, first, second, left);
    w += bytes(left);
    g += bytes(left);
    m += bytes(left);
    v += bytes(left);
  }
}
