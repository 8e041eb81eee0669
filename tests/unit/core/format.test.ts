import { describe, expect, it } from 'vitest';
import { format, significant } from '../../../src/core/format.ts';

describe('format', () => {
  it.each([
    [0.0683, 'percent', '6.8 %'],
    [1, 'percent', '100 %'],
    [-0.005, 'percent', '−0.5 %'],
    [39.2, 'times', '39.2×'],
    [12345.6, 'count', '12,346'],
    [-1, 'count', '−1'],
    [3.26, 'seconds', '3.3 s'],
    [59.6, 'seconds', '60 s'],
    [120, 'degrees', '120°'],
    [0.123456, 'plain', '0.123'],
    [NaN, 'percent', 'no number'],
    [Infinity, 'plain', '∞'],
    [-Infinity, 'times', '−∞'],
  ] as const)('%s as %s is “%s”', (value, unit, text) => {
    expect(format(value, unit).replaceAll(/[\u2009\u202f\u00a0]/g, ' ')).toBe(text);
  });

  it('never breaks a line between number and unit', () => {
    expect(format(0.5, 'percent')).not.toContain(' ');
    expect(format(5, 'seconds')).not.toContain(' ');
  });
});

describe('significant', () => {
  it.each([
    [0, '0'],
    [1234.5, '1235'],
    [12.34, '12.3'],
    [1.234, '1.23'],
    [-1.234, '−1.23'],
    [0.00012345, '0.000123'],
    [1e-5, '1.0e−5'],
    [2.5e7, '2.5e7'],
  ])('%s is “%s”', (value, text) => {
    expect(significant(value)).toBe(text);
  });
});
