/** Links that set the stage: what is written is read again, and whatever else stands there gets a sentence. */
import { describe, expect, it } from 'vitest';
import { xoshiro128, type Random } from '../../../src/core/random.ts';
import { decodeState } from '../../../src/core/read-permalink.ts';
import { LONGEST_QUESTION } from '../../../src/core/run-file.ts';
import { plainText, readStage, THEMES, writeStage, type Staging } from '../../../src/core/stage.ts';
import { encodeState } from '../../../src/core/write-permalink.ts';
import { declaration as perturbation } from '../../../src/figures/dumb-errors/perturbation/declaration.ts';
import { declaration as line } from '../../../src/figures/forget/line/declaration.ts';
import { readSearch } from '../../../src/ui/figure-frame/address.ts';
import { badLink, randomState } from './tables.ts';

const FIGURES = [line, perturbation] as const;
const LINE = Object.keys(line.params);

function randomStaging(params: readonly string[], random: Random): Staging {
  const names = [...params, 'seed'];
  const hide = names.filter(() => random.int(4) === 0);
  const lock = names.filter((name) => random.int(3) === 0 && !hide.includes(name));
  const theme = THEMES[random.int(6)];
  const ask = ['', 'Why?', 'Was? & wie = 100 % "so" <b>', 'one\ntwo\n\n  three', '💥 ε → φ', '#anchor?x=1&y=2'][random.int(6)];
  return { hide, lock, run: random.int(2) === 1, only: random.int(2) === 1, ...(theme && { theme }), ...(ask && { ask }) };
}

describe.each(FIGURES.map((d) => [d.id, d] as const))('a stage for %s', (id, declaration) => {
  const params = Object.keys(declaration.params);
  const table = declaration.params;

  it('comes back from the address, with the settings: 2,000 random ones', () => {
    const random = xoshiro128([7, 7, 1, 2]);
    for (let k = 0; k < 2000; k++) {
      const staging = randomStaging(params, random);
      const state = randomState(table, random);
      const search = writeStage(id, encodeState(table, state), staging);
      expect(decodeState(table, readSearch(search, id))).toEqual({ state, problems: [] });
      const { stage, problems } = readStage(search, id, params);
      expect(problems).toEqual([]);
      const asked = staging.hide.length + staging.lock.length > 0 || staging.run || staging.ask !== undefined;
      if (asked)
        expect(stage).toEqual({
          hidden: new Set(staging.hide),
          locked: new Set(staging.lock),
          run: staging.run,
          ...(staging.ask && { question: staging.ask }),
        });
      else expect(stage).toBeUndefined();
      // and the same address again
      const again = { ...staging, hide: [...(stage?.hidden ?? [])], lock: [...(stage?.locked ?? [])] };
      expect(writeStage(id, encodeState(table, decodeState(table, readSearch(search, id)).state), again)).toBe(search);
    }
  });

  it('is not confused by 5,000 hostile addresses', () => {
    const random = xoshiro128([6, 6, 6, 1]);
    const words = ['all', 'seed', '__proto__', 'constructor', '<script>alert(1)</script>', ',,,', '%00', '💥', 'a'.repeat(3000), '\u202e', 'hide', ''];
    const pick = () => words[random.int(words.length)] ?? '';
    for (let k = 0; k < 5000; k++) {
      const good = writeStage(id, encodeState(table, randomState(table, random)), randomStaging(params, random));
      const search = random.int(2)
        ? `?${badLink(good.slice(1), random)}`
        : `?hide=${pick()},${pick()}&lock=${pick()}&ask=${pick()}&run=${pick()}&only=${pick()}&${id.replace('/', '.')}=${pick()}`;
      const { stage, problems } = readStage(search, id, params);
      for (const problem of problems) expect(problem).toMatch(/^[\s\S]+\.$/);
      for (const name of [...(stage?.hidden ?? []), ...(stage?.locked ?? [])]) expect([...params, 'seed']).toContain(name);
      expect(stage?.question?.length ?? 0).toBeLessThanOrEqual(LONGEST_QUESTION);
      decodeState(table, readSearch(search, id));
    }
  });
});

describe('a stage', () => {
  const stageOf = (search: string) => readStage(search, 'forget/line', LINE);

  it('is none without its keys, or when it speaks of another figure', () => {
    for (const search of [
      '',
      '?forget.line=1~angle:90',
      '?theme=dark&only=forget.line',
      '?lock=all&only=dumb-errors.perturbation',
      '?lock=all&dumb-errors.perturbation=1',
    ])
      expect(stageOf(search).stage, search).toBeUndefined();
  });

  it('speaks of every figure when it names none', () => {
    expect(stageOf('?lock=angle').stage?.locked).toEqual(new Set(['angle']));
  });

  it('knows all, and hides rather than locks', () => {
    const { stage } = stageOf('?lock=all&hide=angle');
    expect(stage?.locked).toEqual(new Set([...LINE.filter((key) => key !== 'angle'), 'seed']));
    expect(stage?.hidden).toEqual(new Set(['angle']));
  });

  it('tells what it does not know, where it was meant', () => {
    expect(stageOf('?lock=epsilon,angle').problems).toEqual([]);
    expect(stageOf('?only=forget.line&lock=epsilon,angle').problems).toEqual(['The link locks “epsilon”, which this figure does not have.']);
  });

  it('cuts a question that is too long, and says so', () => {
    const { stage, problems } = stageOf(`?ask=${'x'.repeat(2500)}`);
    expect(stage?.question).toHaveLength(LONGEST_QUESTION);
    expect(problems[0]).toMatch(/longer than 2,000 characters/);
  });

  it('runs unless it says no', () => {
    expect(['?run', '?run=1', '?run=yes', '?run=0', '?run=no'].map((s) => stageOf(s).stage?.run)).toEqual([true, true, true, false, false]);
  });

  it('takes texts as texts, without what turns or hides them', () => {
    expect(plainText(' a\u202e\u0000b\u200b\nc <b>d</b> ')).toBe('ab\nc <b>d</b>');
  });
});
