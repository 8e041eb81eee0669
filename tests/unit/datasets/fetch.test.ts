/** The network side against a real server that misbehaves. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { failureOf } from '../../../src/core/failure-of.ts';
import { DataFault } from '../../../src/datasets/faults.ts';
import { fetchBytesFrom } from '../../../src/datasets/fetch.ts';
import { createImageLoader } from '../../../src/datasets/images.ts';
import { pixelsOf, smallFolder } from './small-set.ts';

const { files } = smallFolder();
let server: Server | undefined;

async function listen(listener: RequestListener): Promise<string> {
  const mine = createServer(listener);
  server = mine;
  await new Promise<void>((resolve) => mine.listen(0, '127.0.0.1', resolve));
  const address = mine.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return `http://127.0.0.1:${address.port}/book/data/`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

const faultOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof DataFault ? thrown.fault : thrown),
  );

test('loads over the network, from the folder that it was given', async () => {
  const base = await listen((request, response) => {
    const bytes = files.get((request.url ?? '').replace('/book/data/', ''));
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  const received: number[] = [];
  const bytes = await fetchBytesFrom(base)('train-0.bin', { cache: 'default', onBytes: (n) => received.push(n) });
  expect(bytes).toEqual(files.get('train-0.bin'));
  expect(received.at(-1)).toBe(bytes.length);
  const set = await createImageLoader({ fetchBytes: fetchBytesFrom(base) }).images('mnist', 'train', 10);
  expect(set.images).toEqual(pixelsOf('train', 10));
});

test('statuses become faults', async () => {
  let status = 200;
  const base = await listen((_request, response) => response.writeHead(status).end('text'));
  const fetchBytes = fetchBytesFrom(base);
  for (const [code, fault] of [
    [200, 'none'],
    [404, 'missing'],
    [403, 'missing'],
    [410, 'missing'],
    [429, 'refused'],
    [500, 'refused'],
    [503, 'refused'],
  ] as const) {
    status = code;
    expect([code, await faultOf(fetchBytes('x', { cache: 'default' }))]).toEqual([code, fault]);
  }
});

test('a connection that breaks off in the middle is a failed connection', async () => {
  const base = await listen((_request, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await faultOf(fetchBytesFrom(base)('x', { cache: 'default' }))).toBe('unreachable');
});

test('a connection that falls silent is given up, a slow one is not', async () => {
  const base = await listen((request, response) => {
    response.writeHead(200);
    let left = 6;
    const drip = () => {
      response.write('x');
      if (--left === 0) response.end();
      else if (!(request.url ?? '').endsWith('silent')) setTimeout(drip, 60);
    };
    drip();
  });
  const fetchBytes = fetchBytesFrom(base, 200);
  expect(await faultOf(fetchBytes('silent', { cache: 'default' }))).toBe('unreachable');
  expect(new TextDecoder().decode(await fetchBytes('slow', { cache: 'default' }))).toBe('xxxxxx');
});

test('nobody there: a sentence about the connection', async () => {
  const base = await listen((_request, response) => response.end());
  const gone = server;
  await new Promise((resolve) => gone?.close(resolve));
  server = undefined;
  const thrown = await createImageLoader({ fetchBytes: fetchBytesFrom(base), pause: 0 })
    .images('fashion-mnist', 'test', 1)
    .catch((reason: unknown) => reason);
  expect(failureOf(thrown)).toMatchObject({
    kind: 'data',
    sentence: 'The Fashion-MNIST pictures could not be loaded: the connection failed. Check that you are online, then try again.',
    wayOn: 'retry',
  });
});

test('who lets go of the images ends the connection, and there is no second try', async () => {
  let [asked, closed] = [0, 0];
  const base = await listen((request, response) => {
    const name = (request.url ?? '').replace('/book/data/', '');
    if (name === 'index.json') return response.writeHead(200).end(files.get(name));
    asked++;
    response.on('close', () => closed++);
    response.writeHead(200).write(files.get(name)?.subarray(0, 5));
    return undefined; // and nothing more comes
  });
  const loader = createImageLoader({ fetchBytes: fetchBytesFrom(base), pause: 0 });
  const run = new AbortController();
  const loaded = loader.images('mnist', 'train', 3, undefined, run.signal).catch((thrown: unknown) => thrown);
  while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  run.abort(new Error('stopped'));
  expect(await loaded).toEqual(new Error('stopped'));
  while (closed === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toBe(1);
});
