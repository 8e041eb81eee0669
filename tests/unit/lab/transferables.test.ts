import { expect, it } from 'vitest';
import { buffersOf, detach } from '../../../src/lab/transferables.ts';

it('copies typed arrays, so that handing them over leaves the original as it was', () => {
  const heap = new Float32Array([1, 2, 3, 4]);
  const view = { part: heap.subarray(1, 3), list: [new Uint8Array([7])], text: 'x', nothing: null };
  const { value, transfer } = detach(view);
  const sent = structuredClone(value, { transfer });
  expect(sent).toEqual({ part: Float32Array.of(2, 3), list: [Uint8Array.of(7)], text: 'x', nothing: null });
  expect(heap).toEqual(Float32Array.of(1, 2, 3, 4));
  expect(sent.part.buffer.byteLength).toBe(8); // not the whole heap
});

it('keeps an array that appears twice one array, with one buffer', () => {
  const field = new Float64Array(3);
  const { value, transfer } = detach({ a: field, b: field });
  expect(value.a).toBe(value.b);
  expect(transfer).toHaveLength(1);
});

it('survives cycles', () => {
  const ring: { next?: unknown } = {};
  ring.next = ring;
  const { value } = detach(ring);
  expect(value.next).toBe(value);
});

it.each([Float32Array, Float64Array, Uint8Array, Uint8ClampedArray, Int8Array, Uint16Array, Int16Array, Int32Array, Uint32Array])('copies a %o', (Kind) => {
  const original = new Kind([1, 2]);
  const { value } = detach(original);
  expect(value).toEqual(original);
  expect(value.constructor).toBe(Kind);
  expect(value.buffer).not.toBe(original.buffer);
});

it('passes what the structured clone knows better', () => {
  const map = new Map([[1, 2]]);
  expect(detach({ map }).value.map).toBe(map);
});

it('lists the buffers of columns', () => {
  const column = new Float64Array(2);
  expect(buffersOf([column])).toEqual([column.buffer]);
});
