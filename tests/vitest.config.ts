import { defineConfig } from 'vitest/config';

/** `Map.groupBy`, with which vitest prints failures and which Node has since 21. */
function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
if (!('groupBy' in Map)) Object.assign(Map, { groupBy });

const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  root,
  resolve: {
    mainFields: ['module', 'main'],
    alias: [{ find: /^.*\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/, replacement: `${root}src/lab/backends/no-threads.ts` }],
  },
  ssr: { resolve: { mainFields: ['module', 'main'] } },
  test: {
    include: ['tests/unit/**/*.test.ts'],
    testTimeout: 60_000,
    server: { deps: { inline: [/@tensorflow/] } },
  },
});
