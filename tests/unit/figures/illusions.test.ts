import { beforeAll, describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../src/core/random.ts';
import experiment from '../../../src/figures/dumb-errors/illusions/experiment.ts';
import { illusionText, matchText } from '../../../src/figures/dumb-errors/illusions/reading.ts';
import { scene, WINDOW, windows } from '../../../src/figures/dumb-errors/illusions/scenes.ts';
import { contrastStimulus, difference, GREY, shadowStimulus, SIDE } from '../../../src/figures/dumb-errors/illusions/stimuli.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { expectClaim } from './support.ts';

const random = () => xoshiro128([4, 3, 2, 1]);

describe('the pictures', () => {
  it('have two squares of the same grey, in different surroundings', () => {
    for (const stimulus of [shadowStimulus(), contrastStimulus()]) {
      expect(difference(stimulus)).toBe(0);
      const { grey, a, b, half } = stimulus;
      expect(grey[a[0] * SIDE + a[1]]).toBe(GREY);
      const around = ([row, column]: typeof a) => {
        let sum = 0;
        for (let i = -half - 2; i < half + 2; i++) for (let j = -half - 2; j < half + 2; j++) sum += grey[(row + i) * SIDE + column + j] ?? 0;
        return sum;
      };
      expect(around(a)).toBeGreaterThan(around(b)); // the first one's surroundings are lighter
    }
  });
});

describe('scenes', () => {
  it('are paper times light: without shadows, what is seen in the middle is the paper', () => {
    const rng = random();
    const out = new Float32Array(WINDOW * WINDOW);
    for (let k = 0; k < 50; k++) {
      const paper = scene(rng, 0, out, 0);
      expect(out[(WINDOW * WINDOW - 1) / 2]).toBeCloseTo(paper, 6);
      expect(out.every((v) => v >= 0.1 - 1e-6 && v <= 0.9 + 1e-6)).toBe(true);
    }
  });

  it('with a shadow are never brighter than the paper', () => {
    const [dark, lit] = [random(), random()];
    const [shadowed, even] = [new Float32Array(WINDOW * WINDOW), new Float32Array(WINDOW * WINDOW)];
    for (let k = 0; k < 50; k++) {
      expect(scene(dark, 1, shadowed, 0)).toBe(scene(lit, 0, even, 0));
      shadowed.forEach((v, i) => expect(v).toBeLessThanOrEqual((even[i] ?? NaN) + 1e-6));
    }
  });

  it('are cut out around every place, mirrored at the edge', () => {
    const grey = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => i % 251);
    const all = windows(grey, SIDE);
    const middle = (WINDOW * WINDOW - 1) / 2;
    for (const place of [0, 31, 500, 1023]) expect(all[place * WINDOW * WINDOW + middle]).toBeCloseTo((grey[place] ?? NaN) / 255, 6);
    expect(all[middle - 1]).toBe(all[middle]); // left of the corner lies its mirror image
  });
});

describe('dumb-errors/illusions', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(experiment.declaration.claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of experiment.declaration.claims) if (claim.id === id) await expectClaim(experiment, claim, 7);
  });
});

describe('readings of dumb-errors/illusions', () => {
  it('say what the reader changed', () => {
    expect(matchText('shadow', 0)).toBe('');
    expect(matchText('shadow', -20)).toBe('You made the second square 20 % darker than the first.');
    expect(matchText('ebbinghaus', 5)).toBe('You made the second circle 5 % larger than the first.');
  });

  it('say what the network calls lighter', () => {
    const said = (a: number, b: number) => ({ map: new Uint8Array(0), a, b });
    const view = { step: 1, steps: 1, shadow: { trained: said(0.4, 0.6), even: said(0.4, 0.4) } };
    expect(illusionText(view, 'shadow')).toContain('calls the one in the shadow lighter by 0.2');
    expect(illusionText(view, 'contrast')).toContain('Press Run');
    expect(illusionText(undefined, 'ebbinghaus')).toContain('same size');
  });
});
