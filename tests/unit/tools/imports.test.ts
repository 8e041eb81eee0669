import { describe, expect, test } from 'vitest';
import { check, importsOf, judge } from '../../tools/imports.mjs';

/** What the checker says about files given by name and text. */
function problemsOf(files: Record<string, string>): string[] {
  const graph = new Map(Object.entries(files).map(([file, text]) => [file, importsOf(file, text)]));
  return check(graph).map((p) => `${p.file}:${p.line} ${p.message}`);
}

describe('reading imports', () => {
  test('finds every kind, with its line, and tells types from values', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from './b.ts';",
      "import { type C, type D } from './c.ts';",
      "export * from '../nn/e.ts';",
      "import './style.css';",
      "const f = () => import('./f.ts');",
      "const pages = import.meta.glob('/content/*.mdx');",
      "const w = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });",
      "import wasm from '@tensorflow/x/y.wasm?url';",
    ].join('\n');
    const found = importsOf('src/lab/x.ts', text).toSorted((a, b) => a.line - b.line);
    expect(found.map((i) => [i.line, i.to, i.type, i.worker])).toEqual([
      [1, 'src/lab/a.ts', false, false],
      [2, 'src/lab/b.ts', true, false],
      [3, 'src/lab/c.ts', true, false],
      [4, 'src/nn/e.ts', false, false],
      [5, 'src/lab/style.css', false, false],
      [6, 'src/lab/f.ts', false, false],
      [7, 'content/any.mdx', false, false],
      [8, 'src/lab/worker.ts', false, true],
      [9, '@tensorflow/x/y.wasm', false, false],
    ]);
  });

  test('a file that does not parse is named', () => {
    expect(() => importsOf('src/core/x.ts', 'import {')).toThrow('src/core/x.ts');
  });
});

describe('one-way imports', () => {
  const one = (file: string, to: string, type = false) => judge(file, { line: 1, to, type, worker: false });

  test.each([
    ['src/core/params.ts', 'src/nn/dense.ts'],
    ['src/core/params.ts', 'd3'],
    ['src/datasets/mnist.ts', 'src/nn/dense.ts'],
    ['src/nn/dense.ts', '@tensorflow/tfjs-core'],
    ['src/nn/dense.ts', 'src/lab/client.ts'],
    ['src/figures/forget/line/declaration.ts', 'src/figures/forget/line/experiment.ts'],
    ['src/figures/forget/line/experiment.ts', 'react'],
    ['src/figures/forget/line/experiment.ts', 'd3'],
    ['src/figures/forget/line/experiment.ts', 'src/lab/clock.ts'],
    ['src/figures/forget/line/Figure.tsx', 'src/figures/forget/line/experiment.ts'],
    ['src/figures/forget/line/Figure.tsx', 'src/figures/dumb-errors/perturbation/declaration.ts'],
    ['src/figures/forget/line/Figure.tsx', 'src/nn/dense.ts'],
    ['src/plots/chart.tsx', 'src/ui/controls/slider.tsx'],
    ['src/ui/frame.tsx', 'src/lab/client.ts'],
    ['src/lab/client.ts', 'src/nn/tf.ts'],
    ['src/book/client.ts', 'src/figures/forget/line/experiment.ts'],
    ['src/nn/dense.ts', 'src/elsewhere/x.ts'],
  ])('%s may not import %s', (file, to) => {
    expect(one(file, to)).toEqual(expect.any(String));
  });

  test.each([
    ['src/nn/dense.ts', 'src/nn/tf.ts'],
    ['src/nn/tf.ts', '@tensorflow/tfjs-core/dist/register_all_gradients'],
    ['src/figures/forget/line/experiment.ts', 'src/datasets/toys.ts'],
    ['src/figures/forget/line/Figure.tsx', 'src/lab/client.ts'],
    ['src/figures/forget/line/Figure.tsx', 'src/figures/forget/line/tasks.ts'],
    ['src/figures/forget/line/experiment.ts', 'src/figures/forget/line/tasks.ts'],
    ['src/lab/worker.ts', 'src/figures/any/any/experiment.ts'],
    ['src/cli/verify.ts', 'node:fs'],
  ])('%s may import %s', (file, to) => {
    expect(one(file, to)).toBeUndefined();
  });

  test('a figure may import types of its experiment', () => {
    expect(one('src/figures/forget/line/Figure.tsx', 'src/figures/forget/line/experiment.ts', true)).toBeUndefined();
  });

  test('a detour from the page to tensor code is found and spelt out', () => {
    const problems = problemsOf({
      'src/figures/forget/line/Figure.tsx': "import { open } from '../../../lab/client.ts';",
      'src/lab/client.ts': "import { start } from './start.ts';",
      'src/lab/start.ts': "\nexport { train } from '../nn/train.ts';",
    });
    expect(problems).toEqual([
      'src/figures/forget/line/Figure.tsx:1 tensor code would be loaded by the page: src/figures/forget/line/Figure.tsx → src/lab/client.ts → src/lab/start.ts → src/nn/train.ts',
      expect.stringMatching(/^src\/lab\/start\.ts:2 lab may not import nn/),
    ]);
  });

  test('a detour from an experiment to the page is found', () => {
    const problems = problemsOf({
      'src/figures/forget/line/experiment.ts': "import { a } from './tasks.ts';",
      'src/figures/forget/line/tasks.ts': "import { b } from '../../../plots/chart.tsx';",
      'src/plots/chart.tsx': "import { c } from 'd3';",
    });
    expect(problems).toEqual([
      expect.stringMatching(/experiment\.ts:1 code of the page would be loaded by an experiment: .*tasks\.ts → src\/plots\/chart\.tsx$/),
    ]);
  });

  test('a worker is another program, so its code is not the page’s', () => {
    const problems = problemsOf({
      'src/figures/forget/line/Figure.tsx': "import { open } from '../../../lab/client.ts';",
      'src/lab/client.ts': "export const open = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });",
      'src/lab/worker.ts': "import '../nn/tf.ts';",
    });
    expect(problems).toEqual([]);
  });
});
