/** Stands in for tfjs's threaded WASM factories, which are never called: threads do not pay for nets of this size. */
export const wasmWorkerContents = '';
export default () => {
  throw new Error('threaded WASM is not bundled');
};
