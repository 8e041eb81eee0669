/** The whole book, built as `npm run build` does it, into a folder of its own. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContent } from '../../../src/book/build/content.ts';
import { filesUnder } from '../../../src/book/build/files.ts';
import { brokenLinks, pagesOf } from '../../../src/book/build/links.ts';
import { headersFile } from '../../../src/book/build/policy.ts';
import { unguarded, unwanted } from '../../../src/book/build/write.ts';
import { readRecording } from '../../../src/core/recordings.ts';

const root = process.cwd();
const dist = mkdtempSync(join(tmpdir(), 'dist-'));
const { book } = readContent(root);
const written = book.chapters.filter((c) => c.file);
const page = (path: string) => readFileSync(join(dist, path, 'index.html'), 'utf8');
const all = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map((m) => m[1] ?? '');
const zipped = (address: string) => gzipSync(readFileSync(join(dist, address)), { level: 9 }).length;

beforeAll(async () => {
  const builder = await createBuilder({
    root,
    logLevel: 'error',
    environments: { client: { build: { outDir: dist, emptyOutDir: true, copyPublicDir: true } } },
  });
  await builder.buildApp();
}, 180_000);
afterAll(() => rmSync(dist, { recursive: true }));

describe('the built book', () => {
  test('has every page, and one for addresses that lead nowhere', () => {
    for (const path of pagesOf(book)) expect(existsSync(join(dist, path, 'index.html')), path).toBe(true);
    expect(readFileSync(join(dist, '404.html'), 'utf8')).toContain('There is no such page');
    expect(existsSync(join(dist, '.vite'))).toBe(false);
  });

  test.each(pagesOf(book))('%s: language, title, description, landmarks, one h1, no id twice', (path) => {
    const html = page(path);
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en-GB">/);
    expect(all(/<title>([^<]+)<\/title>/g, html)).toHaveLength(1);
    expect(all(/<meta name="description" content="([^"]+)"/g, html)).toHaveLength(1);
    for (const landmark of ['<header class="top"', '<nav class="contents"', '<main id="main"', '<footer', 'href="#main"']) expect(html).toContain(landmark);
    expect(all(/(<h1[ >])/g, html)).toHaveLength(1);
    const ids = all(/\sid="([^"]+)"/g, html);
    expect(ids.filter((id, i) => ids.indexOf(id) < i)).toEqual([]);
  });

  test.each(written)('$slug has its text, its formulas typeset, and nothing that a content security policy forbids', ({ slug, title }) => {
    const html = page(slug);
    expect(html).toContain(title);
    expect([...unwanted({ path: slug, html }), ...unguarded({ path: slug, html })]).toEqual([]);
    // and KaTeX's style sheet where there are formulas, and only there
    expect(/stylesheet" href="[^"]*katex/.test(html)).toBe(html.includes('class="katex"'));
  });

  test.each(written.flatMap((c) => c.figures.map((id) => [c.slug, id] as const)))(
    '%s shows %s as an island, with its recording drawn on the server',
    (slug, id) => {
      const html = page(slug);
      const island = new RegExp(`<x-island id="figure-${id.replace('/', '-')}"([^>]*)>([^]*?)</x-island>`).exec(html);
      expect(island).not.toBeNull();
      const [, attributes = '', inside = ''] = island ?? [];
      expect(inside).toContain('<svg');
      const address = /data-recording="\/([^"?]+)\?v=[0-9a-f]{8}"/.exec(attributes)?.[1] ?? '';
      expect(readRecording(readFileSync(join(dist, address), 'utf8'), id)).toBeDefined();
      const props: unknown = JSON.parse(
        (/data-props="([^"]*)"/.exec(attributes)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#x27;', "'"),
      );
      expect(props).toMatchObject({ base: '/', number: expect.stringMatching(/^\d+\.\d+$/) });
    },
  );

  test('chapters to come are in the contents, without a link', () => {
    const html = page('');
    for (const { slug, title, file } of book.chapters) {
      expect(html).toContain(title.replaceAll("'", '&#x27;'));
      expect(html.includes(`href="/${slug}/"`)).toBe(Boolean(file));
    }
  });

  test('fonts are WOFF2 only, and the text face is preloaded', () => {
    expect(readdirSync(join(dist, 'assets')).filter((f) => /\.(woff|ttf)$/.test(f))).toEqual([]);
    expect(page('prologue')).toMatch(/<link rel="preload" href="\/assets\/source-serif-4-latin-wght-normal-[^"]+\.woff2" as="font"/);
  });

  test('a text page loads at most 4 KB of JavaScript, and no page more than 14 KB of style', () => {
    for (const path of pagesOf(book)) {
      const html = page(path);
      const scripts = all(/<script[^>]* src="([^"]+)"/g, html);
      const modules = scripts.filter((s) => s.includes('main'));
      expect(modules).toHaveLength(1);
      // whatever the module imports at once
      const imported = modules.flatMap((s) =>
        all(/import\s*(?:[^'"()]*from\s*)?["']\.\/([^"']+)["']/g, readFileSync(join(dist, s), 'utf8')).map((f) => `/assets/${f}`),
      );
      const js = [...scripts, ...imported].reduce((sum, s) => sum + zipped(s), 0);
      const css = all(/<link rel="stylesheet" href="([^"]+)"/g, html).reduce((sum, s) => sum + zipped(s), 0);
      expect(js, `JavaScript of ${path}`).toBeLessThanOrEqual(6000);
      expect(css, `style of ${path}`).toBeLessThanOrEqual(14 * 1024);
    }
  });
});

describe('checks of the pages', () => {
  const files = new Set(['/favicon.svg']);
  test('broken links and anchors are found, also under another base', () => {
    const pages = [
      {
        path: '/',
        html: '<a href="/b/one/">1</a><a href="/b/one/#there">2</a><a href="/b/one/#gone">3</a><a href="/b/two/">4</a><a href="/one/">5</a><a href="#x" id="x">6</a><a href="https://example.org">7</a>',
      },
      { path: '/one/', html: '<p id="there"></p><img src="/b/favicon.svg?v=1"><img src="/b/gone.png">' },
    ];
    expect(brokenLinks(pages, files, '/b/')).toEqual([
      '/: “/b/one/#gone” leads to a page without that anchor',
      '/: “/b/two/” leads to nothing in the book',
      '/: “/one/” leads to nothing in the book',
      '/one/: “/b/gone.png” leads to nothing in the book',
    ]);
  });

  test.each([
    ['<span class="katex-error" title="x">', 'a formula was not typeset'],
    ['<script>alert(1)</script>', 'a script stands in the page'],
    ['<script type="module">1</script>', 'a script stands in the page'],
    ['<style>p{}</style>', 'a style element stands in the page'],
  ])('%s is not let through', (html, sentence) => {
    expect(unwanted({ path: '/', html })).toEqual([expect.stringContaining(sentence)]);
  });

  test('a script file and a style sheet are', () => {
    expect(
      unwanted({ path: '/', html: '<script src="/a.js"></script><script type="module" src="/b.js"></script><link rel="stylesheet" href="/c.css">' }),
    ).toEqual([]);
  });

  test.each(['<script src="/a.js"></script>', '<script src="/a.js"></script><meta http-equiv="Content-Security-Policy" content="x">', '<p>words</p>'])(
    '%s is refused for want of a policy',
    (html) => {
      expect(unguarded({ path: '/', html })).toEqual([expect.stringContaining('no content security policy')]);
    },
  );

  test('files are listed with forward slashes, none for a folder that is not there', () => {
    expect(filesUnder(join(root, 'src/book/build'))).toContain('plugin.ts');
    expect(filesUnder(join(root, 'no-such-folder'))).toEqual([]);
  });
});

test('the README names the headers that the build writes', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [everywhere = ''] = headersFile('/').split('\n\n');
  const lines = everywhere.split('\n').slice(1);
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(readme).toContain(line.trim());
});
