/** Writes the finished pages, and refuses when something on them is wrong. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Manifest, ManifestChunk, ResolvedConfig } from 'vite';
import type { Assets } from '../server/assets.ts';
import { filesUnder } from './files.ts';
import { licences } from './licences.ts';
import { brokenLinks, type Page } from './links.ts';
import { writeOffline } from './offline.ts';
import { headersFile, POLICY } from './policy.ts';
import { SEARCH_FILE } from '../search/entry.ts';

export type Entry = typeof import('../server/entry.tsx');

export const CLIENT = 'src/book/client/main.ts';
export const FIRST = 'src/book/client/first.ts';
export const KATEX = 'node_modules/katex/dist/katex.min.css';
export const COVER = 'src/book/styles/cover.css';
export const SERVER = 'src/book/server/entry.tsx';
/** Its own for every build, so that two builds at a time do not mix. */
export const SERVER_BUNDLE = `node_modules/.cache/book/${process.pid}`;

export async function writePages(config: ResolvedConfig): Promise<void> {
  const { root, base } = config;
  const dist = resolve(root, config.environments['client']?.build.outDir ?? 'dist');
  const manifest: Manifest = JSON.parse(await readFile(join(dist, '.vite/manifest.json'), 'utf8'));
  const { render, paths, searchEntries, figureFiles }: Entry = await import(pathToFileURL(resolve(root, SERVER_BUNDLE, 'entry.mjs')).href);
  const assets = assetsFrom(manifest, base, root);
  const pages: Page[] = [];
  for (const path of [...paths, '/404/']) pages.push({ path, html: await render(path, assets) });
  await rm(join(dist, '.vite'), { recursive: true });
  await writeFile(join(dist, 'licences.txt'), licences(root));
  await writeFile(join(dist, '_headers'), headersFile(base));
  for (const [file, text] of await figureFiles(root)) await writeUnder(dist, file, text);
  const entries = await searchEntries((path) => pages.find((p) => p.path === path)?.html ?? '');
  await writeFile(join(dist, SEARCH_FILE), JSON.stringify(entries));
  const served = new Set(filesUnder(dist).map((f) => `/${f}`));
  const wrong = [...brokenLinks(pages, served, base), ...pages.flatMap(unwanted), ...pages.flatMap(unguarded)];
  if (wrong.length) throw new Error(`The pages are not fit to be read:\n${wrong.map((w) => `  ${w}`).join('\n')}`);
  for (const { path, html } of pages) {
    await writeUnder(dist, path === '/404/' ? '404.html' : `${path}index.html`, html);
  }
  await writeOffline(root, dist, base);
  config.logger.info(`wrote ${pages.length} pages`);
}

async function writeUnder(dist: string, name: string, text: string): Promise<void> {
  const file = join(dist, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function assetsFrom(manifest: Manifest, base: string, root: string): Assets {
  const chunk = (name: string): ManifestChunk => {
    // a linked node_modules is named by where it really is
    const found = manifest[name] ?? Object.entries(manifest).find(([key]) => key.endsWith(name))?.[1];
    if (!found) throw new Error(`the client's bundle has no ${name}`);
    return found;
  };
  const url = (file: string) => base + file;
  const client = chunk(CLIENT);
  const fonts = Object.values(manifest)
    .flatMap((c) => c.assets ?? [])
    .concat(Object.values(manifest).map((c) => c.file));
  const figures = Object.keys(manifest).flatMap((name) => /^src\/figures\/(.+)\/Figure\.tsx$/.exec(name)?.[1] ?? []);
  const common = new Set(client.css ?? []);
  return {
    base,
    root,
    policy: POLICY,
    script: url(client.file),
    first: url(chunk(FIRST).file),
    styles: [...common].map(url),
    formulaStyles: [url(chunk(KATEX).file)],
    coverStyles: [url(chunk(COVER).file)],
    fonts: [...new Set(fonts.filter((f) => /source-serif-4-latin-wght-normal.*\.woff2$/.test(f)))].map(url),
    figureStyles: Object.fromEntries(
      figures.map((id) => [
        id,
        stylesOf(manifest, `src/figures/${id}/Figure.tsx`)
          .filter((f) => !common.has(f))
          .map(url),
      ]),
    ),
  };
}

/** The style sheets of a chunk and of everything it imports at once. */
function stylesOf(manifest: Manifest, name: string, seen = new Set<string>()): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const { css = [], imports = [] } = manifest[name] ?? {};
  return [...new Set([...imports.flatMap((i) => stylesOf(manifest, i, seen)), ...css])];
}

/** What a page must not have: formulas that were not typeset, and scripts or styles in the page itself. */
export function unwanted({ path, html }: Page): string[] {
  const found: string[] = [];
  if (/class="[^"]*\bkatex-error\b/.test(html)) found.push(`${path}: a formula was not typeset`);
  if (/<script(?![^>]*\ssrc=)[^>]*>/.test(html)) found.push(`${path}: a script stands in the page; a content security policy will forbid it`);
  if (/<style[\s>]/.test(html)) found.push(`${path}: a style element stands in the page; a content security policy will forbid it`);
  if (/\[object Object\]/.test(html)) found.push(`${path}: “[object Object]” stands in the text`);
  return found;
}

/** A policy counts from where it stands, so it must stand before the first script. */
export function unguarded({ path, html }: Page): string[] {
  const [policy, script] = [html.indexOf('<meta http-equiv="Content-Security-Policy"'), html.indexOf('<script')];
  return policy >= 0 && (script < 0 || policy < script) ? [] : [`${path}: there is no content security policy before the first script`];
}
