/**
 * The service worker of a saved book. It is there only after the reader asked for a copy. A newer edition is fetched in
 * the background, as far as its files changed, and waits until no page of the old one is open, or the reader asks for it.
 */
import { Answers } from './answer.ts';
import { fill, prune } from './copy.ts';
import { cacheName, type Manifest } from './manifest.ts';

/** Put in by the prerender step. */
declare const BOOK: Manifest;
declare const self: ServiceWorkerGlobalScope;

const book: Manifest = BOOK;

/** What a page says when the reader wants the new edition now. */
const NOW = 'now';

const shelf = () => caches.open(cacheName(book.base));
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const answers = new Answers(book, self.location.origin, shelf, wait);
/** Pages of the old edition are still open: their files stay until the next one. */
let hurried = false;

self.addEventListener('install', (event) => {
  event.waitUntil(shelf().then((there) => fill(there, book, { fetch: (address, init) => fetch(address, init) })));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      if (!hurried) await prune(await shelf(), book);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', ({ data }) => {
  if (data !== NOW) return;
  hurried = true;
  void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const answer = answers.to(event.request, () => fetch(event.request));
  if (answer) event.respondWith(answer);
});
