/**
 * What the service worker answers: pages from the network, so that the newest is read, and from the copy when there is
 * none; files whose name or query names their content from the copy; the rest like pages.
 */
import type { Shelf } from './copy.ts';
import { keyOf, type Manifest, type SavedFile } from './manifest.ts';

/** The part of a request that decides. */
export interface Asked {
  readonly url: string;
  readonly mode: string;
  readonly method: string;
}

/** A network that says nothing for so long counts as none, where there is a copy. */
const PATIENCE_MS = 4000;

export class Answers {
  readonly #files: ReadonlyMap<string, SavedFile>;

  constructor(
    private readonly manifest: Manifest,
    private readonly origin: string,
    private readonly shelf: () => Promise<Shelf>,
    private readonly wait: (ms: number) => Promise<void>,
  ) {
    this.#files = new Map(manifest.files.map((file) => [file.path, file]));
  }

  /** The answer, or undefined for what is none of our business: the browser then does as it would without us. */
  to(asked: Asked, network: () => Promise<Response>): Promise<Response> | undefined {
    const { origin, pathname, searchParams } = new URL(asked.url);
    const { base } = this.manifest;
    if (asked.method !== 'GET' || origin !== this.origin || !pathname.startsWith(base)) return undefined;
    const path = decoded(pathname.slice(base.length));
    if (asked.mode === 'navigate') return this.#page(path, network);
    const file = this.#files.get(path);
    if (!file) return undefined;
    const version = searchParams.get('v');
    const fixed = path.startsWith('assets/') || /-[0-9a-f]{8}\.bin$/.test(path) || (version !== null && version !== '' && file.hash.startsWith(version));
    return fixed ? this.#copyFirst(file, network) : this.#networkFirst(file, network);
  }

  async #page(path: string, network: () => Promise<Response>): Promise<Response> {
    const page = this.#files.get(path.replace(/index\.html$/, '')) ?? this.#files.get(`${path}/`);
    if (page) return this.#networkFirst(page, network);
    const none = this.#files.get('404.html');
    try {
      return await network();
    } catch (offline) {
      const copy = none && (await this.#copy(none));
      if (!copy) throw offline;
      return new Response(copy.body, { status: 404, headers: copy.headers });
    }
  }

  async #copy(file: SavedFile): Promise<Response | undefined> {
    return (await this.shelf()).match(keyOf(this.manifest.base, file));
  }

  async #copyFirst(file: SavedFile, network: () => Promise<Response>): Promise<Response> {
    return (await this.#copy(file)) ?? network();
  }

  async #networkFirst(file: SavedFile, network: () => Promise<Response>): Promise<Response> {
    const fresh = network();
    const late = this.wait(PATIENCE_MS).then(() => undefined);
    const first = await Promise.race([fresh, late]).catch(() => undefined);
    // a host in trouble says so with a number from 500 on
    if (first && first.status < 500) return first;
    return (await this.#copy(file)) ?? fresh;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
