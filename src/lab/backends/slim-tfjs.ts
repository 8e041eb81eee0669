/** A Vite plugin: leaves out of the built worker what tfjs registers on import and no figure uses. */
import type { Plugin } from 'vite';
import { UNUSED_GRADIENTS, UNUSED_KERNELS } from '../../kernels/unused.ts';

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

/** tfjs's register_optimizers.js without the optimisers, which it registers for reading stored models; the book has its own. */
export function withoutOptimisers(code: string): string {
  return code.replace(/^import \{ \w+Optimizer \} from .*\n/gm, '').replace(/^ *\w+Optimizer,\n/gm, '');
}

export function slimTfjs(): Plugin {
  return {
    name: 'slim-tfjs',
    apply: 'build',
    transform: {
      filter: { id: /@tensorflow\/tfjs-[^?]*\/(register_all_kernels|register_all_gradients|register_optimizers|platform_browser)\.js$/ },
      handler(code, id) {
        const slim = slimmed(id, code);
        if (slim === code) throw new Error(`slim-tfjs: ${id} is not written as expected`);
        return { code: slim, map: null };
      },
    },
  };
}

function slimmed(id: string, code: string): string {
  if (id.endsWith('platform_browser.js')) return withoutStores(code);
  if (id.endsWith('register_optimizers.js')) return withoutOptimisers(code);
  return withoutEntries(code, id.endsWith('gradients.js') ? UNUSED_GRADIENTS : UNUSED_KERNELS);
}
