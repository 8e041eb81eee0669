/**
 * `node tests/tools/links.mjs`: checks every page and stylesheet of dist. Each address inside the book leads to a file
 * and, where it has one, to an anchor; nothing but a link that the reader follows leads out of the book.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesUnder } from './files.mjs';

const BASE = process.env.BASE ?? '/';
const ORIGIN = 'http://book';

/** Every address in a page: where it stands, what it is, and whether the browser loads it by itself. */
function addressesOf(html) {
  const found = [];
  for (const [tag, name] of html.matchAll(/<([a-z][a-z0-9-]*)\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi)) {
    const rel = /\brel="([^"]*)"/.exec(tag)?.[1] ?? '';
    const isLink = name === 'a' || name === 'area' || (name === 'link' && /^(canonical|alternate|author|license|help|next|prev)$/.test(rel));
    for (const [, attribute, value] of tag.matchAll(/\s(href|xlink:href|src|srcset|poster|action|data)="([^"]*)"/g)) {
      const addresses = attribute === 'srcset' ? value.split(',').map((v) => v.trim().split(/\s/)[0]) : [value];
      for (const address of addresses) found.push({ address: decode(address), loads: !isLink });
    }
  }
  return found;
}

const decode = (text) => text.replaceAll('&amp;', '&').replaceAll('&#x26;', '&').replaceAll('&quot;', '"');
const inStyles = (css) => [...css.matchAll(/url\(\s*(['"]?)(.*?)\1\s*\)|@import\s+['"]([^'"]+)/g)].map((m) => ({ address: m[2] ?? m[3], loads: true }));
const idsOf = (html) => new Set([...html.matchAll(/\s(?:id|name)="([^"]+)"/g)].map((m) => decode(m[1])));

/**
 * What is wrong with the built book in a folder, as sentences.
 * @param {string} folder
 * @param {string} base
 * @returns {{ problems: string[], inside: number, outside: Set<string> }}
 */
export function checkLinks(folder, base = BASE) {
  const ids = new Map();
  const problems = [];
  const outside = new Set();
  let inside = 0;
  const anchorsOf = (file) => ids.get(file) ?? ids.set(file, idsOf(readFileSync(file, 'utf8'))).get(file);
  for (const file of filesUnder(folder, /\.(html|css)$/)) {
    const text = readFileSync(file, 'utf8');
    const page = posix.relative(folder, file);
    for (const { address, loads } of file.endsWith('.css') ? inStyles(text) : [...addressesOf(text), ...inStyles(stylesIn(text))]) {
      if (/^(data|blob|mailto):/i.test(address) || (address.startsWith('#') && file.endsWith('.css'))) continue;
      const url = new URL(address, `${ORIGIN}${base}${page}`);
      if (url.origin !== ORIGIN) {
        if (loads) problems.push(`${page}: “${address}” would be loaded from another site`);
        else if (url.protocol !== 'https:' && url.protocol !== 'http:') problems.push(`${page}: “${address}” is no web address`);
        outside.add(url.href);
        continue;
      }
      inside++;
      const target = fileAt(folder, base, url.pathname);
      if (!target) problems.push(`${page}: “${address}” leads to no file of the book`);
      else if (url.hash.length > 1 && target.endsWith('.html') && !anchorsOf(target).has(decodeURIComponent(url.hash.slice(1))))
        problems.push(`${page}: “${address}” leads to a page without that anchor`);
    }
  }
  return { problems, inside, outside };
}

const stylesIn = (html) => [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>|\sstyle="([^"]*)"/g)].map((m) => m[1] ?? decode(m[2])).join('\n');

function fileAt(folder, base, pathname) {
  if (!pathname.startsWith(base)) return undefined;
  const path = join(folder, decodeURIComponent(pathname.slice(base.length)));
  const file = pathname.endsWith('/') ? join(path, 'index.html') : path;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

if (process.argv[1]?.endsWith('links.mjs')) {
  const { problems, inside, outside } = checkLinks('dist');
  for (const problem of new Set(problems)) console.error(problem);
  const pages = filesUnder('dist', /\.html$/).length;
  console.log(`${pages} pages, ${inside} addresses inside the book, ${outside.size} links out of it, ${problems.length} problems`);
  process.exit(problems.length > 0 || pages === 0 ? 1 : 0);
}
