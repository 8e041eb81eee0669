/**
 * Finds a Chromium, or gets one, so that the tests need no set-up by hand.
 *
 * Order: $CHROMIUM_PATH, the one Playwright downloaded, the system's, `playwright install`, apt (as root), and the
 * build that the optional package @sparticuz/chromium carries. Run on its own it prints what it found.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Flags that every test browser is started with: quiet and offline. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * For WebGL where there is no graphics card: drawn in software, which slows down everything else. $CHROMIUM_WEBGL_FLAGS,
 * separated by spaces, takes their place, to reach a card that a browser without a window does not look for.
 */
export const WEBGL_ARGS = process.env.CHROMIUM_WEBGL_FLAGS?.split(' ').filter(Boolean) ?? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/**
 * @typedef {{ how: string, executablePath: string, env: Record<string, string> }} Browser `env` is what it must be started with.
 * @returns {Promise<Browser>}
 */
export async function ensureBrowser() {
  const { chromium } = await import('playwright');
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (starts(given)) return found('$CHROMIUM_PATH', given);
    throw new Error(`CHROMIUM_PATH is ${given}, which does not start. Point it to a Chromium, or unset it.`);
  }
  const there = () => firstThatStarts('playwright', [chromium.executablePath()]) ?? firstThatStarts('system', SYSTEM);
  const browser = there() ?? (playwrightInstalls() && there()) ?? (aptInstalls() && there());
  return browser || packed();
}

const found = (how, executablePath, env = {}) => ({ how, executablePath, env });

function firstThatStarts(how, paths) {
  const path = paths.find((p) => starts(p));
  return path && found(how, path);
}

function starts(path, env = {}) {
  return existsSync(path) && spawnSync(path, ['--version', '--no-sandbox'], { env: { ...process.env, ...env }, timeout: 60_000 }).status === 0;
}

/** Runs a command that may need a second try, e.g. because a mirror did not answer. */
function runs(command, args, tries = 1) {
  for (let k = 1; k <= tries; k++) {
    const { status } = spawnSync(command, args, { stdio: ['ignore', process.stderr, process.stderr], timeout: 600_000 });
    if (status === 0) return true;
    console.error(`${command} ${args.join(' ')} did not work (try ${k} of ${tries})`);
  }
  return false;
}

const isRoot = () => process.getuid?.() === 0;

function playwrightInstalls() {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  console.error('No Chromium yet: asking Playwright for one');
  // the browser first, its libraries after it: without the network the first fails at once
  return runs(process.execPath, [cli, 'install', 'chromium']) && (!isRoot() || runs(process.execPath, [cli, 'install-deps', 'chromium']));
}

function aptInstalls() {
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) return false;
  console.error('Asking apt for Chromium');
  return runs('apt-get', ['update', '-qq'], 3) && runs('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 3);
}

/** The build inside the package @sparticuz/chromium, with the shared libraries that it brings (Linux x64). */
async function packed() {
  try {
    const { default: packedChromium } = await import('@sparticuz/chromium');
    const executablePath = await packedChromium.executablePath();
    const libraries = mkdtempSync(join(tmpdir(), 'chromium-libraries-'));
    const archive = join(
      createRequire(import.meta.url)
        .resolve('@sparticuz/chromium')
        .replace(/build.*$/, ''),
      'bin/al2023.tar.br',
    );
    spawnSync('tar', ['xf', '-'], { cwd: libraries, input: brotliDecompressSync(readFileSync(archive)) });
    const env = { LD_LIBRARY_PATH: [join(libraries, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
    if (!starts(executablePath, env)) throw new Error(`${executablePath} does not start`);
    return found('@sparticuz/chromium', executablePath, env);
  } catch (cause) {
    throw new Error(
      'The browser tests need Chromium, and none could be found or installed. Install it (“apt-get install chromium”, or “npx playwright install --with-deps chromium”), ' +
        'or set CHROMIUM_PATH to one that is there.',
      { cause },
    );
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { how, executablePath } = await ensureBrowser();
  console.log(`${executablePath} (${how})`);
}
