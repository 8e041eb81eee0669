import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { versionsOf } from '../../../src/cli/bench/peers.ts';
import { markdown, replaceBetweenMarkers, type Result, spread } from '../../../src/cli/bench/readme.ts';
import { median, ratios } from '../../../src/cli/bench/statistics.ts';

const timing = (name: string, low: number, middle: number, high: number) => ({ name, ms: 1, gigaflops: 1, rounds: 3, ratio: { low, median: middle, high } });
const result = (net: string, ...timings: Result['timings']): Result => ({ net, name: net, megaflops: 1, timings });

describe('the statistics of the bench', () => {
  it('takes the middle, or the mean of the two in the middle', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 100])).toBe(3.5);
    expect(median([])).toBeNaN();
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('compares round by round, so that what slows down a whole round cancels', () => {
    expect(ratios([2, 20, 3], [1, 10, 1])).toEqual({ low: 2, median: 2, high: 3 });
    // a contender that sat out the last rounds is compared over the first ones
    expect(ratios([4, 6], [1, 2, 1000])).toEqual({ low: 3, median: 3.5, high: 4 });
  });
});

describe('the table of the bench', () => {
  it('has a column for each net and a row for each contender, beside the one that it follows', () => {
    const first = result('i', timing('step', 1, 1, 1), timing('stock', 18.04, 20.55, 101.2), timing('peer', 2, 3.456, 9.996));
    const second = result('iv', timing('step', 1, 1, 1), { name: 'stock', cannot: 'no kernel' }, timing('composed', 20, 24, 30));
    const third = result('v', timing('step', 1, 1, 1), timing('alone', 0.2, 0.3, 0.4));
    expect(markdown([first, second, third], ['alone']).split('\n')).toEqual([
      '| | i | iv | v |',
      '| --- | --- | --- | --- |',
      '| step | 1 | 1 | 1 |',
      '| stock | 20.6 (18.0 – 101) | cannot | – |',
      '| peer | 3.46 (2.00 – 10.0) | – | – |',
      '| composed | – | 24.0 (20.0 – 30.0) | – |',
    ]);
  });

  it('prints three digits', () => {
    expect(spread({ low: 0.987, median: 1, high: 1.016 })).toBe('1 (0.99 – 1.02)');
  });

  it('goes between its markers, and nowhere else', () => {
    const begin = '<!-- bench: written by `npm run bench -- --write` -->';
    const text = `# Book\n${begin}\nold $& table\n<!-- /bench -->\nrest\n`;
    const written = replaceBetweenMarkers(text, '| new $& |');
    expect(written).toBe(`# Book\n${begin}\n| new $& |\n<!-- /bench -->\nrest\n`);
    expect(replaceBetweenMarkers(written, '| new $& |')).toBe(written);
    expect(() => replaceBetweenMarkers('# Book', 'x')).toThrow('README.md needs the lines');
    expect(() => replaceBetweenMarkers(`<!-- /bench -->\n${begin}`, 'x')).toThrow('in this order');
    expect(() => replaceBetweenMarkers(text + text, 'x')).toThrow('once each');
  });
});

describe('the packages that the bench compares with', () => {
  it('are pinned, and locked at the same versions', () => {
    const versions = Object.entries(versionsOf('tests/bench'));
    expect(versions.length).toBeGreaterThan(3);
    const lock: unknown = JSON.parse(readFileSync('tests/bench/package-lock.json', 'utf8'));
    for (const [name, version] of versions) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(lock).toHaveProperty(['packages', `node_modules/${name}`, 'version'], version);
    }
  });

  it('are no dependency of the book', () => {
    const book = readFileSync('package.json', 'utf8');
    for (const name of Object.keys(versionsOf('tests/bench'))) expect(book).not.toContain(`"${name}"`);
  });
});
