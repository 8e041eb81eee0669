import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    mainFields: ['module', 'main'],
    alias: [{ find: /^.*\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/, replacement: new URL('./src/lab/backends/no-threads.ts', import.meta.url).pathname }],
  },
  ssr: { resolve: { mainFields: ['module', 'main'] } },
  test: {
    include: ['tests/unit/**/*.test.ts'],
    testTimeout: 60_000,
    server: { deps: { inline: [/@tensorflow/] } },
  },
});
