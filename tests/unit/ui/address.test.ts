import { describe, expect, it } from 'vitest';
import { encodeState } from '../../../src/core/write-permalink.ts';
import { xoshiro128 } from '../../../src/core/random.ts';
import { decodeState } from '../../../src/core/read-permalink.ts';
import { declaration as line } from '../../../src/figures/forget/line/declaration.ts';
import { addressKey, readSearch } from '../../../src/ui/figure-frame/address.ts';
import { linkTo } from '../../../src/ui/figure-frame/link-to.ts';
import { writeSearch } from '../../../src/ui/figure-frame/write-address.ts';

const LINE = 'forget/line';
const PUSH = 'dumb-errors/perturbation';

describe('a figure in the address', () => {
  it('has its id with a dot as its key', () => {
    expect(addressKey(PUSH)).toBe('dumb-errors.perturbation');
  });

  it('stays readable', () => {
    expect(writeSearch('', LINE, '1~angle:90~placed:0_-1.5_2,3_0_0')).toBe('?forget.line=1~angle:90~placed:0_-1.5_2,3_0_0');
  });

  it('lives beside other figures and other keys', () => {
    const both = writeSearch('?backend=wasm&forget.line=1~angle:90', PUSH, '1~epsilon:0.2');
    expect(both).toBe('?backend=wasm&forget.line=1~angle:90&dumb-errors.perturbation=1~epsilon:0.2');
    expect(readSearch(both, LINE)).toBe('1~angle:90');
    expect(readSearch(both, PUSH)).toBe('1~epsilon:0.2');
    expect(writeSearch(both, LINE, undefined)).toBe('?backend=wasm&dumb-errors.perturbation=1~epsilon:0.2');
  });

  it('is gone when there is nothing to say', () => {
    expect(writeSearch('?forget.line=1~angle:90', LINE, undefined)).toBe('');
    expect(readSearch('', LINE)).toBe('');
  });

  it('survives the way there and back, whatever the state', () => {
    const random = xoshiro128([3, 1, 4, 1]);
    for (let round = 0; round < 100; round++) {
      const placed = Array.from({ length: random.int(5) }, () => ({
        x: Math.round(random.normal() * 100) / 100,
        y: Math.round(random.normal() * 100) / 100,
        of: random.int(4),
      }));
      const values = { ...decodeState(line.params, '').state.values, angle: 5 * random.int(37), placed };
      const text = encodeState(line.params, { values, seeds: { master: random.int(1000), streams: { init: random.int(9) } } });
      const back = readSearch(writeSearch('?x=%26%3D', LINE, text), LINE);
      expect(back).toBe(text);
      expect(decodeState(line.params, back)).toMatchObject({ problems: [], state: { values: { angle: values.angle, placed } } });
    }
  });

  it('never throws on an address that is broken', () => {
    for (const search of ['?', '?forget.line', '?forget.line=%', '?forget.line=%E0%A4%A', '?&&&=', `?forget.line=${'~'.repeat(9999)}`]) {
      expect(decodeState(line.params, readSearch(search, LINE)).state.values.angle).toBe(line.params.angle.default);
      expect(writeSearch(search, LINE, '1~angle:90')).toContain('forget.line=1~angle:90');
    }
  });

  it('makes a link to one figure, without the others', () => {
    expect(linkTo('https://book.example/forget/?dumb-errors.perturbation=1~epsilon:0.2#top', LINE, '1~angle:90', 'figure-forget-line')).toBe(
      'https://book.example/forget/?forget.line=1~angle:90#figure-forget-line',
    );
    expect(linkTo('https://book.example/forget/', LINE, undefined, 'figure-forget-line')).toBe('https://book.example/forget/#figure-forget-line');
  });
});
