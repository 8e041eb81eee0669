/** A Vite plugin: leaves out of the built worker what tfjs registers on import and no figure uses. */
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { REPLACED_ON_WASM, UNUSED_GRADIENTS, UNUSED_KERNELS } from '../../kernels/unused.ts';

/** tfjs's register_all_*.js without the named kernels or gradients: their imports and their places in the list go. */
export function withoutEntries(code: string, names: readonly string[]): string {
  let slim = code;
  for (const [line, binding, name] of code.matchAll(/^import \{ (\w+) \} from '\.\/(?:kernels|gradients)\/(\w+?)(?:_grad)?';\n/gm)) {
    if (!binding || !name || !names.includes(name)) continue;
    slim = slim.replace(line, '');
    slim = slim.replace(new RegExp(`^ *${binding},?\\n`, 'gm'), ''); // tfjs lists some of them twice
  }
  return slim;
}

/** tfjs's platform_browser.js without the stores for models, which this book does not save. */
export function withoutStores(code: string): string {
  return code.replace(/^import .* from '\.\.\/io\/.*';\n/gm, '').replace(/ *\/\/ Register \w+ IOHandler\n *try \{\n.*\n *\}\n *catch \(err\) \{\n *\}\n/g, '');
}

/** tfjs's register_optimizers.js, which registers tfjs's optimisers for reading stored models, with nothing to do: the book has its own. */
export const withoutOptimisers = (code: string): string =>
  code.replace(/^import .*\n/gm, '').replace(/const OPTIMIZERS = [^]*?\];\n|for \([^]*?\n {4}\}\n/g, '');

/** tfjs's platform_node.js without its registration, which is for Node. */
export const withoutNode = (code: string): string => code.replace(/^if \(env\(\)\.get\('IS_NODE'\)[^]*?\n\}\n/m, '');

/** tfjs's device_util.js without the list of telephones from before 2010, which it looks for in the first four letters of the browser's name. */
export const withoutOldPhones = (code: string): string => code.replace(/ \|\|\s*\/\/ .*\n\s*\/1207.*\n\s*\.test\(a\.substr\(0, 4\)\)/, '');

const STRIDES =
  /^(?:export )?function (?:maskToAxes|stridesWithElidedDims|unnormalizeAxis|getElidedAxes|getNormalizedAxes|\w+IndicesWithElidedDims|\w+ForAxis|sliceInfo|buildDenseSpec|canonical)\([^]*?\n\}\n/gm;

/** tfjs's slice_util.js without what only the kernel StridedSlice needs, which is left out. */
export const withoutStrides = (code: string): string => code.replace(STRIDES, '');

const BY_FILE: Readonly<Record<string, (code: string, id: string) => string>> = {
  register_all_kernels: (code, id) => withoutEntries(code, id.includes('tfjs-backend-wasm') ? [...UNUSED_KERNELS, ...REPLACED_ON_WASM] : UNUSED_KERNELS),
  register_all_gradients: (code) => withoutEntries(code, UNUSED_GRADIENTS),
  register_optimizers: withoutOptimisers,
  platform_browser: withoutStores,
  platform_node: withoutNode,
  device_util: withoutOldPhones,
  slice_util: withoutStrides,
};

export function slimTfjs(): Plugin {
  return {
    name: 'slim-tfjs',
    apply: 'build',
    transform: {
      filter: { id: new RegExp(`@tensorflow/tfjs-[^?]*/(${Object.keys(BY_FILE).join('|')})\\.js$`) },
      handler(code, id) {
        const slim = BY_FILE[basename(id, '.js')]?.(code, id);
        if (slim === undefined || slim === code) throw new Error(`slim-tfjs: ${id} is not written as expected`);
        return { code: slim, map: null };
      },
    },
  };
}
