import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkLinks } from '../../tools/links.mjs';

const folders: string[] = [];

/** A built book of these files. */
function built(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'links-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('a sound book has no problems', () => {
  const folder = built({
    'index.html':
      '<a href="/forget/#top">x</a><a href="https://example.org/">out</a><link rel="stylesheet" href="/assets/a.css"><img src="data:image/png;base64,x">',
    'forget/index.html': '<h1 id="top">x</h1><a href="#top">up</a><a href="../">home</a><a href="?a=1#top">same page</a>',
    'assets/a.css': '@font-face{src:url(font.woff2)}',
    'assets/font.woff2': '',
  });
  const { problems, inside, outside } = checkLinks(folder, '/');
  expect(problems).toEqual([]);
  expect(inside).toBe(6);
  expect([...outside]).toEqual(['https://example.org/']);
});

test.each([
  ['<a href="/nowhere/">x</a>', 'leads to no file of the book'],
  ['<a href="/forget">x</a>', 'leads to no file of the book'],
  ['<a href="#nothing">x</a>', 'leads to a page without that anchor'],
  ['<a href="/forget/#nothing">x</a>', 'leads to a page without that anchor'],
  ['<script src="https://cdn.example.org/x.js"></script>', 'would be loaded from another site'],
  ['<img alt="" srcset="/a.png 1x, https://example.org/b.png 2x">', 'would be loaded from another site'],
  ['<link rel="stylesheet" href="//example.org/x.css">', 'would be loaded from another site'],
  ['<style>body { background: url("https://example.org/x.png") }</style>', 'would be loaded from another site'],
  ['<a href="javascript:void(0)">x</a>', 'is no web address'],
])('%s is found', (html, problem) => {
  const folder = built({ 'index.html': html, 'forget/index.html': '', 'a.png': '' });
  expect(checkLinks(folder, '/').problems).toEqual([expect.stringContaining(problem)]);
});

test('a book under a path of its own', () => {
  const folder = built({ 'index.html': '<a href="/book/forget/">x</a><a href="/forget/">y</a>', 'forget/index.html': '' });
  expect(checkLinks(folder, '/book/').problems).toEqual(['index.html: “/forget/” leads to no file of the book']);
});
