/** Vectors of four floats at the edges of a matrix, where fewer than four are left. */

/** The first `count` floats at `address`, the other lanes zero; never reads past them. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function loadLanes(address: usize, count: i32): v128 {
  return count >= 4 ? v128.load(address) : loadEdge(address, count);
}

/** Writes the first `count` lanes; never writes past them. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function storeLanes(address: usize, v: v128, count: i32): void {
  if (count >= 4) v128.store(address, v);
  else storeEdge(address, v, count);
}

function loadEdge(address: usize, count: i32): v128 {
  let v = f32x4.splat(0);
  if (count > 0) v = f32x4.replace_lane(v, 0, load<f32>(address));
  if (count > 1) v = f32x4.replace_lane(v, 1, load<f32>(address, 4));
  if (count > 2) v = f32x4.replace_lane(v, 2, load<f32>(address, 8));
  return v;
}

function storeEdge(address: usize, v: v128, count: i32): void {
  if (count > 0) store<f32>(address, f32x4.extract_lane(v, 0));
  if (count > 1) store<f32>(address, f32x4.extract_lane(v, 1), 4);
  if (count > 2) store<f32>(address, f32x4.extract_lane(v, 2), 8);
}

/** The byte length of `count` floats. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function bytes(count: i32): usize {
  return (<usize>count) << 2;
}
