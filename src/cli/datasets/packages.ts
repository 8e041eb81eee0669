/** Packages fetched into a temporary folder, used once and removed: none of them is a dependency of the book. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Fetched {
  folderOf(name: string): string;
  readonly require: NodeJS.Require;
}

/** Installs exact versions, without running their scripts, and hands them to `use`; the folder is removed afterwards. */
export async function withPackages(
  packages: readonly { readonly name: string; readonly version: string }[],
  use: (fetched: Fetched) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'datasets-'));
  try {
    const specs = packages.map(({ name, version }) => `${name}@${version}`);
    // npm is a script that only a shell can start on Windows
    execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error', ...specs], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    await use({ folderOf: (name) => join(folder, 'node_modules', name), require: createRequire(join(folder, 'package.json')) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
