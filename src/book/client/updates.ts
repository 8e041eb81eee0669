/**
 * Tells the reader of a saved book that a newer edition has arrived. Nothing reloads by itself, and while a figure trains
 * or shows a run of the reader's own, the notice says that it would be lost.
 */
import '../styles/notice.css';
import { button, element } from './element.ts';

/** What the service worker understands; see src/book/offline/worker.ts. */
const NOW = 'now';

export function watchUpdates(): void {
  void navigator.serviceWorker.ready.then((registration) => {
    if (registration.waiting) announce(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const arriving = registration.installing;
      arriving?.addEventListener('statechange', () => {
        if (arriving.state === 'installed') announce(arriving);
      });
    });
  });
}

function announce(waiting: ServiceWorker): void {
  const sentence = element('p', { role: 'status' });
  const read = button('Read it now', () => {
    if (runs() && !sure) {
      sure = true;
      sentence.textContent = 'A run on this page would be lost.';
      read.textContent = 'Read it all the same';
      return;
    }
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage(NOW, []);
  });
  let sure = false;
  const notice = element(
    'aside',
    { className: 'notice', ariaLabel: 'Newer edition' },
    sentence,
    read,
    button('Later', () => notice.remove()),
  );
  document.querySelector('.notice')?.remove();
  document.body.append(notice);
  // a status is spoken when it changes, not when it comes with its words
  setTimeout(() => (sentence.textContent = 'A newer edition of this book has been saved on this device.'), 100);
}

/** A run of the reader's own is under way or on the screen. */
const runs = () => document.querySelector('figure[data-source="live"]:not([data-status="cancelled"]), figure[data-status="warming"]') !== null;
