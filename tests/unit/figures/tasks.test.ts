import { beforeAll, describe, expect, it } from 'vitest';
import { check, defaults, type Values } from '../../../src/core/params.ts';
import { declaration, ORDERS } from '../../../src/figures/forget/tasks/declaration.ts';
import experiment, { orderOf } from '../../../src/figures/forget/tasks/experiment.ts';
import { makeLearner, type Task } from '../../../src/figures/forget/tasks/learner.ts';
import { moved, rowAfter, tasksIn, tasksText, taskText } from '../../../src/figures/forget/tasks/reading.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { TURN } from '../../../src/nn/task-stream.ts';
import * as tf from '../../../src/nn/tf.ts';
import { expectClaim, labFor, runOnce } from './support.ts';

const { params, claims } = declaration;
const quick: Values<typeof params> = { ...defaults(params), tasks: 2, epochs: 1, hidden: 10 };

describe('the order of tasks', () => {
  it('is one of all orders of five, and leaves out the tasks that are not learned', () => {
    expect(new Set(ORDERS).size).toBe(120);
    expect([...orderOf({ sequence: 'EDCBA', tasks: 3 })]).toEqual([2, 1, 0]);
    expect(tasksIn({ sequence: 'EDCBA', tasks: 3 })).toEqual([2, 1, 0]);
    expect(check(params.sequence, 'AABCD').value).toBe('ABCDE');
  });

  it('changes by one place, among the tasks that are learned', () => {
    expect(moved({ sequence: 'ABCDE', tasks: 4 }, 0, 1)).toBe('BACDE');
    expect(moved({ sequence: 'AEBCD', tasks: 4 }, 1, -1)).toBe('BEACD');
    expect(moved({ sequence: 'ABCDE', tasks: 4 }, 0, -1)).toBe('ABCDE');
    expect(moved({ sequence: 'ABCDE', tasks: 4 }, 3, 1)).toBe('ABCDE');
  });
});

describe('readings of forget/tasks', () => {
  const view = {
    epoch: 6,
    each: 3,
    order: Uint8Array.of(1, 0),
    table: Float32Array.of(0.9, 0.1, 0.5, 0.875),
    together: Float32Array.of(NaN, NaN),
    samples: [],
  };

  it('name the tasks', () => {
    expect([taskText('permuted', 0), taskText('permuted', 3), taskText('split', 4)]).toEqual(['as they are', 'shuffled', '8 and 9']);
    expect(taskText('rotated', 2)).toBe(`by ${2 * TURN}°`);
  });

  it('say what became of the first task', () => {
    expect([...rowAfter(view, 1)]).toEqual([0.5, 0.875]);
    expect(tasksText(view)).toBe('After B and A: task B went from 90\u202f% to 50\u202f%; the newest, A, has 87.5\u202f%.');
    expect(tasksText({ ...view, epoch: 3 })).toContain('After task B: 90\u202f%');
    expect(tasksText({ ...view, epoch: 2 })).toBe('The network is learning task B, the first of 2.');
  });
});

describe('forget/tasks', { timeout: 240_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of claims) if (claim.id === id) await expectClaim(experiment, claim, 2);
  });

  it.each(['single', 'multi', 'class'] as const)('learns in every scenario with outputs “%s”', async (head) => {
    for (const scenario of ['permuted', 'rotated', 'split'] as const) {
      const { measures, views } = await runOnce(experiment, { ...quick, scenario, head, epochs: 2 }, 1, { views: 3 });
      expect(measures.newest).toBeGreaterThan(scenario === 'split' ? 0.8 : 0.3);
      const last = views.at(-1)?.view;
      expect(last?.table.length).toBe(4);
      expect(measures.firstAtEnd).toBe(last?.table[2]);
      expect(last?.samples.length).toBe(2);
    }
  });

  it('learns the tasks in the order that the reader chose', async () => {
    const { views } = await runOnce(experiment, { ...quick, scenario: 'split', sequence: 'BACDE' }, 1, { views: 2 });
    expect([...(views.at(-1)?.view.order ?? [])]).toEqual([1, 0]);
  });

  it('a learner with a head for each task leaves the other heads alone', async () => {
    const lab = labFor(5);
    const digits = await lab.images('mnist', 'train', 200);
    const task: Task = { train: digits, test: digits };
    const start = tf.memory().numTensors;
    const learner = makeLearner(lab, [task, task], { hidden: 8, outputs: 10, heads: 2, learningRate: 0.1 }, 'test');
    const before = [await learner.accuracy(0), await learner.accuracy(1)];
    for (let k = 0; k < 60; k++) learner.step(0).dispose();
    const after = [await learner.accuracy(0), await learner.accuracy(1)];
    expect(after[0]).toBeGreaterThan((before[0] ?? NaN) + 0.3);
    expect(after[1]).toBeLessThan(0.5); // an untrained head over a trained layer still guesses
    await expect(learner.accuracy(2)).rejects.toThrow('there is no task 2');
    learner.dispose();
    expect(tf.memory().numTensors).toBe(start);
  });
});
