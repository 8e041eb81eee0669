import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compileKernels } from '../../../src/kernels/compile.ts';
import { kernelBytes } from '../../../src/kernels/exports.ts';

const root = process.cwd();

/** [id, length] of each section, by the binary format: a magic word and a version, then sections with LEB128 lengths. */
function sections(bytes: Uint8Array): [id: number, length: number][] {
  const found: [number, number][] = [];
  let p = 8;
  while (p < bytes.length) {
    const id = bytes[p++] ?? -1;
    let [length, shift, byte] = [0, 0, 0x80];
    while (byte & 0x80) {
      byte = bytes[p++] ?? 0;
      length |= (byte & 0x7f) << shift;
      shift += 7;
    }
    found.push([id, length]);
    p += length;
  }
  expect(p).toBe(bytes.length);
  return found;
}

describe('the compiled kernels', () => {
  it('are what their source compiles to', async () => {
    const binary = await compileKernels(root);
    expect(Buffer.compare(binary, readFileSync('src/kernels/kernels.wasm'))).toBe(0);
    expect(Buffer.compare(await kernelBytes(), binary)).toBe(0); // what the text unpacks to: packers differ in their bytes
  });

  it('hold no data and import nothing but the memory, which is tfjs’s', async () => {
    const bytes = await kernelBytes();
    const module = new WebAssembly.Module(bytes);
    const ids = sections(bytes).map(([id]) => id);
    expect(ids).toContain(10); // code, so the parse saw the sections
    expect(ids).not.toContain(11); // data segments would overwrite tfjs's tensors
    expect(ids).not.toContain(8); // a start function
    expect(ids).not.toContain(6); // globals, i.e. state
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    expect(WebAssembly.Module.exports(module).every(({ kind }) => kind === 'function')).toBe(true);
  });

  it('stay small enough to send to every reader', async () => {
    expect(gzipSync(await kernelBytes(), { level: 9 }).length).toBeLessThan(9000);
  });
});
