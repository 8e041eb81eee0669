import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withoutEntries, withoutNode, withoutOldPhones, withoutOptimisers, withoutStores, withoutStrides } from '../../../src/lab/backends/slim-tfjs.ts';
import { REPLACED_ON_WASM, UNUSED_GRADIENTS, UNUSED_KERNELS } from '../../../src/kernels/unused.ts';

const read = (file: string) => readFileSync(`node_modules/@tensorflow/${file}`, 'utf8').replace(/\/\/# sourceMappingURL.*/, '');

describe('what tfjs registers', () => {
  it.each([
    ['tfjs-backend-wasm/dist/register_all_kernels.js', [...UNUSED_KERNELS, ...REPLACED_ON_WASM], 'kernelConfigs'],
    ['tfjs-backend-webgl/dist/register_all_kernels.js', UNUSED_KERNELS, 'kernelConfigs'],
    ['tfjs-core/dist/register_all_gradients.js', UNUSED_GRADIENTS, 'gradConfigs'],
  ])('%s loses the unused entries, each with its import, and keeps all others', (file, names, list) => {
    const imported = (code: string) =>
      [...code.matchAll(/^import \{ (\w+) \} from '\.\/(?:kernels|gradients)\/(\w+)'/gm)].map(([, binding, name]) => ({
        binding,
        name: name?.replace(/_grad$/, ''),
      }));
    const listed = (code: string) =>
      (new RegExp(`const ${list} = \\[([^\\]]*)\\]`).exec(code)?.[1] ?? '')
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean);
    const full = read(file);
    const slim = withoutEntries(full, names);
    const kept = imported(full).filter(({ name }) => !names.includes(name ?? ''));
    expect(imported(slim)).toEqual(kept);
    expect(new Set(listed(slim))).toEqual(new Set(kept.map(({ binding }) => binding)));
    expect(imported(full).length).toBeGreaterThan(kept.length + 10);
  });

  it('every name on the list is one that tfjs has', () => {
    const all =
      ['tfjs-backend-wasm', 'tfjs-backend-webgl'].map((p) => read(`${p}/dist/register_all_kernels.js`)).join() +
      read('tfjs-core/dist/register_all_gradients.js');
    for (const name of UNUSED_GRADIENTS) expect(all).toMatch(new RegExp(`/${name}(_grad)?'`));
  });

  it('the browser platform loses its model stores and nothing else', () => {
    const slim = withoutStores(read('tfjs-core/dist/platforms/platform_browser.js'));
    expect(slim).not.toMatch(/IndexedDB|LocalStorage|ModelStore/);
    expect(slim).toContain("env().setPlatform('browser', new PlatformBrowser());");
    expect((slim.match(/\{/g) ?? []).length).toBe((slim.match(/\}/g) ?? []).length);
  });

  it('no optimiser of tfjs is registered', () => {
    const full = read('tfjs-core/dist/optimizers/register_optimizers.js');
    expect(full.match(/\w+Optimizer\b/g)?.length).toBeGreaterThan(13);
    const slim = withoutOptimisers(full);
    expect(slim).not.toMatch(/\w+Optimizer\b|registerClass/);
    expect(slim).toMatch(/export function registerOptimizers\(\) \{\s*\}/);
  });

  it('no platform for Node is registered, and all else of its file stays', () => {
    const full = read('tfjs-core/dist/platforms/platform_node.js');
    const slim = withoutNode(full);
    expect(full).toMatch(/setPlatform/);
    expect(slim).not.toMatch(/setPlatform/);
    expect(full.replace(slim.trimEnd(), '').trim()).toMatch(/^if .*\n.*\n\}$/);
  });

  it('old telephones are not looked for', () => {
    const full = read('tfjs-core/dist/device_util.js');
    const slim = withoutOldPhones(full);
    expect(full.length - slim.length).toBeGreaterThan(1000);
    expect(slim).toMatch(/return \/\(android\|.*\n\s*\.test\(a\);\n {4}\}\n {4}return false;/);
  });

  it('slices keep what they need, and only strided ones lose it', () => {
    const slim = withoutStrides(read('tfjs-core/dist/ops/slice_util.js'));
    const functions = [...slim.matchAll(/^(?:export )?function (\w+)/gm)].map(([, name]) => name);
    expect(functions).toEqual(['assertParamsValid', 'computeOutShape', 'isSliceContinous', 'computeFlatOffset', 'parseSliceParams']);
    expect((slim.match(/\{/g) ?? []).length).toBe((slim.match(/\}/g) ?? []).length);
  });

  it('tfjs’s own kernels that ours replace are never asked for by ours', () => {
    const files = readdirSync('src/kernels').filter((name) => name.endsWith('.ts'));
    const code = files.map((name) => readFileSync(`src/kernels/${name}`, 'utf8')).join('\n');
    for (const name of REPLACED_ON_WASM) expect(code).not.toMatch(new RegExp(`stock\\(${name}\\b`));
    expect(code).toMatch(/stock\(MaxPool\b/);
  });
});
