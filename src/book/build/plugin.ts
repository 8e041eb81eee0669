/**
 * The book as a Vite plugin: every page is rendered on the server with react-dom/static, in dev by a middleware and in
 * the build once, after the client's bundle (whose file names the pages need) and the server's bundle are there.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunnableDevEnvironment, type Plugin, type ResolvedConfig, type ViteDevServer } from 'vite';
import { SEARCH_FILE } from '../search/entry.ts';
import type { Assets } from '../server/assets.ts';
import { readContent, type Content } from './content.ts';
import { chapters } from './mdx.ts';
import { glossaryText, GLOSSARY } from './glossary.ts';
import { katexCss } from './katex-css.ts';
import { filesUnder } from './files.ts';
import { CLIENT, COVER, FIRST, KATEX, SERVER, SERVER_BUNDLE, writePages, type Entry } from './write.ts';

const VIRTUAL = 'virtual:book';

export function book(): Plugin[] {
  let config: ResolvedConfig;
  let content: Content | undefined;
  const read = () => (content ??= readContent(config.root));
  const glossary = () => join(config.root, GLOSSARY);

  const pages: Plugin = {
    name: 'book',
    config: (_, { command }) => ({
      // React's developer tools have nothing to look for in the built pages; without its half of them it is 0.4 KB smaller
      ...(command === 'build' && { define: { __REACT_DEVTOOLS_GLOBAL_HOOK__: 'undefined' } }),
      // several pages and a real 404; with 'custom', `vite preview` would look for no index.html
      appType: 'mpa',
      environments: {
        client: {
          build: {
            manifest: true,
            modulePreload: { polyfill: false, resolveDependencies: (_file, files) => files.filter((f) => f.endsWith('.css')) },
            rollupOptions: { input: [CLIENT, FIRST, KATEX, COVER] },
          },
        },
        ssr: {
          build: {
            outDir: SERVER_BUNDLE,
            emptyOutDir: true,
            emitAssets: false,
            copyPublicDir: false,
            minify: false,
            rollupOptions: { input: SERVER, output: { entryFileNames: 'entry.mjs' } },
          },
        },
      },
      builder: {
        async buildApp(builder) {
          const { client, ssr } = builder.environments;
          if (!client || !ssr) throw new Error('the book needs both environments');
          try {
            await builder.build(client);
            await builder.build(ssr);
            await writePages(config);
          } finally {
            await rm(join(config.root, SERVER_BUNDLE), { recursive: true, force: true });
          }
        },
      },
    }),
    configResolved(resolved) {
      config = resolved;
    },
    buildStart() {
      content = undefined;
    },
    resolveId(id) {
      if (id === VIRTUAL) return `\0${VIRTUAL}`;
      return id === `/${GLOSSARY}` ? glossary() : undefined;
    },
    load(id) {
      if (id === glossary()) return glossaryText(read().terms);
      if (id !== `\0${VIRTUAL}`) return undefined;
      const { terms, references, ...all } = read();
      for (const file of all.files) this.addWatchFile(file);
      return `export * as glossary from '/${GLOSSARY}';\nexport const book = ${JSON.stringify(all.book)};\nexport const terms = ${JSON.stringify(terms)};\nexport const references = ${JSON.stringify([...references.values()])};\n`;
    },
    configureServer(server) {
      return () => servePages(server);
    },
    hotUpdate({ file, modules, server }) {
      if (this.environment.name !== 'ssr') return;
      if (file.startsWith(join(config.root, 'content'))) content = undefined;
      // chapters and server code reload the page; what the client has too is left to Fast Refresh
      const shared = server.environments.client.moduleGraph.getModulesByFile(file)?.size;
      if (modules.length && !shared) server.environments.client.hot.send({ type: 'full-reload' });
    },
  };
  return [chapters(read), katexCss(), pages];
}

/** In dev a page is rendered when it is asked for. */
function servePages(server: ViteDevServer): void {
  const { root, base } = server.config;
  server.middlewares.use(async (req, res, next) => {
    try {
      const { pathname } = new URL(req.originalUrl ?? '/', 'http://localhost');
      const { ssr } = server.environments;
      if (!ssr || !isRunnableDevEnvironment(ssr)) throw new Error('the book’s server code needs a runnable environment');
      const { render, paths, searchEntries, figureFiles }: Entry = await ssr.runner.import(`/${SERVER}`);
      const path = `/${pathname.slice(base.length)}`.replace(/\/?$/, '/');
      const known = paths.includes(path);
      const assets: Assets = {
        base,
        root,
        script: `${base}${CLIENT}`,
        first: `${base}${FIRST}`,
        styles: styleSheets(root).map((file) => base + file),
        formulaStyles: [`${base}${KATEX}`],
        coverStyles: [`${base}${COVER}`],
        fonts: [],
        figureStyles: {},
      };
      if (pathname === `${base}${SEARCH_FILE}`) {
        res.setHeader('content-type', 'application/json; charset=utf-8');
        return res.end(JSON.stringify(await searchEntries((p) => render(p, assets))));
      }
      const file = (await figureFiles(root)).get(pathname.slice(base.length));
      if (file !== undefined) {
        res.setHeader('content-type', 'application/json; charset=utf-8');
        return res.end(file);
      }
      if (!known && !req.headers.accept?.includes('text/html')) return next();
      const html = await render(known ? path : '/404/', assets);
      res.statusCode = known ? 200 : 404;
      res.setHeader('content-type', 'text/html; charset=utf-8');
      res.end(await server.transformIndexHtml(pathname, html));
    } catch (error) {
      if (error instanceof Error) server.ssrFixStacktrace(error);
      next(error);
    }
  });
}

/** In dev every style sheet is linked by itself; in the build the client's bundle holds them. */
function styleSheets(root: string): string[] {
  const under = (dir: string) => filesUnder(join(root, dir)).map((f) => `${dir}/${f}`);
  const others = [...under('src/ui'), ...under('src/plots'), ...under('src/figures')].filter(
    (f) => f.endsWith('.css') && !f.endsWith('.module.css') && !f.endsWith('/tokens.css') && !f.includes('/panels/'),
  );
  return ['src/book/styles/index.css', ...others];
}
