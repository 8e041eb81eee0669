/**
 * A second book for the browser tests: the real one, with the chapter and the figures of `tests/browser/fixtures/` laid
 * over it. The real build knows nothing of them.
 *
 *     tests/browser/fixtures/content/<slug>.mdx                   → the last chapters
 *     tests/browser/fixtures/figures/<chapter>/<name>/            → src/figures/<chapter>/<name>/
 *
 * A fixture names the book's files by where they are from its own place, so that it is checked like any other code; the
 * copy is turned to its new place. `node tests/tools/fixture-book.mjs [PORT]` builds and serves it, to be looked at.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '../../src/cli/serve.mjs';
import { freePort } from './free-port.mjs';

const root = resolve(import.meta.dirname, '../..');
const fixtures = join(root, 'tests/browser/fixtures');
const place = join(root, '.cache/fixture-book');

/** How a fixture's figure leads to the book's code, and how the same figure does in its folder under src/figures. */
const FROM_FIXTURE = /(["'])(?:\.\.\/){6}src\//g;
const FROM_FIGURE = '$1../../../';

/** Puts the files together. */
function layOut() {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  for (const part of ['src', 'content', 'vite.config.ts', 'package.json', 'package-lock.json'])
    cpSync(join(root, part), join(place, part), { recursive: true });
  link(join(root, 'public'), join(place, 'public'));
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  cpSync(join(fixtures, 'figures'), join(place, 'src/figures'), { recursive: true });
  for (const file of filesUnder(join(fixtures, 'figures'))) {
    const copy = join(place, 'src/figures', file);
    writeFileSync(copy, readFileSync(copy, 'utf8').replace(FROM_FIXTURE, FROM_FIGURE));
  }
  addChapters();
}

/** The last chapters of the book. */
function addChapters() {
  const list = join(place, 'content/book.yaml');
  let text = readFileSync(list, 'utf8');
  let number = [...text.matchAll(/^ +(?:- )?slug:/gm)].length;
  for (const name of readdirSync(join(fixtures, 'content')).sort()) {
    text = `${text.trimEnd()}\n  - slug: ${name.replace(/\.mdx$/, '')}\n`;
    cpSync(join(fixtures, 'content', name), join(place, 'content', `${String(number++).padStart(2, '0')}-${name}`));
  }
  writeFileSync(list, text);
}

const filesUnder = (folder) => readdirSync(folder, { recursive: true }).filter((file) => statSync(join(folder, file)).isFile());

/** The data is large, and nobody writes to it. */
function link(from, to) {
  for (const file of filesUnder(from)) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    linkSync(join(from, file), join(to, file));
  }
}

/** Builds and serves the book. Resolves to its address and a function that ends it. */
export async function startFixtureBook(port) {
  layOut();
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'], {
    cwd: place,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the book with fixtures could not be built:\n${stderr}`);
  const { server, address } = await serve({ root: join(place, 'dist'), from: port ?? (await freePort()) });
  return {
    address,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { address } = await startFixtureBook(Number(process.argv[2] ?? 4273));
  console.log(`${address}fixtures/`);
}
