/** The npm packages that the book is compared with. They are installed apart from the book, when somebody asks for a comparison. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Examples, Net } from './nets.ts';

/** A package's way of training a net on one batch. */
export interface Peer {
  readonly name: string;
  /** A step on the whole batch. Returns the loss before it, in the package's own terms. */
  step(): number | Promise<number>;
}

export type MakePeer = (net: Net, examples: Examples) => Peer | Promise<Peer>;

export interface PeerEntry {
  readonly make: MakePeer;
  /** The ids of the nets that it can express. */
  readonly nets: readonly string[];
}

/** The packages, by name; installed into `folder` first, from its lock file, where they are not there yet. */
export async function loadPeers(folder: string): Promise<readonly PeerEntry[]> {
  if (!isInstalled(folder)) {
    console.log('Installing the packages to compare with (tests/bench/package.json) …');
    const { status } = spawnSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund'], { stdio: 'inherit', shell: process.platform === 'win32' });
    if (status !== 0) throw new Error('npm could not install the packages to compare with; --no-peers leaves them out');
  }
  const module: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'peers.mjs')).href);
  if (!hasPeers(module)) throw new Error('tests/bench/peers.mjs exports no list PEERS');
  return module.PEERS;
}

/** Name and version of each package, as its package.json in `folder` pins them. */
export function versionsOf(folder: string): Readonly<Record<string, string>> {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const dependencies = manifest instanceof Object && 'dependencies' in manifest ? manifest.dependencies : undefined;
  return Object.fromEntries(Object.entries(dependencies ?? {}).map(([name, version]) => [name, String(version)]));
}

function isInstalled(folder: string): boolean {
  return Object.entries(versionsOf(folder)).every(([name, version]) => {
    const file = join(folder, 'node_modules', name, 'package.json');
    if (!existsSync(file)) return false;
    const installed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return installed instanceof Object && 'version' in installed && installed.version === version;
  });
}

const hasPeers = (module: unknown): module is { readonly PEERS: readonly PeerEntry[] } =>
  typeof module === 'object' && module !== null && 'PEERS' in module && Array.isArray(module.PEERS);
