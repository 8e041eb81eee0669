import { describe, expect, it } from 'vitest';
import { checkDeclaration } from '../../../src/core/check-declaration.ts';
import { declare, type Declaration } from '../../../src/core/experiment.ts';
import { failureOf } from '../../../src/core/failure-of.ts';
import { ReaderError } from '../../../src/core/failures.ts';
import { number } from '../../../src/core/params.ts';

const knob = number({ label: 'k', help: '', effect: 'rerun', min: 0, max: 1, step: 1, default: 0 });
const base = { id: 'a/b', headline: '', question: '', caption: '', presets: [], series: {}, time: '', differs: [] } as const;
const claim = { id: 'same', text: '', paper: { cite: '', says: '' }, bounds: [], share: 1 };

describe('declare', () => {
  it('gives back what it was given', () => {
    const d: Declaration = { ...base, params: { knob }, claims: [claim] };
    expect(declare(d)).toBe(d);
    expect(() => checkDeclaration(d)).not.toThrow();
  });

  it.each(['seed', 'data', 'init', 'order', 'noise'])('refuses the parameter key “%s”, which links use', (key) => {
    expect(() => checkDeclaration({ ...base, params: { [key]: knob }, claims: [] })).toThrow('may not be called');
  });

  it.each(['', '1a', 'a-b', 'a:b', 'é'])('refuses the parameter key “%s”', (key) => {
    expect(() => checkDeclaration({ ...base, params: { [key]: knob }, claims: [] })).toThrow('letters and digits');
  });

  it('refuses two claims of one name', () => {
    expect(() => checkDeclaration({ ...base, params: {}, claims: [claim, claim] })).toThrow('same id');
  });

  it('refuses two curves of one name, and predictions that name nothing', () => {
    const chart = { title: '', x: { label: '' }, y: { label: '' }, curves: { curve: { label: '', concept: 'train' } } } as const;
    const guess = { id: 'g', ask: '', kind: 'curve', chart: 'main', curve: 'curve' } as const;
    const figure = { ...base, params: { knob }, claims: [], charts: { main: chart } };
    expect(() => checkDeclaration({ ...figure, predictions: [{ ...guess, from: 'knob' }] })).not.toThrow();
    expect(() => checkDeclaration({ ...figure, charts: { main: chart, other: chart } })).toThrow('two curves');
    expect(() => checkDeclaration({ ...figure, predictions: [{ ...guess, curve: 'none' }] })).toThrow('names no curve');
    expect(() => checkDeclaration({ ...figure, predictions: [{ ...guess, from: 'none' }] })).toThrow('no number parameter');
    expect(() => checkDeclaration({ ...figure, predictions: [guess, { ...guess, id: 'h' }] })).toThrow('two predictions');
  });
});

describe('failureOf', () => {
  it('keeps a sentence that was written for the reader', () => {
    expect(failureOf(new ReaderError('diverged', 'It diverged.', 'start-over'))).toMatchObject({
      kind: 'diverged',
      sentence: 'It diverged.',
      wayOn: 'start-over',
    });
  });

  it.each([
    ['WebAssembly.Memory.grow(): Unable to grow instance memory', 'out-of-memory'],
    ['Array buffer allocation failed', 'out-of-memory'],
    ['WebGL: CONTEXT_LOST_WEBGL: loseContext', 'context-lost'],
    ['x is undefined', 'bug'],
  ])('knows “%s” as %s, with a sentence and the detail for the console', (message, kind) => {
    const failure = failureOf(new Error(message));
    expect(failure.kind).toBe(kind);
    expect(failure.sentence).toMatch(/^[A-Z].*\.$/);
    expect(failure.detail).toContain(message);
  });

  it.each([undefined, null, 7, 'text', { message: 'no error' }])('takes anything: %s', (thrown) => {
    expect(failureOf(thrown).kind).toBe('bug');
  });
});
