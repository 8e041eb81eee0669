// A small static server for the finished book: what a host of static files does, with the headers that `_headers` asks for.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { compressed, takesGzip } from './compress.mjs';
import { headersFor, readHeaders } from './headers.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The file that an address means, or undefined: never one outside the folder, and no listings of folders.
 * @param {string} root the folder that is served
 * @param {string} base where it is served, e.g. "/" or "/book/"
 * @param {string} pathname of the request, still encoded
 */
export async function fileFor(root, base, pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes('\0')) return undefined;
  const inside = normalize(join(root, path.slice(base.length)));
  if (inside !== root && !inside.startsWith(root + sep)) return undefined;
  const file = path.endsWith('/') ? join(inside, 'index.html') : inside;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? { file, size: found.size } : undefined;
}

/**
 * Serves a folder on the first free port from `from` on. Resolves to the server and its address.
 * @param {{ root: string, base?: string, from?: number, host?: string }} options
 */
export async function serve({ root, base = '/', from = 4173, host = 'localhost' }) {
  const rules = readHeaders(await readFile(join(root, '_headers'), 'utf8').catch(() => ''));
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, { allow: 'GET, HEAD' }).end();
    // not through `URL`, which throws at some addresses and tidies others
    const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
    let found = await fileFor(root, base, pathname);
    let status = 200;
    if (!found) {
      // "/forget" means "/forget/"
      if (!pathname.endsWith('/') && (await fileFor(root, base, `${pathname}/`)))
        return response.writeHead(308, { location: `${pathname}/${query === undefined ? '' : `?${query}`}` }).end();
      found = await fileFor(root, base, `${base}404.html`);
      status = 404;
    }
    if (!found) return response.writeHead(404).end();
    const hashed = pathname.startsWith(`${base}assets/`);
    const packed = takesGzip(request.headers['accept-encoding']) ? await compressed(found.file).catch(() => undefined) : undefined;
    response.writeHead(status, {
      'content-type': TYPES[extname(found.file)] ?? 'application/octet-stream',
      'content-length': packed?.length ?? found.size,
      vary: 'accept-encoding',
      ...(packed && { 'content-encoding': 'gzip' }),
      'cache-control': hashed && status === 200 ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      ...(status === 200 ? headersFor(rules, pathname) : headersFor(rules, base)),
    });
    if (request.method === 'HEAD') return response.end();
    if (packed) return response.end(packed);
    createReadStream(found.file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  for (let port = from; ; port++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
      return { server, address: `http://${host}:${port}${base}` };
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || port - from > 100) throw error;
    }
  }
}
