/**
 * `npm test`: every check of the book, one after the other. All of them run, also after one has failed; the last line
 * counts what passed and what failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const reports = join(root, 'node_modules/.cache/reports');
const vite = join(root, 'node_modules/vite/bin/vite.js');

/** Counts of a runner's JSON report; undefined when there is none, e.g. because the runner itself broke. */
const counted = (file, read) => () => (existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : undefined);
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');
const ofVitest = (r) => ({ passed: r.numPassedTests, failed: r.numFailedTests, skipped: r.numPendingTests + r.numTodoTests });
const ofPlaywright = ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped });

/** A part that names no counts counts as one check. */
const PARTS = [
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'spelling', command: ['npm', 'run', '--silent', 'spell'] },
  { name: 'recordings', command: ['npm', 'run', '--silent', 'record', '--', '--check'] },
  {
    name: 'unit',
    command: ['npm', 'run', '--silent', 'test:unit', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    counts: counted(unitReport, ofVitest),
  },
  { name: 'engine', command: ['npm', 'run', '--silent', 'test:engine'] },
  { name: 'build', command: ['node', vite, 'build', '--app'] },
  { name: 'sizes', command: ['node', 'tests/tools/sizes.mjs'], needs: 'build' },
  { name: 'links', command: ['node', 'tests/tools/links.mjs'], needs: 'build' },
  {
    name: 'browser',
    command: ['npm', 'run', '--silent', 'test:browser', '--', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport, BUILT: '1' },
    needs: 'build',
    counts: counted(browserReport, ofPlaywright),
  },
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const wanted = process.argv.slice(2);
const results = new Map();
for (const { name, command, env, needs, counts } of PARTS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name} ${'─'.repeat(Math.max(2, 60 - name.length))}`);
  if (needs && results.get(needs)?.ok === false) {
    console.log(`not run: ${needs} failed`);
    results.set(name, { ok: false, seconds: 0, passed: 0, failed: 1, skipped: 0 });
    continue;
  }
  const start = process.hrtime.bigint();
  const [program, ...args] = command;
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const ok = status === 0;
  const { passed, failed, skipped } = counts?.() ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  // a runner that fails without a failed test (nothing found, a crash) counts as one
  results.set(name, { ok, seconds, passed, failed: ok ? failed : Math.max(failed, 1), skipped });
}

console.log('\n── summary ' + '─'.repeat(53));
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, { ok, seconds, passed, failed, skipped }] of results) {
  console.log(`${ok ? '✓' : '✗'} ${name.padEnd(10)} ${seconds.toFixed(0).padStart(4)} s   ${passed} passed${failed ? `, ${failed} failed` : ''}`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
