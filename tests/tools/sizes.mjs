/**
 * `node tests/tools/sizes.mjs`: weighs the built book against budgets.mjs, page by page, by following what each page
 * asks for. What a figure and its first Run load is weighed in the browser (tests/browser/weight.spec.ts).
 */
import { readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { BUDGETS, gzipped, inKB } from './budgets.mjs';
import { filesUnder } from './files.mjs';

const BASE = process.env.BASE ?? '/';
const DIST = 'dist';
const rows = [];
const weigh = (what, bytes, budget) => rows.push({ what, bytes, budget, ok: bytes <= budget });
const sum = (files) => [...files].map(gzipped).reduce((a, b) => a + b, 0);
const inDist = (address) => posix.join(DIST, address.split(/[?#]/)[0].slice(BASE.length));

/** The module and everything that it imports before it starts. */
function withImports(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  const requests = [...module.staticImports.map((i) => i.moduleRequest), ...module.staticExports.flatMap((e) => e.entries.map((entry) => entry.moduleRequest))];
  for (const request of requests) if (request) withImports(posix.join(posix.dirname(file), request.value), seen);
  return seen;
}

const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

const pages = filesUnder(DIST, /\.html$/);
for (const page of pages) {
  const html = readFileSync(page, 'utf8');
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
  const links = (rel) => tags.filter((t) => attribute(t, 'rel') === rel).map((t) => inDist(attribute(t, 'href')));
  const scripts = tags.flatMap((t) => (t.startsWith('<script') && attribute(t, 'src') ? [inDist(attribute(t, 'src'))] : []));
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)(?![^>]*json)[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1].length).reduce((a, b) => a + b, 0);
  const modules = [...scripts, ...links('modulepreload')].reduce((seen, file) => withImports(file, seen), new Set());
  const figures = (html.match(/<figure\b[^>]*\bclass="figure"/g) ?? []).length;
  weigh(`${page} text, ${figures} figures`, gzipped(page), BUDGETS.html + figures * BUDGETS.htmlOfFigure);
  weigh(`${page} JavaScript before a figure`, sum(modules) + inline, BUDGETS.text);
  weigh(`${page} CSS`, sum(new Set(links('stylesheet'))), BUDGETS.css);
}
for (const file of filesUnder(DIST, /\.wasm$/)) weigh(file, gzipped(file), BUDGETS.wasm);
for (const file of filesUnder(`${DIST}/recordings`)) weigh(file, gzipped(file), BUDGETS.recording);
weigh(
  'datasets',
  filesUnder(`${DIST}/data`)
    .map((f) => statSync(f).size)
    .reduce((a, b) => a + b, 0),
  BUDGETS.data,
);

for (const { what, bytes, budget, ok } of rows) console.log(`${ok ? '✓' : '✗'} ${inKB(bytes).padStart(10)} of ${inKB(budget).padStart(10)}   ${what}`);
process.exit(pages.length === 0 || rows.some((row) => !row.ok) ? 1 : 0);
