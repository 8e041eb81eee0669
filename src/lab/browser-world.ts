/** The page's side of the lab in a real browser. Touches nothing before the first run. */
import { deviceStore } from './device-store.ts';
import type { PageWorld, WorkerHandle } from './page-world.ts';
import type { Message } from './protocol.ts';

export const browserWorld: PageWorld = {
  async spawn() {
    const { spawn } = await import('./spawn.ts');
    return handleOf(spawn());
  },
  beforeDrawing: (callback) => void requestAnimationFrame(callback),
  every(ms, callback) {
    const timer = setInterval(callback, ms);
    return () => clearInterval(timer);
  },
  hidden: () => document.hidden,
  onHiddenChange: (callback) => document.addEventListener('visibilitychange', callback),
  wish() {
    const { choice, gpuLost, timings } = deviceStore.snapshot();
    return { choice, gpuLost, ...(timings && { timings }), trustSoftware: new URLSearchParams(location.search).get('gpu') === 'imitated' };
  },
  started: deviceStore.started,
  failed(failure) {
    if (failure.kind === 'context-lost') deviceStore.lostGpu();
    console.warn(`Run failed (${failure.kind}): ${failure.detail ?? failure.sentence}`);
  },
};

function handleOf(worker: Worker): WorkerHandle {
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    listen: (handler) => worker.addEventListener('message', ({ data }: MessageEvent<Message>) => handler(data)),
    onDeath(handler) {
      worker.addEventListener('error', (event) => handler(event.message || 'the worker’s program could not be loaded'));
      worker.addEventListener('messageerror', () => handler('a message from the worker could not be read'));
    },
    terminate: () => worker.terminate(),
  };
}
