import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { FOR_READERS, leanDeclarations, ON_PAGES } from './src/book/build/lean-declarations.ts';
import { book } from './src/book/build/plugin.ts';
import { slimTfjs } from './src/lab/backends/slim-tfjs.ts';

export default defineConfig({
  // where the book is served: "/" or, say, "/book/"
  base: process.env['BASE'] ?? '/',
  plugins: [react({ include: /\.(tsx|mdx)$/ }), book(), leanDeclarations(ON_PAGES)],
  resolve: {
    // tfjs's threaded WASM factories are never called; see the file
    alias: [
      { find: /^.*\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/, replacement: new URL('./src/lab/backends/no-threads.ts', import.meta.url).pathname },
    ],
  },
  // the worker imports its backend when it knows which one
  worker: {
    format: 'es',
    plugins: () => [slimTfjs(), leanDeclarations(FOR_READERS)],
    rolldownOptions: {
      output: {
        comments: { legal: false },
        // what most experiments share stays in one piece
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'shared', test: /tfjs-core\/|src\/(nn|core)\//, minShareCount: 4 }] },
      },
    },
  },
  // there is no index.html to crawl, and a dependency found late reloads the page
  optimizeDeps: {
    include: [
      'react',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      'react-dom/client',
      'd3',
      'minisearch',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-core/dist/register_all_gradients',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-wasm',
    ],
  },
  build: {
    target: 'es2023',
    // the default would rewrite light-dark()
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rollupOptions: {
      checks: { pluginTimings: false },
      treeshake: { propertyReadSideEffects: false },
      output: {
        // what all figures share stays in one piece, which compresses better than a piece for every way of sharing
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'root',
              test: /node_modules\/(react|react-dom|scheduler)\/|src\/(core\/recordings|book\/components\/island-root|book\/client\/hydrate)\.tsx?$/,
            },
            // one style sheet for the figures of a chapter
            { name: (id: string) => `${/figures\/([^/]+)\//.exec(id)?.[1] ?? 'chapter'}-figures`, test: /src\/figures\/.*\.css$/ },
            { name: 'figures', test: /src\/(core|plots|ui|lab)\/(?!kept|figure-props|panels\/).*\.tsx?$/, minShareCount: 6 },
          ],
        },
      },
    },
    // a recording or a picture inside a script would be fetched with every page
    assetsInlineLimit: 0,
  },
});
