/** The only place that makes the worker. Imported on the first run, so that a page that only is read never pays for it. */
export const spawn = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'lab' });
