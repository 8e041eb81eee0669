/**
 * A pause that lets messages in. On WASM `await tensor.data()` resolves in a microtask, so a loop that only awaits
 * never sees a "pause" from the page. A MessageChannel costs about 10 µs; setTimeout would be clamped to 4 ms.
 */
export function macrotasks(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(0);
    });
}
